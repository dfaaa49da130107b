import { byCodeUnit } from '../lib/code-order.ts';
import { htmlToText } from '../lib/html-text.ts';
import { createNearDuplicates } from '../text/similarity.ts';
import { oncePerWorld } from './fact.ts';
import { type Note, notesOf } from './folds/notes.ts';
import type { World } from './world.ts';

type Key = Pick<Note, 'id' | 'at'>;

/** A note that stands on other records as well, and on how many. */
interface Copied extends Key {
  readonly others: number;
}

interface Written {
  readonly note: Key;
  readonly text: string;
}

const isSame = (a: Key, b: Key): boolean => a.at === b.at && a.id === b.id;

const inOrder = ({ note: a }: Written, { note: b }: Written): number =>
  byCodeUnit(`${a.at} ${a.id}`, `${b.at} ${b.id}`);

/** The notes of a record that say enough, in an order of their own; of several with one id and moment the first counts. */
function notesOn(recordId: string, { folds, limits }: World): readonly Written[] {
  const written: Written[] = [];
  for (const note of notesOf(folds.notes.of(recordId))) {
    // Some CRMs keep notes as HTML: markup, which all of them share, is no word of anybody's.
    const text = htmlToText(note.text).trim();
    if (text.length < limits.copiedLength || written.some((one) => isSame(one.note, note))) continue;
    written.push({ note, text });
  }
  return written.length < 2 ? written : written.sort(inOrder);
}

/**
 * The notes that stand on several records in nearly the same words, by record. Worked out in near-linear time over the
 * notes kept of all records, so that folds merge as ever.
 */
const copiedNotes = oncePerWorld((world): ReadonlyMap<string, readonly Copied[]> => {
  const recordIds = Array.from(world.folds.notes.entries(), ([id]) => id).sort();
  const index = createNearDuplicates({ threshold: world.limits.copiedSimilarity });
  // Of each text in the index: its record, and its place among the notes of that.
  const records: number[] = [];
  const places: number[] = [];
  recordIds.forEach((recordId, record) => {
    notesOn(recordId, world).forEach(({ text }, place) => {
      index.add(text);
      records.push(record);
      places.push(place);
    });
  });
  const recordOf = (at: number): string => recordIds[records[at] ?? 0] ?? '';
  const writtenAt = (at: number): Written | undefined => notesOn(recordOf(at), world)[places[at] ?? 0];
  const copied = new Map<string, Copied[]>();
  for (const group of index.groups((at) => writtenAt(at)?.text ?? '')) {
    const others = new Set(group.map((at) => records[at])).size - 1;
    if (others === 0) continue;
    for (const at of group) {
      const note = writtenAt(at)?.note;
      const list = copied.get(recordOf(at)) ?? [];
      if (note !== undefined) copied.set(recordOf(at), [...list, { id: note.id, at: note.at, others }]);
    }
  }
  return copied;
});

/** On how many other records a note stands in nearly the same words. */
export function othersWith(note: Key, recordId: string, world: World): number {
  const copied = copiedNotes(world)
    .get(recordId)
    ?.find((one) => isSame(one, note));
  return copied?.others ?? 0;
}
