import { byCodeUnit } from '../lib/code-order.ts';
import type { Avoided } from '../model/confidence.ts';
import { rounded, shareDifference } from '../score/statistics.ts';

/** A record that somebody works, or leaves alone. */
export interface Worked {
  /** `status working`, `stage Negotiation`, `source Web`: a record is of several kinds. */
  readonly kinds: readonly string[];
  readonly isUntouched: boolean;
}

/** Fewer records of a kind say nothing of a habit. */
const FEWEST = 5;

const countOf = (records: readonly Worked[]): number => records.filter(({ isUntouched }) => isUntouched).length;

/** Kinds of records that are left untouched more often than the others of the same rep, beyond chance. */
export function avoidedBy(records: readonly Worked[]): readonly Avoided[] {
  const kinds = [...new Set(records.flatMap((one) => one.kinds))].sort(byCodeUnit);
  return kinds
    .flatMap((kind): readonly Avoided[] => {
      const own = records.filter((one) => one.kinds.includes(kind));
      const rest = records.filter((one) => !one.kinds.includes(kind));
      if (own.length < FEWEST || rest.length < FEWEST) return [];
      const [untouched, othersUntouched] = [countOf(own), countOf(rest)];
      const found = shareDifference(
        { count: untouched, total: own.length },
        { count: othersUntouched, total: rest.length },
      );
      if (found === null || found.interval[0] <= 0) return [];
      const [low, high] = found.interval;
      return [
        {
          kind,
          untouched,
          records: own.length,
          othersUntouched,
          others: rest.length,
          difference: rounded(found.difference),
          interval: [rounded(low), rounded(high)],
        },
      ];
    })
    .sort((a, b) => b.difference - a.difference || byCodeUnit(a.kind, b.kind));
}
