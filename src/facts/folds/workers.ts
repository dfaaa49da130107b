import { byCodeUnit } from '../../lib/code-order.ts';
import type { Activity } from '../../model/records.ts';
import type { Fold } from '../fold.ts';

/** When somebody on our side first and last worked a record; instants. */
export interface Worked {
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Who on our side has worked a record, by id. */
export type Workers = Map<string, Worked>;

/** People kept of one record: more have never shared a lead, and automation must not fill the table. */
const MOST = 64;

const joined = (a: Worked, b: Worked): Worked => ({
  firstAt: Math.min(a.firstAt, b.firstAt),
  lastAt: Math.max(a.lastAt, b.lastAt),
});

const note = (acc: Workers, id: string, worked: Worked): void => {
  const before = acc.get(id);
  if (before !== undefined) acc.set(id, joined(before, worked));
  else acc.set(id, worked);
};

/** The smallest ids are kept: of those nothing is lost, whatever order the rows come in. */
const smallest = (acc: Workers): Workers => new Map([...acc].sort(([x], [y]) => byCodeUnit(x, y)).slice(0, MOST));

const kept = (acc: Workers): Workers => (acc.size <= 2 * MOST ? acc : smallest(acc));

/** When somebody worked a record; `null`: never; `undefined` where so many have that not all are kept. */
export function workedBy(acc: Workers | undefined, id: string): Worked | null | undefined {
  if (acc === undefined || acc.size < MOST) return acc?.get(id) ?? null;
  const people = smallest(acc);
  const last = [...people.keys()].at(-1) ?? '';
  return people.get(id) ?? (people.size < MOST || id <= last ? null : undefined);
}

export const workers: Fold<Activity, Workers> = {
  start: () => new Map(),
  step: (acc, { isCompleted, at, ownerId }) => {
    if (isCompleted !== true || at === undefined || at === null || !ownerId) return acc;
    note(acc, ownerId, { firstAt: at, lastAt: at });
    return kept(acc);
  },
  merge: (a, b) => {
    const both = new Map(a);
    for (const [id, worked] of b) note(both, id, worked);
    return kept(both);
  },
};
