import { othersWith } from './copied-notes.ts';
import { defineFact, type Subject, unknownShape } from './fact.ts';
import { type Note, notesOf } from './folds/notes.ts';
import { note } from './note.ts';
import { owner } from './owner.ts';

const provides = {
  isPaste: {
    type: 'boolean',
    label: 'Pasted',
    about: 'The note is a pasted mail, transcript or invite, or was logged by a system, without a summary',
  },
  others: {
    type: 'number',
    label: 'Also on other records',
    about: 'On how many other records the note stands in nearly the same words',
  },
} as const;

/** The note that speaks for the record, where the present owner wrote it. */
function ownNote({ text, writtenAt }: { text?: unknown; writtenAt?: unknown }, subject: Subject): Note | undefined {
  const { record, world } = subject;
  const { id } = owner.of(subject);
  const found = notesOf(record.id ? world.folds.notes.of(record.id) : undefined).find(
    (one) => one.text === text && one.at === writtenAt,
  );
  return found !== undefined && (found.byId === null || found.byId === id) ? found : undefined;
}

/** Whether the best note that the present owner wrote since the last change was not written for this record. */
export const copy = defineFact({
  name: 'copy',
  on: ['lead', 'deal'],
  about: 'Whether the note that speaks for the record was written for it',
  reads: ['record.id', 'record.ownerId', 'record.createdAt'],
  parts: ['notes', 'calls', 'tasks', 'meetings', 'history'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    const best = note.of(subject);
    const isOwnUnknown = best.count !== 0 && owner.of(subject).id === undefined;
    if (best.count === undefined || isOwnUnknown) return unknownShape(provides);
    const own = best.count === 0 ? undefined : ownNote(best, subject);
    if (own === undefined || !record.id) return { isPaste: false, others: 0 };
    return { isPaste: best.isPaste, others: othersWith(own, record.id, world) };
  },
});
