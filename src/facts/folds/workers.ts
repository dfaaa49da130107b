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
const MOST = 32;

const joined = (a: Worked, b: Worked): Worked => ({
  firstAt: Math.min(a.firstAt, b.firstAt),
  lastAt: Math.max(a.lastAt, b.lastAt),
});

const note = (acc: Workers, id: string, worked: Worked): void => {
  const before = acc.get(id);
  if (before !== undefined) acc.set(id, joined(before, worked));
  else acc.set(id, worked);
};

const code = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The earliest are kept: who had the record first says whether the next one acted in time. */
function kept(acc: Workers): Workers {
  if (acc.size <= 2 * MOST) return acc;
  return new Map([...acc].sort(([x, a], [y, b]) => a.firstAt - b.firstAt || code(x, y)).slice(0, MOST));
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
