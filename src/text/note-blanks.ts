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
  while (words[at]?.kind === 'mark' && !placeholders.has(words[at]?.text ?? '') && !isBoundary(words[at])) at++;
  const filled = words[at];
  if (filled === undefined || filled.kind === 'break') return words[label]?.text === ':' ? at : undefined;
  // "n/a" is three tokens.
  const joined = `${filled.text}${words[at + 1]?.text ?? ''}${words[at + 2]?.text ?? ''}`;
  const end = placeholders.has(joined) ? at + 3 : placeholders.has(filled.text) ? at + 1 : undefined;
  return end !== undefined && (isBoundary(words[end]) || words[end]?.kind === 'word') ? end : undefined;
}

function isBoundary(word: NoteWord | undefined): boolean {
  return word === undefined || word.kind === 'break' || (word.kind === 'mark' && BOUNDARIES.has(word.text));
}
