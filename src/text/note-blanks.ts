import type { NoteWord } from './note-words.ts';

const LABEL_MARKS = new Set([':', '-', '–', '=']);
const BOUNDARIES = new Set(['.', ';', ',', '|', '•', '!', '?']);
/** A label is a few words at most: "Decision criteria:". */
const LABEL_WORDS = 4;

/**
 * Marks labels with nothing behind them (`**Pain:**`) or with a placeholder (`Next step: TBD`), by a 1 for each of their
 * words in `blank`: a form that nobody filled in says nothing, whatever its headings promise.
 */
export function markBlankLabels(
  words: readonly NoteWord[],
  placeholders: ReadonlySet<string>,
  blank: Uint8Array,
): void {
  for (let at = 0; at < words.length; at++) {
    if (words[at]?.kind !== 'mark' || !LABEL_MARKS.has(words[at]?.text ?? '')) continue;
    const end = blankUntil(words, at, placeholders);
    if (end === undefined) continue;
    for (let back = at; back >= 0 && back >= at - LABEL_WORDS && !isBoundary(words[back]); back--) blank[back] = 1;
    blank.fill(1, at, end);
  }
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
