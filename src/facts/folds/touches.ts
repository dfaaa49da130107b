import type { Activity } from '../../model/records.ts';
import type { Fold } from '../fold.ts';
import { appended } from './appended.ts';
import { bounded } from './outermost.ts';

/** What was done on a record: completed activity only, an open task is not activity. */
export interface Touches {
  count: number;
  /** The latest completed activity, instant. */
  lastAt: number | null;
  /** The latest call, e-mail or meeting, instant. */
  lastContactAt: number | null;
  lastInboundAt: number | null;
  /** Instants of completed activity that went out to the customer, in no order; of many, the outermost (`firstFrom`). */
  outbound: number[];
  /** Those of them that were calls, e-mails or meetings. */
  contacts: number[];
  /** Instants of meetings held, in no order. */
  meetings: number[];
}

const later = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));

const withOne = (instants: number[], at: number): number[] => bounded(appended(instants, at));

const isContact = (kind: Activity['kind']): boolean => kind === 'call' || kind === 'email' || kind === 'meeting';

export const touches: Fold<Activity, Touches> = {
  start: () => ({
    count: 0,
    lastAt: null,
    lastContactAt: null,
    lastInboundAt: null,
    outbound: [],
    contacts: [],
    meetings: [],
  }),
  step: (acc, { kind, at, direction, isCompleted }) => {
    if (isCompleted !== true || at === undefined || at === null) return acc;
    acc.count += 1;
    acc.lastAt = later(acc.lastAt, at);
    if (isContact(kind)) acc.lastContactAt = later(acc.lastContactAt, at);
    if (direction === 'inbound') acc.lastInboundAt = later(acc.lastInboundAt, at);
    else if (kind !== 'note') acc.outbound = withOne(acc.outbound, at);
    if (direction !== 'inbound' && isContact(kind)) acc.contacts = withOne(acc.contacts, at);
    if (kind === 'meeting') acc.meetings = withOne(acc.meetings, at);
    return acc;
  },
  merge: (a, b) => ({
    count: a.count + b.count,
    lastAt: later(a.lastAt, b.lastAt),
    lastContactAt: later(a.lastContactAt, b.lastContactAt),
    lastInboundAt: later(a.lastInboundAt, b.lastInboundAt),
    outbound: bounded([...a.outbound, ...b.outbound]),
    contacts: bounded([...a.contacts, ...b.contacts]),
    meetings: bounded([...a.meetings, ...b.meetings]),
  }),
};
