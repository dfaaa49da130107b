import type { NoteWord } from './note-words.ts';

const LABEL_MARKS = new Set([':', '-', '–', '=']);
const BOUNDARIES = new Set(['.', ';', ',', '|', '•', '!', '?']);
/** A label is a few words at most: "Decision criteria:". */
const LABEL_WORDS = 4;

/**
 * Marks labels with nothing behind them (`**Pain:**`) or with a placeholder (`Next step: TBD`): a form that nobody
 * filled in says nothing, whatever its headings promise.
 */
export function blankLabels(words: readonly NoteWord[], placeholders: ReadonlySet<string>): ReadonlySet<number> {
  const blank = new Set<number>();
  for (let at = 0; at < words.length; at++) {
    if (words[at]?.kind !== 'mark' || !LABEL_MARKS.has(words[at]?.text ?? '')) continue;
    const end = blankUntil(words, at, placeholders);
    if (end === undefined) continue;
    for (let back = at; back >= 0 && back >= at - LABEL_WORDS && !isBoundary(words[back]); back--) blank.add(back);
    for (let ahead = at; ahead < end; ahead++) blank.add(ahead);
  }
  return blank;
}

/** Where the blank or the placeholder after a label ends; `undefined` where something is filled in. */
function blankUntil(words: readonly NoteWord[], label: number, placeholders: ReadonlySet<string>): number | undefined {
  let at = label + 1;
  while (isOrnament(words[at], placeholders)) at++;
  const filled = words[at];
  if (filled === undefined || filled.kind === 'break') return words[label]?.text === ':' ? at : undefined;
  const end = at + placeholderLength(words, at, placeholders);
  return end > at && (isBoundary(words[end]) || words[end]?.kind === 'word') ? end : undefined;
}

/** The marks of `**Pain:**` and the like. */
function isOrnament(word: NoteWord | undefined, placeholders: ReadonlySet<string>): boolean {
  return word?.kind === 'mark' && !placeholders.has(word.text) && !isBoundary(word);
}

/** "n/a" is three words to the tokenizer, "TBD" one. */
function placeholderLength(words: readonly NoteWord[], at: number, placeholders: ReadonlySet<string>): number {
  const [first, second, third] = words.slice(at, at + 3);
  if (placeholders.has(`${first?.text}${second?.text}${third?.text}`)) return 3;
  return first && placeholders.has(first.text) ? 1 : 0;
}

function isBoundary(word: NoteWord | undefined): boolean {
  return word === undefined || word.kind === 'break' || (word.kind === 'mark' && BOUNDARIES.has(word.text));
}
