import type { AreaResult } from '../model/audit-result.ts';
import type { Rubric } from '../model/rubric.ts';
import { rounded } from './statistics.ts';

/** A rep's figures over all criteria. They order work; the levels decide. */
export interface Score {
  /** 0–100, one decimal; `null` when no criterion has a pass rate. */
  readonly score: number | null;
  /** The same with every unknown counted as a failure; never above `score`. */
  readonly worstCaseScore: number | null;
  /** Evaluable of all applicable records, each counted once per criterion, 0–1; `null` when none applies. */
  readonly evaluability: number | null;
}

function weightedMean(parts: readonly { readonly rate: number | null; readonly weight: number }[]): number | null {
  let sum = 0;
  let weights = 0;
  for (const { rate, weight } of parts) {
    if (rate === null) continue;
    sum += rate * weight;
    weights += weight;
  }
  return weights === 0 ? null : rounded((sum / weights) * 100, 1);
}

/**
 * The score: 100 × the mean, by the weights in the rubrics, of the pass rates of all criteria of all the rubrics that
 * have one, whether or not there were enough records for a level. A criterion of which no record could be evaluated is
 * left out of the score and counts as 0 in the worst case. Computed from the rates as reported, so that anyone can
 * redo it.
 */
export function scoreOf(rubrics: readonly Rubric[], areas: readonly AreaResult[]): Score {
  const weightOf = (area: AreaResult): number =>
    rubrics.find(({ id }) => id === area.certification)?.criteria.find(({ id }) => id === area.area)?.weight ?? 0;
  const weighted = areas.map((area) => ({ area, weight: weightOf(area) }));
  const sum = (pick: (area: AreaResult) => number): number => areas.reduce((total, area) => total + pick(area), 0);
  const applicable = sum((area) => area.applicable);
  return {
    score: weightedMean(weighted.map(({ area, weight }) => ({ rate: area.passRate, weight }))),
    worstCaseScore: weightedMean(weighted.map(({ area, weight }) => ({ rate: area.worstCasePassRate, weight }))),
    evaluability: applicable === 0 ? null : rounded(sum((area) => area.evaluable) / applicable),
  };
}
