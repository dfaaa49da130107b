import type { NoteWord } from './note-words.ts';
import type { WordRun } from './paste.ts';

const ENDS = new Set(['.', '!', '?', ';', '•', '·', '…', '|']);
/** "Sept." */
const LONGEST_SHORT_FORM = 4;
const BULLETS = new Set(['-', '–', '*', '•', '·', '>', '#', '+', '→']);

/**
 * Cuts a note into sentences, by marks and line breaks. A dot after an abbreviation, a single letter, or inside a word
 * (`a.m`) ends nothing. `skip` tells the words that are not to be read; they part sentences.
 */
export function sentencesOf(
  words: readonly NoteWord[],
  abbreviations: ReadonlySet<string>,
  skip: (at: number) => boolean,
): readonly WordRun[] {
  const sentences: WordRun[] = [];
  let from = 0;
  const close = (to: number, next: number): void => {
    while (from < to && words[from]?.kind === 'mark' && BULLETS.has(words[from]?.text ?? '')) from++;
    if (from < to) sentences.push({ from, to });
    from = next;
  };
  for (let at = 0; at < words.length; at++) {
    const parts = words[at]?.kind === 'break' || skip(at) || (isEnd(words, at, abbreviations) && at >= from);
    if (parts) close(at, at + 1);
  }
  close(words.length, words.length);
  return sentences;
}

function isEnd(words: readonly NoteWord[], at: number, abbreviations: ReadonlySet<string>): boolean {
  const mark = words[at];
  if (mark?.kind !== 'mark' || !ENDS.has(mark.text)) return false;
  if (mark.text !== '.') return true;
  const after = words[at + 1];
  if (after?.glued && (after.kind === 'word' || after.kind === 'number')) return false;
  const before = words[at - 1];
  // "am 25.11. um 10 Uhr", "the 3. round"
  if (before?.kind === 'number' && after?.kind === 'word' && after.capital === 'none') return false;
  if (before?.kind !== 'word' || !mark.glued) return true;
  // "Nov. 30"
  if (after?.kind === 'number' && before.text.length <= LONGEST_SHORT_FORM) return false;
  // "Mr. Kim" and "the 4 p.m. call" go on; so does "mtg. with", but "as the dept. They" does not.
  const abbreviated = before.text.length === 1 || abbreviations.has(before.text);
  return !abbreviated;
}
