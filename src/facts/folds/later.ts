import type { HistoryEntry } from '../../model/records.ts';
import type { Fold } from '../fold.ts';

/** The first change of a field after as-of. */
interface Later {
  readonly at: number;
  /** What it found; `undefined` where the history does not say. */
  readonly from: string | null | undefined;
}

const isBefore = (a: Later, b: Later): boolean => (a.at === b.at ? (a.from ?? '') < (b.from ?? '') : a.at < b.at);

function put(acc: Map<string, Later>, field: string, change: Later): void {
  const other = acc.get(field);
  if (other === undefined || isBefore(change, other)) acc.set(field, change);
}

/** By field: what the first change after as-of found, and so what stood as of then. */
export const later: Fold<HistoryEntry, Map<string, Later>> = {
  start: () => new Map(),
  step: (acc, { field, from, at }) => {
    if (field && typeof at === 'number') put(acc, field, { at, from });
    return acc;
  },
  merge: (a, b) => {
    const both = new Map(a);
    for (const [field, change] of b) put(both, field, change);
    return both;
  },
};
