import { parseDay } from '../lib/time.ts';
import type { Deal } from '../model/records.ts';
import { defineFact, type Shape, type Subject, unknownShape } from './fact.ts';
import { notesOf } from './folds/notes.ts';
import { type Change, changesOf } from './folds/timeline.ts';
import { owner } from './owner.ts';

const provides = {
  count: {
    type: 'number',
    label: 'Close date pushed',
    about:
      'How often the present owner moved the close date out; where changes are not tracked, how often the CRM counts that it was',
  },
  firstDate: { type: 'date', label: 'First close date', about: 'The close date before the first of these moves' },
  leapFrom: {
    type: 'date',
    label: 'Close date before',
    about:
      'Of the longest move by the present owner over the end of a fiscal quarter, the date before; blank when none',
  },
  leapTo: { type: 'date', label: 'Close date after', about: 'The date after that move' },
  leapDays: { type: 'number', label: 'Days moved', about: 'The days between them; 0 when there was no such move' },
  leapAt: { type: 'instant', label: 'Moved', about: 'When that move was made' },
  leapNoteAt: {
    type: 'instant',
    label: 'Note beside it',
    about: 'When the note that stands nearest to that move was written; blank when there is no note',
  },
} as const;

interface Push {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly byId: string | null;
}

/** A change of the close date to a later day. */
function pushOf({ field, from, to, at, byId }: Change): readonly Push[] {
  if (field !== 'closeDate' || from === null || to === null) return [];
  const [before, after] = [parseDay(from), parseDay(to)];
  if (before === undefined || after === undefined || after <= before) return [];
  return [{ from: before, to: after, at, byId }];
}

const crossesQuarter = ({ from, to }: Push, { world }: Subject): boolean =>
  world.calendar.fiscalQuarterOf(from).start !== world.calendar.fiscalQuarterOf(to).start;

/** The note nearest to a moment; not known where older notes than those kept may have been nearer. */
function nearestNote({ record, world }: Subject, moment: number): number | null | undefined {
  const folded = record.id ? world.folds.notes.of(record.id) : undefined;
  const notes = notesOf(folded);
  const [nearest] = notes.map(({ at }) => at).sort((a, b) => Math.abs(a - moment) - Math.abs(b - moment) || a - b);
  const isCut = folded !== undefined && folded.count > notes.length;
  if (isCut && (notes.at(-1)?.at ?? 0) > moment) return undefined;
  return nearest ?? (world.has('notes') ? null : undefined);
}

const noLeap = { leapFrom: null, leapTo: null, leapDays: 0, leapAt: null, leapNoteAt: null };

function leapOf(subject: Subject, own: readonly Push[]): Pick<Shape<typeof provides>, keyof typeof noLeap> {
  const days = ({ from, to }: Push): number => to - from;
  const [leap] = own.filter((push) => crossesQuarter(push, subject)).sort((a, b) => days(b) - days(a) || b.at - a.at);
  if (leap === undefined) return noLeap;
  return {
    leapFrom: leap.from,
    leapTo: leap.to,
    leapDays: days(leap),
    leapAt: leap.at,
    leapNoteAt: nearestNote(subject, leap.at),
  };
}

/** Where changes are not tracked, the CRM's own count stands for that of the present owner. */
const counted = ({ pushCount }: Deal): Shape<typeof provides> => ({
  ...unknownShape(provides),
  count: pushCount,
  leapDays: pushCount === 0 ? 0 : undefined,
});

/** How the present owner has moved the close date out. Who moved it earlier, or what automation did, does not count. */
export const pushes = defineFact({
  name: 'pushes',
  on: ['deal'],
  about: 'How the present owner has moved the close date out',
  reads: ['deal.id', 'deal.ownerId', 'deal.pushCount'],
  parts: ['history', 'notes'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    if (record.type !== 'deal') return unknownShape(provides);
    const { id } = owner.of(subject);
    const all = changesOf(record.id ? world.folds.timeline.of(record.id) : undefined).flatMap(pushOf);
    if (!world.tracks('deal', 'closeDate') || all.some(({ byId }) => byId === null)) return counted(record);
    if (id === undefined) return unknownShape(provides);
    const own = all.filter(({ byId }) => byId === id);
    return { count: own.length, firstDate: own[0]?.from ?? null, ...leapOf(subject, own) };
  },
});
