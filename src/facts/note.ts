import type { NoteJudgment } from '../text/note.ts';
import { defineFact, type Shape, type Subject, unknownShape } from './fact.ts';
import { type Note, notesOf } from './folds/notes.ts';
import { seesNotes } from './notes-seen.ts';
import { stage } from './stage.ts';
import { status } from './status.ts';
import type { World } from './world.ts';

const provides = {
  count: {
    type: 'number',
    label: 'Notes',
    about: 'Notes on the record (notes, and descriptions of calls, tasks and meetings), at most 8',
  },
  lastAt: {
    type: 'instant',
    label: 'Last note',
    about: 'When the latest note was written; blank when there is none, not known where a later one may be hidden',
  },
  lastNotBefore: {
    type: 'instant',
    about: 'The latest of those that can be seen: known even where later ones may be hidden',
  },
  text: {
    type: 'text',
    label: 'Note',
    about: 'The best note since the last change of status or stage, else the best of all',
  },
  writtenAt: { type: 'instant', label: 'Note written', about: 'When the note in `text` was written' },
  level: { type: 'number', label: 'Note level', about: 'Its level, 1 to 4; blank when there is no note' },
  levelAtLeast: {
    type: 'number',
    about: 'The level that it has at least: known even where better notes may be hidden; blank when none can be seen',
  },
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

/** The notes since the last change. */
function notesSince(all: readonly Note[], changedAt: number | null | undefined, world: World): readonly Note[] {
  if (!changedAt) return all;
  const { calendar, limits } = world;
  return all.filter(({ at }) => calendar.add(at, limits.noteBeforeChange) >= changedAt);
}

const none = {
  count: 0,
  lastAt: null,
  lastNotBefore: null,
  text: null,
  writtenAt: null,
  level: null,
  levelAtLeast: null,
  isPaste: null,
  hasWhat: null,
  hasWhy: null,
  hasNext: null,
};

/** Where none can be seen, though some may be hidden. */
const nothingSeen = { lastNotBefore: null, levelAtLeast: null };

function changeOf(subject: Subject): number | null | undefined {
  return subject.record.type === 'lead' ? status.of(subject).changedAt : stage.of(subject).changedAt;
}

const shapeOf = ({ note: { text, at }, judgment: { level, paste, what, why, next } }: Judged) => ({
  text,
  writtenAt: at,
  level,
  levelAtLeast: level,
  isPaste: paste,
  hasWhat: what,
  hasWhy: why,
  hasNext: next,
});

/** Of notes that are hidden, one may be later, or better unless none can be. */
function asFarAsSure<S extends Shape<typeof provides>>(shape: S, { judgment }: Judged, isSince: boolean) {
  const unsure = { count: undefined, lastAt: undefined };
  if (isSince && substance(judgment) === FULL) return { ...shape, ...unsure };
  const { lastNotBefore, levelAtLeast, changedAt } = shape;
  return { ...unknownShape(provides), lastNotBefore, levelAtLeast: isSince ? levelAtLeast : null, changedAt };
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
    const since = notesSince(all, changedAt, world);
    const found = best(since.length > 0 ? since : all, subject);
    const sees = seesNotes(subject);
    if (found === undefined) return { ...(sees ? none : { ...unknownShape(provides), ...nothingSeen }), changedAt };
    const lastAt = all[0]?.at ?? null;
    const shape = { ...shapeOf(found), count: all.length, lastAt, lastNotBefore: lastAt, changedAt };
    return sees ? shape : asFarAsSure(shape, found, since.length > 0);
  },
  since: ({ writtenAt }) => writtenAt,
});
