import type { Rubric } from '../model/rubric.ts';
import { levelOf } from '../score/levels.ts';
import type { Standing } from '../score/marks.ts';
import type { Assessed, Grounds } from './assess.ts';
import { find, type Verdict } from './verdict.ts';

/** A verdict, and the levels from records that it was found on. */
interface Decided {
  readonly rubric: Rubric;
  readonly assessed: readonly Assessed[];
  readonly grounds: Grounds;
  readonly verdict: Verdict;
}

/**
 * The counts with the outcome of one record changed: one that fails now passes (a critical one first, since its cap
 * goes with it), or one that passes now fails. A further critical failure is tried only where there is one already:
 * any rep is one critical failure away from a cap, which would make the mark say nothing.
 */
function flipped(counts: Standing): readonly Standing[] {
  const { halves, failed, warned, critical, evaluable } = counts;
  const passing = evaluable - failed - warned;
  const flips: Standing[] = [];
  if (failed > 0)
    flips.push({ ...counts, halves: halves + 2, failed: failed - 1, critical: Math.max(0, critical - 1) });
  else if (warned > 0) flips.push({ ...counts, halves: halves + 1, warned: warned - 1 });
  if (passing + warned > 0) {
    const loss =
      passing > 0
        ? { halves: halves - 2, failed: failed + 1 }
        : { halves: halves - 1, failed: failed + 1, warned: warned - 1 };
    flips.push({ ...counts, ...loss, critical: critical > 0 ? critical + 1 : 0 });
  }
  return flips;
}

/** Whether the verdict would be another one if a single record had come out differently in a single criterion. */
export function isBorderline({ rubric, assessed, grounds, verdict }: Decided): boolean {
  return assessed.some(({ level, tally, by }, i) => {
    if (level === null || by !== null || !tally) return false;
    return flipped(tally.counts).some((counts) => {
      const other = assessed.map((one, j) => (i === j ? { ...one, level: levelOf(rubric, counts) } : one));
      return find(rubric, other, grounds).verdict !== verdict;
    });
  });
}

/** Whether the verdict would be another one if no waiver had been given. */
export function reliesOnWaivers({ rubric, assessed, grounds, verdict }: Decided): boolean {
  const without = assessed.map((one) =>
    one.level !== null && one.by === null && one.tally && one.tally.waived > 0
      ? { ...one, level: levelOf(rubric, one.tally.unwaived) }
      : one,
  );
  return find(rubric, without, grounds).verdict !== verdict;
}
