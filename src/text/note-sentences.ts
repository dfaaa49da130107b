import type { NoteWord } from './note-words.ts';
import type { WordRun } from './paste.ts';

const ENDS = new Set(['.', '!', '?', ';', '•', '·', '…', '|']);
/** "Sept." */
const LONGEST_SHORT_FORM = 4;
const BULLETS = new Set(['-', '–', '*', '•', '·', '>', '#', '+', '→']);

/**
 * Cuts a note into sentences, by marks and line breaks. A dot after an abbreviation, a single letter, or inside a word
 * (`a.m`) ends nothing. `skipped` holds 1 for words that are not to be read; they part sentences.
 */
export function sentencesOf(
  words: readonly NoteWord[],
  abbreviations: ReadonlySet<string>,
  skipped: Uint8Array,
): readonly WordRun[] {
  const sentences: WordRun[] = [];
  let from = 0;
  const close = (to: number, next: number): void => {
    while (from < to && words[from]?.kind === 'mark' && BULLETS.has(words[from]?.text ?? '')) from++;
    if (from < to) sentences.push({ from, to });
    from = next;
  };
  for (let at = 0; at < words.length; at++) {
    const parts = words[at]?.kind === 'break' || skipped[at] === 1 || (isEnd(words, at, abbreviations) && at >= from);
    if (parts) close(at, at + 1);
  }
  close(words.length, words.length);
  return sentences;
}

function isEnd(words: readonly NoteWord[], at: number, abbreviations: ReadonlySet<string>): boolean {
  const mark = words[at];
  if (mark?.kind !== 'mark' || !ENDS.has(mark.text)) return false;
  return mark.text !== '.' || isFullStop(mark, words[at - 1], words[at + 1], abbreviations);
}

function isFullStop(
  dot: NoteWord,
  before: NoteWord | undefined,
  after: NoteWord | undefined,
  abbreviations: ReadonlySet<string>,
): boolean {
  const goesOn = after?.kind === 'word' || after?.kind === 'number';
  // "a.m", "e.on"
  if (goesOn && after.glued) return false;
  // "am 25.11. um 10 Uhr", "the 3. round"
  if (before?.kind === 'number' && after?.kind === 'word') return after.capital !== 'none';
  if (before?.kind !== 'word' || !dot.glued) return true;
  // "Nov. 30"
  if (after?.kind === 'number' && before.text.length <= LONGEST_SHORT_FORM) return false;
  return before.text.length > 1 && !abbreviations.has(before.text);
}
