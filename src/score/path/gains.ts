import type { Rubric } from '../../model/rubric.ts';
import type { CriterionTally } from '../criterion-tally.ts';
import type { Evidence } from '../evidence.ts';
import { mendedMark } from '../marks.ts';
import { rounded } from '../statistics.ts';
import { type Fix, standingIn } from './options.ts';
import type { FailingRecord } from './path.ts';

/** A fix with what it adds to the rep's score, in points of 100, when it is made in this order. */
export interface Gain extends Fix {
  readonly gain: number;
}

/** How much half a credit in each criterion adds to the score: nothing where it has no pass rate. */
function weightsOf(rubrics: readonly Rubric[], evidence: readonly Evidence[], tallies: readonly CriterionTally[]) {
  const parts = evidence.map(({ rubric, criterion }) => {
    const { counts } = tallies.find((one) => one.rubric === rubric && one.criterion === criterion.id) ?? {};
    const isScored = rubrics.some(({ id }) => id === rubric) && (counts?.evaluable ?? 0) > 0;
    return { weight: isScored ? criterion.weight : 0, evaluable: counts?.evaluable ?? 0 };
  });
  const sum = parts.reduce((total, { weight }) => total + weight, 0);
  return parts.map(({ weight, evaluable }) => (weight === 0 ? 0 : (100 * weight) / (sum * 2 * evaluable)));
}

/**
 * Measures what each fix adds to the score, one after the other: all of a record together, since the last of them earns
 * the credit; records that bring most for each fix first.
 */
export function gainsOf(
  fixes: readonly Fix[],
  records: readonly FailingRecord[],
  {
    rubrics,
    evidence,
    tallies,
  }: {
    readonly rubrics: readonly Rubric[];
    readonly evidence: readonly Evidence[];
    readonly tallies: readonly CriterionTally[];
  },
): readonly Gain[] {
  const weights = weightsOf(rubrics, evidence, tallies);
  const scoreOf = ({ type }: FailingRecord, marks: Uint8Array): number =>
    evidence.reduce(
      (sum, one, i) => sum + (one.criterion.on.includes(type) ? standingIn(one, marks).halves * (weights[i] ?? 0) : 0),
      0,
    );
  const byRecord = new Map<number, Fix[]>();
  for (const fix of fixes) byRecord.set(fix.record, [...(byRecord.get(fix.record) ?? []), fix]);
  const measured = [...byRecord].flatMap(([at, own]) => {
    const record = records[at];
    if (record === undefined) return [];
    const marks = Uint8Array.from(record.marks);
    let before = scoreOf(record, marks);
    const gains = own.map((fix): Gain => {
      marks[fix.place] = mendedMark(marks[fix.place] ?? 0);
      const after = scoreOf(record, marks);
      const gain = rounded(after - before, 2);
      before = after;
      return { ...fix, gain };
    });
    return [{ at, gains, each: gains.reduce((sum, { gain }) => sum + gain, 0) / gains.length }];
  });
  return measured.sort((a, b) => b.each - a.each || a.at - b.at).flatMap(({ gains }) => gains);
}
