import type { Duration } from '../lib/duration.ts';
import { defineFact, type Subject } from './fact.ts';
import { changesOf } from './folds/timeline.ts';
import { owner } from './owner.ts';

const provides = {
  since: {
    type: 'instant',
    label: 'Could work it since',
    about:
      'Since when the present owner could work the record: when they got it from another user, started in their role, or came back from a leave longer than the grace, whichever was last',
  },
  isAway: { type: 'boolean', about: 'The owner is on leave as of the audit' },
  isInherited: {
    type: 'boolean',
    about:
      'The record is of an earlier day than that, and the owner has had less than the grace since: what was left on it is not theirs yet',
  },
} as const;

/** When a leave that covers or precedes as-of ended or will end; `null` where it has not. */
interface Leaves {
  readonly isAway: boolean;
  /** The first day back from the last leave that was longer than the grace. */
  readonly backOn: number | null;
}

function leavesOf({ world }: Subject, grace: Duration, shape: ReturnType<typeof owner.of>): Leaves {
  const { today, calendar, presence } = world;
  const { zone } = calendar;
  const leaves = presence.leavesOf(shape).filter(({ from }) => from <= today);
  const isOver = (to: number | null): to is number => to !== null && to < today;
  const long = leaves.flatMap(({ from, to }) =>
    isOver(to) && calendar.isOlder(zone.startOfDay(from), grace, zone.endOfDay(to)) ? [to + 1] : [],
  );
  return {
    isAway: leaves.some(({ to }) => !isOver(to)),
    backOn: long.length === 0 ? null : Math.max(...long),
  };
}

/** When the present owner got the record from another user. A queue leaves nothing behind: what waited there is theirs. */
function gotAt({ record, world }: Subject): number | null | undefined {
  const changes = changesOf(record.id ? world.folds.timeline.of(record.id) : undefined);
  const last = changes.findLast(({ field }) => field === 'owner');
  if (last === undefined) return owner.of({ record, world }).since;
  const isQueue = last.from?.startsWith('00G') || world.people.get(last.from ?? '')?.kind === 'queue';
  return isQueue ? record.createdAt : last.at;
}

const latest = (instants: readonly (number | null | undefined)[]): number | undefined => {
  const known = instants.filter((at) => typeof at === 'number');
  return known.length === 0 ? undefined : Math.max(...known);
};

/** Whether the present owner has had the time to answer for what stands on the record. */
export const tenure = defineFact({
  name: 'tenure',
  on: ['lead', 'deal'],
  about: 'Since when the present owner could work the record (history, and leave and start dates of the configuration)',
  reads: ['record.ownerId', 'record.createdAt'],
  parts: ['people', 'history'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    const { calendar, limits, asOf } = world;
    const shape = owner.of(subject);
    const { isAway, backOn } = leavesOf(subject, limits.inherited, shape);
    const startOf = (day: number | null | undefined): number | undefined =>
      day === null || day === undefined ? undefined : calendar.zone.startOfDay(day);
    const since = latest([gotAt(subject), startOf(world.presence.startedOn(shape)), startOf(backOn)]);
    if (since === undefined || typeof record.createdAt !== 'number') return { since, isAway, isInherited: undefined };
    const isRecent = !calendar.isOlder(since, limits.inherited, asOf);
    const isEarlier = calendar.zone.toDay(record.createdAt) < calendar.zone.toDay(since);
    return { since, isAway, isInherited: shape.kind === 'user' && isEarlier && isRecent };
  },
});
