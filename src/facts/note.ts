import type { NoteJudgment } from '../text/note.ts';
import { defineFact, type Subject, unknownShape } from './fact.ts';
import { type Note, notesOf } from './folds/notes.ts';
import { stage } from './stage.ts';
import { status } from './status.ts';
import type { World } from './world.ts';

const provides = {
  count: {
    type: 'number',
    label: 'Notes',
    about: 'Notes on the record (notes, and descriptions of calls, tasks and meetings), at most 8',
  },
  lastAt: { type: 'instant', label: 'Last note', about: 'When the latest note was written; blank when there is none' },
  text: {
    type: 'text',
    label: 'Note',
    about: 'The best note since the last change of status or stage, else the best of all',
  },
  writtenAt: { type: 'instant', label: 'Note written', about: 'When the note in `text` was written' },
  level: { type: 'number', label: 'Note level', about: 'Its level, 1 to 4; blank when there is no note' },
  isPaste: { type: 'boolean', about: 'Pasted or logged by a system, without a summary' },
  hasWhat: { type: 'boolean', about: 'It says what happened' },
  hasWhy: { type: 'boolean', about: 'It says what matters, and why' },
  hasNext: { type: 'boolean', about: 'It says what is next' },
  changedAt: {
    type: 'instant',
    label: 'Last change',
    about: 'The last change of status or stage, which a note should explain',
  },
} as const;

const parts = ['notes', 'calls', 'tasks', 'meetings'] as const;

interface Judged {
  readonly note: Note;
  readonly judgment: NoteJudgment;
}

const substance = ({ level, what, why, next }: Pick<NoteJudgment, 'level' | 'what' | 'why' | 'next'>): number =>
  level * 4 + [what, why, next].filter(Boolean).length;

/** No note can have more: to judge one costs more than all else about a record. */
const FULL = substance({ level: 4, what: true, why: true, next: true });

/** The best of some notes; of equals, the newest. Notes come newest first. */
function best(notes: readonly Note[], { world }: Subject): Judged | undefined {
  const { zone } = world.calendar;
  let winner: Judged | undefined;
  for (const note of notes) {
    const judgment = world.judgeNote({ text: note.text, writtenDay: zone.toDay(note.at), asOfDay: world.today });
    if (winner === undefined || substance(judgment) > substance(winner.judgment)) winner = { note, judgment };
    if (substance(winner.judgment) === FULL) break;
  }
  return winner;
}

/** The notes since the last change, or all where there is none since. */
function candidates(all: readonly Note[], changedAt: number | null | undefined, world: World): readonly Note[] {
  if (!changedAt) return all;
  const { calendar, limits } = world;
  const since = all.filter(({ at }) => calendar.add(at, limits.noteBeforeChange) >= changedAt);
  return since.length > 0 ? since : all;
}

const seesNotes = (world: World): boolean => parts.every((part) => world.has(part));

const none = {
  count: 0,
  lastAt: null,
  text: null,
  writtenAt: null,
  level: null,
  isPaste: null,
  hasWhat: null,
  hasWhy: null,
  hasNext: null,
};

function changeOf(subject: Subject): number | null | undefined {
  return subject.record.type === 'lead' ? status.of(subject).changedAt : stage.of(subject).changedAt;
}

/** The best note since the last change of status or stage, and whether it has substance. */
export const note = defineFact({
  name: 'note',
  on: ['lead', 'deal'],
  about: 'What has been written about the record',
  reads: ['record.id', 'record.createdAt'],
  parts: ['notes', 'calls', 'tasks', 'meetings', 'history'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    const all = record.id ? notesOf(world.folds.notes.of(record.id)) : [];
    const changedAt = changeOf(subject);
    const found = best(candidates(all, changedAt, world), subject);
    if (found === undefined) return { ...(seesNotes(world) ? none : unknownShape(provides)), changedAt };
    const { level, paste, what, why, next } = found.judgment;
    return {
      count: all.length,
      lastAt: all[0]?.at,
      text: found.note.text,
      writtenAt: found.note.at,
      level,
      isPaste: paste,
      hasWhat: what,
      hasWhy: why,
      hasNext: next,
      changedAt,
    };
  },
  since: ({ writtenAt }) => writtenAt,
});
