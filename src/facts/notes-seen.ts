import type { Part } from '../model/dataset.ts';
import type { Subject } from './fact.ts';

const parts = ['notes', 'calls', 'tasks', 'meetings'] as const satisfies readonly Part[];

/** Whether every note on some records can be read: all kinds that can hold one, and text and time of each. */
export const seesNotesOn = ({ world }: Subject, ids: readonly (string | null | undefined)[]): boolean =>
  parts.every((part) => world.has(part)) && ids.every((id) => !id || !world.folds.notes.of(id)?.unread);

/** The same of the record itself. */
export const seesNotes = (subject: Subject): boolean => seesNotesOn(subject, [subject.record.id]);
