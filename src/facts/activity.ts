import type { Part } from '../model/dataset.ts';
import { defineFact, type Shape, type Subject } from './fact.ts';
import type { Touches } from './folds/touches.ts';

const provides = {
  count: {
    type: 'number',
    label: 'Activities',
    about: 'Completed tasks, calls, emails, meetings and notes on the record',
  },
  lastAt: {
    type: 'instant',
    label: 'Last activity',
    about: 'The latest of them; blank when there is none, not known where a later one may be hidden',
  },
  lastNotBefore: {
    type: 'instant',
    about: 'The latest of those that can be seen: known even where later ones may be hidden',
  },
  lastContactAt: {
    type: 'instant',
    label: 'Last contact',
    about: 'The latest call, email or meeting; blank when there is none, not known where a later one may be hidden',
  },
  lastContactNotBefore: {
    type: 'instant',
    about: 'The latest of those that can be seen: known even where later ones may be hidden',
  },
  lastInboundAt: {
    type: 'instant',
    label: 'Last inbound',
    about: 'The latest message or call that came in; blank when there is none',
  },
} as const;

const working = ['tasks', 'calls', 'emails', 'meetings'] as const satisfies readonly Part[];

/** What the folds say; where a kind of activity cannot be seen, silence means nothing. */
export const touchesOf = ({ record, world }: Subject): Touches | undefined =>
  record.id ? world.folds.touches.of(record.id) : undefined;

/** Whether every kind of activity can be seen, so that none found means none done. */
export const seesActivity = ({ world }: Subject): boolean => working.every((part) => world.has(part));

type LastName = 'lastAt' | 'lastNotBefore';

/** The CRM's roll-up counts as well: it may know of activity that the source does not list. */
function lastOf(
  { record, world }: Subject,
  found: number | null,
  sees: boolean,
): Pick<Shape<typeof provides>, LastName> {
  const given = record.lastActivityAt;
  // What was done later than as-of hides from the roll-up what had been done by then.
  const rolledUp = typeof given === 'number' && given > world.asOf ? undefined : given;
  const seen = typeof rolledUp === 'number' ? Math.max(found ?? rolledUp, rolledUp) : found;
  const isKnown = sees || typeof rolledUp === 'number' || (rolledUp === null && found === null);
  return { lastAt: isKnown ? seen : undefined, lastNotBefore: seen };
}

/** What has been done on the record. */
export const activity = defineFact({
  name: 'activity',
  on: ['lead', 'deal'],
  about: 'What has been done on the record',
  reads: ['record.id', 'record.lastActivityAt'],
  parts: ['tasks', 'calls', 'emails', 'meetings'],
  provides,
  derive: (subject) => {
    const found = touchesOf(subject);
    const sees = seesActivity(subject);
    return {
      count: sees ? (found?.count ?? 0) : undefined,
      ...lastOf(subject, found?.lastAt ?? null, sees),
      lastContactAt: sees ? (found?.lastContactAt ?? null) : undefined,
      lastContactNotBefore: found?.lastContactAt ?? null,
      lastInboundAt: sees ? (found?.lastInboundAt ?? null) : undefined,
    };
  },
});
