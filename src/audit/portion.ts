import { createHash } from 'node:crypto';
import type { Counts } from '../facts/gather.ts';
import { owner } from '../facts/owner.ts';
import type { Subject } from '../facts/world.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import { ownerKey } from './scope.ts';

/** One of several threads that share an audit. */
export interface Seat {
  /** From 0. */
  readonly number: number;
  readonly of: number;
}

/** The owners that fall to one of several threads; all threads that read the same come to the same. */
export interface Portion {
  /** Told of a record before the first question, where all are known by then: owners are dealt out by what they weigh. */
  readonly weigh: (subject: Subject) => void;
  /** Whether this thread is to judge a record; asked once for each that there is. */
  readonly isOwn: (subject: Subject) => boolean;
  /** Over the rows that were read, all owners, and how many records each has: two readings of the same give the same. */
  readonly seal: (read: Counts) => string;
}

/** What it takes to judge a record, in leads: 0.5 ms of a lead and 2.7 of a deal, which has more activity and people. */
const WEIGHTS = { lead: 1, deal: 5 } as const;

const keyOf = (subject: Subject): string => ownerKey(owner.of(subject));

/** Of an owner whom nobody has weighed. */
const byHash = (key: string, of: number): number => createHash('sha256').update(key).digest().readUInt32BE(0) % of;

/** Deals owners out, whoever weighs most first, each to the thread that has the least to do by then. */
function dealt(weights: ReadonlyMap<string, number>, of: number): ReadonlyMap<string, number> {
  const loads = Array.from({ length: of }, () => 0);
  const owners = [...weights].sort(([a, x], [b, y]) => y - x || byCodeUnit(a, b));
  return new Map(
    owners.map(([key, weight]) => {
      const number = loads.indexOf(Math.min(...loads));
      loads[number] = (loads[number] ?? 0) + weight;
      return [key, number];
    }),
  );
}

export function startPortion({ number, of }: Seat): Portion {
  const weights = new Map<string, number>();
  const counts = new Map<string, number>();
  let deal: ReadonlyMap<string, number> | undefined;
  return {
    weigh: (subject) => {
      const key = keyOf(subject);
      weights.set(key, (weights.get(key) ?? 0) + WEIGHTS[subject.record.type]);
    },
    isOwn: (subject) => {
      const key = keyOf(subject);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      deal ??= dealt(weights, of);
      return (deal.get(key) ?? byHash(key, of)) === number;
    },
    seal: ({ contact, activity, history, ignored }) => {
      const hash = createHash('sha256').update(`${contact} ${activity} ${history} ${ignored}\n`);
      for (const [key, count] of [...counts].sort(([a], [b]) => byCodeUnit(a, b))) hash.update(`${key}\n${count}\n`);
      return hash.digest('hex');
    },
  };
}
