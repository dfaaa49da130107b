import type { NoteLexicon } from './note-lexicon.ts';
import type { NoteWord } from './note-words.ts';

export type Figure = { readonly at: number; readonly of: 'money' | 'percent' | 'count' };

/** Tells the figure that a word is, if it is one: `$40k`, `9 %`, `€400`, `3`, `two`. Ordinals and clock times are none. */
export type FigureReader = (words: readonly NoteWord[], at: number) => Figure | undefined;

const ORDINALS = new Set(['st', 'nd', 'rd', 'th', 'er', 'eme', 'o']);
const CLOCK = new Set(['am', 'pm', 'a', 'p', 'h', 'uhr', ':', 'am', 'pt', 'et', 'cet', 'gmt']);

/** Compiles the currency words of a lexicon into a reader of figures. */
export function createFigureReader({ money, numberWords }: Pick<NoteLexicon, 'money' | 'numberWords'>): FigureReader {
  const before = new Set(money.before);
  const after = new Set(money.after);
  const suffix = new Set(money.suffix);
  const spelled = new Set(numberWords);
  return (words, at) => {
    const word = words[at];
    if (word === undefined) return undefined;
    if (word.kind !== 'number') return spelled.has(word.text) ? { at, of: 'count' } : undefined;
    const previous = words[at - 1];
    const next = words[at + 1];
    if (previous && before.has(previous.text)) return { at, of: 'money' };
    if (next && (next.text === '%' || next.text === 'percent' || next.text === 'prozent')) return { at, of: 'percent' };
    if (next && after.has(next.text)) return { at, of: 'money' };
    if (next?.glued && suffix.has(next.text)) return { at, of: 'money' };
    if (next?.glued && (ORDINALS.has(next.text) || CLOCK.has(next.text))) return undefined;
    // The minutes of 9:30 and the second half of 16/17.
    if (word.glued && (previous?.text === ':' || previous?.text === '/')) return undefined;
    // A list number: "1. …", "2) …".
    if (isListNumber(words, at)) return undefined;
    return word.glued && previous?.kind === 'word' ? undefined : { at, of: 'count' };
  };
}

function isListNumber(words: readonly NoteWord[], at: number): boolean {
  const previous = words[at - 1];
  const next = words[at + 1];
  return (previous === undefined || previous.kind === 'break') && (next?.text === '.' || next?.text === ')');
}
