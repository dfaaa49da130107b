import type { Duration } from '../../lib/duration.ts';

/** Minutes per unit of plain time. */
const minutes: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10080 };

/**
 * Below, at or above zero as `a` is shorter than, as long as or longer than `b`; `undefined` between plain and
 * business time, which only a calendar and a starting day could compare.
 */
export function compareDurations(a: Duration, b: Duration): number | undefined {
  if (a.unit === b.unit) return a.amount - b.amount;
  const left = minutes[a.unit];
  const right = minutes[b.unit];
  return left === undefined || right === undefined ? undefined : a.amount * left - b.amount * right;
}

export function sameDuration(a: Duration, b: Duration): boolean | undefined {
  const order = compareDurations(a, b);
  return order === undefined ? undefined : order === 0;
}
