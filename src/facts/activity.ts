import type { Part } from '../model/dataset.ts';
import { defineFact, type Subject } from './fact.ts';
import type { Touches } from './folds/touches.ts';

const provides = {
  count: {
    type: 'number',
    label: 'Activities',
    about: 'Completed tasks, calls, emails, meetings and notes on the record',
  },
  lastAt: { type: 'instant', label: 'Last activity', about: 'The latest of them; blank when there is none' },
  lastContactAt: {
    type: 'instant',
    label: 'Last contact',
    about: 'The latest call, email or meeting; blank when there is none',
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

/** The CRM's roll-up counts as well: it may know of activity that the source does not list. */
function lastOf({ record, world }: Subject, found: number | null, sees: boolean): number | null | undefined {
  const rolledUp = record.lastActivityAt;
  const known = rolledUp === undefined || rolledUp === null ? null : Math.min(rolledUp, world.asOf);
  if (known !== null) return Math.max(found ?? known, known);
  if (found !== null) return found;
  return sees || rolledUp === null ? null : undefined;
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
    const none = sees ? null : undefined;
    return {
      count: sees ? (found?.count ?? 0) : undefined,
      lastAt: lastOf(subject, found?.lastAt ?? null, sees),
      lastContactAt: found?.lastContactAt ?? none,
      lastInboundAt: found?.lastInboundAt ?? none,
    };
  },
});
