import type { NoteLexicon } from './note-lexicon.ts';
import type { NoteWord } from './note-words.ts';

export type Figure = 'money' | 'percent' | 'count';

/** Tells the figure that a word is, if it is one: `$40k`, `9 %`, `€400`, `3`, `two`. Ordinals and clock times are none. */
export type FigureReader = (words: readonly NoteWord[], at: number) => Figure | undefined;

const PERCENT = new Set(['%', 'percent', 'prozent', 'pct']);
/** Endings of ordinals and of clock times. */
const NO_FIGURE_BEFORE = new Set('st nd rd th er eme am pm a p h uhr : pt et cet gmt'.split(' '));

/** Compiles the currency words of a lexicon into a reader of figures. */
export function createFigureReader({ money, numberWords }: Pick<NoteLexicon, 'money' | 'numberWords'>): FigureReader {
  const before = new Set(money.before);
  const after = new Set(money.after);
  const suffix = new Set(money.suffix);
  const spelled = new Set(numberWords);
  const endsMoney = (next: NoteWord): boolean => after.has(next.text) || (next.glued && suffix.has(next.text));
  const valueAt = (previous: NoteWord | undefined, next: NoteWord | undefined): Figure => {
    if (previous && before.has(previous.text)) return 'money';
    if (next && endsMoney(next)) return 'money';
    return next && PERCENT.has(next.text) ? 'percent' : 'count';
  };
  return (words, at) => {
    const word = words[at];
    if (word?.kind !== 'number') return word && spelled.has(word.text) ? 'count' : undefined;
    const previous = words[at - 1];
    const next = words[at + 1];
    const value = valueAt(previous, next);
    const none = value === 'count' && (isPartOfMore(word, previous, next) || isListNumber(words, at));
    return none ? undefined : value;
  };
}

/** 2nd, 9:30, the 17 of 16/17, the 2 of v2. */
function isPartOfMore(word: NoteWord, previous: NoteWord | undefined, next: NoteWord | undefined): boolean {
  if (next?.glued && NO_FIGURE_BEFORE.has(next.text)) return true;
  return (
    word.glued &&
    (previous?.kind === 'word' || previous?.text === ':' || previous?.text === '/' || previous?.text === '#')
  );
}

/** "1. …", "2) …" at the start of a line. */
function isListNumber(words: readonly NoteWord[], at: number): boolean {
  const previous = words[at - 1];
  const next = words[at + 1];
  return (previous === undefined || previous.kind === 'break') && (next?.text === '.' || next?.text === ')');
}
