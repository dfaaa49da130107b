import type { Decision } from '../model/audit-result.ts';
import type { Rubric } from '../model/rubric.ts';
import { type Assessed, bestTotal, type Grounds, misses, missingOf, totalOf, withScenarios } from './assess.ts';

export type Verdict = Decision['verdict'];

/**
 * The verdict, from levels alone. What was assessed and missed comes first: no missing part can mend a criterion below
 * the floor, nor a total that would stay short with every missing part at its best. Only then does missing evidence
 * count.
 */
function verdictOf(rubric: Rubric, assessed: readonly Assessed[]): Verdict {
  if (assessed.some((one) => misses(rubric, one)) || bestTotal(assessed) < rubric.threshold) return 'not-certified';
  const missing = missingOf(assessed);
  if (missing.length === 0) return 'certified';
  const isWrittenOnly = missing.every(({ criterion }) => criterion.isWritten);
  const expected = totalOf(assessed) + rubric.program.provisional.expectedWritten * missing.length;
  return isWrittenOnly && expected >= rubric.threshold ? 'provisional' : 'insufficient-evidence';
}

/** What was found, and on which levels. */
export interface Found {
  readonly verdict: Verdict;
  readonly assessed: readonly Assessed[];
  /** Whether scenarios of an early ramp stand for records that are still to come. */
  readonly isRamp: boolean;
}

/**
 * The verdict with scenario evidence: where records alone do not suffice, somebody in early ramp is decided on the
 * scenarios on file as well, and at best provisionally.
 */
export function find(rubric: Rubric, assessed: readonly Assessed[], grounds: Grounds): Found {
  const verdict = verdictOf(rubric, assessed);
  const alone = { verdict, assessed, isRamp: false };
  if (verdict !== 'insufficient-evidence' || !grounds.started) return alone;
  const filled = withScenarios(assessed, grounds);
  const other = verdictOf(rubric, filled);
  if (other === 'insufficient-evidence') return alone;
  return { verdict: other === 'certified' ? 'provisional' : other, assessed: filled, isRamp: true };
}
