import { htmlToText } from '../lib/html-text.ts';
import { createNearDuplicates } from '../text/similarity.ts';
import { oncePerWorld } from './fact.ts';
import { type Note, notesOf } from './folds/notes.ts';

/** Where a note is found among all notes. */
export const noteKey = (recordId: string, { id, at }: Pick<Note, 'id' | 'at'>): string => `${recordId} ${at} ${id}`;

const recordOf = (key: string): string => key.slice(0, key.indexOf(' '));

/**
 * On how many other records a note stands in nearly the same words, by note; notes that stand on one record only are
 * left out. Worked out in near-linear time over the notes kept of all records, so that folds merge as ever.
 */
export const copiedNotes = oncePerWorld(({ folds, limits }): ReadonlyMap<string, number> => {
  const index = createNearDuplicates({ threshold: limits.copiedSimilarity });
  for (const [recordId, folded] of folds.notes.entries())
    for (const note of notesOf(folded)) {
      // Some CRMs keep notes as HTML: markup, which all of them share, is no word of anybody's.
      const text = htmlToText(note.text).trim();
      if (text.length >= limits.copiedLength) index.add(noteKey(recordId, note), text);
    }
  const copies = new Map<string, number>();
  for (const keys of index.groups()) {
    const others = new Set(keys.map(recordOf)).size - 1;
    if (others > 0) for (const key of keys) copies.set(key, others);
  }
  return copies;
});
