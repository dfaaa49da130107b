import type { AreaResult } from '../model/audit-result.ts';
import type { Criterion, Rubric } from '../model/rubric.ts';
import type { CriterionTally } from './criterion-tally.ts';
import type { Standing } from './marks.ts';
import { rounded, wilsonInterval } from './statistics.ts';

/** 1 not demonstrated, 2 partial, 3 meets the standard, 4 exceeds it. */
export const levels = [1, 2, 3, 4] as const;
export type Level = (typeof levels)[number];
export const highestLevel = 4;

/** Why a criterion has no level. */
export interface Shortfall {
  readonly kind: 'missing-criterion' | 'too-few-records' | 'waivers' | 'evaluability' | 'written-scenario';
  readonly message: string;
}

const percent = (share: number): string => `${rounded(share * 100, 1)} %`;
const records = (count: number): string => (count === 1 ? '1 record' : `${count} records`);

/** The credit earned per evaluable record, 0–1, unrounded; `null` when no record is evaluable. */
const passRateOf = ({ halves, evaluable }: Standing): number | null =>
  evaluable === 0 ? null : halves / (2 * evaluable);

function capOf({ caps }: Rubric, { critical, evaluable }: Standing): number {
  if (critical === 0) return highestLevel;
  return critical >= caps.records && critical / evaluable > caps.share ? caps.severeLevel : caps.level;
}

const bandOf = ({ bands }: Rubric, rate: number): Level =>
  rate >= bands[4] ? 4 : rate >= bands[3] ? 3 : rate >= bands[2] ? 2 : 1;

const lower = (level: Level, cap: number): Level => levels.findLast((one) => one <= level && one <= cap) ?? 1;

/**
 * The level that the counts earn: by the bands of the rubric, lowered by its caps for critical failures. Says nothing
 * of whether the evidence suffices (see `shortfallOf`); `null` when no record is evaluable.
 */
export function levelOf(rubric: Rubric, counts: Standing): Level | null {
  const rate = passRateOf(counts);
  return rate === null ? null : lower(bandOf(rubric, rate), capOf(rubric, counts));
}

/** What keeps a criterion from having a level, `null` when nothing does; numbers and limits are in the sentence. */
export function shortfallOf(rubric: Rubric, criterion: Criterion, tally: CriterionTally): Shortfall | null {
  if (criterion.isWritten) return { kind: 'written-scenario', message: 'the written scenario is not scored yet' };
  if (tally.rules.length === 0) return { kind: 'missing-criterion', message: 'no rule of this criterion is loaded' };
  const { applicable, evaluable } = tally.counts;
  const { minimumRecords, minimumEvaluability, maximumWaived } = rubric;
  // Waived failures leave the tally, and a record may leave with them: the share is taken of all there were.
  const whole = tally.unwaived.applicable;
  if (tally.waived > 0 && tally.waived / whole > maximumWaived) {
    const share = percent(tally.waived / whole);
    return {
      kind: 'waivers',
      message: `${tally.waived} of ${records(whole)} (${share}) waived; at most ${percent(maximumWaived)} may be`,
    };
  }
  if (applicable < minimumRecords) {
    const found = applicable === 0 ? 'no record applies' : `only ${records(applicable)} to judge`;
    return { kind: 'too-few-records', message: `${found}; ${minimumRecords} are needed` };
  }
  if (evaluable === 0 || evaluable / applicable < minimumEvaluability) {
    const share = percent(evaluable / applicable);
    return {
      kind: 'evaluability',
      message: `${evaluable} of ${records(applicable)} (${share}) evaluable; ${percent(minimumEvaluability)} needed`,
    };
  }
  return null;
}

/** The critical rule that fails on most records; by id where two fail on as many. */
function gravestRule({ rules, byRule }: CriterionTally): string | null {
  const found = rules
    .map((rule, i) => ({ rule, records: byRule.critical[i] ?? 0 }))
    .filter(({ records }) => records > 0)
    .sort((a, b) => b.records - a.records || (a.rule < b.rule ? -1 : 1));
  return found[0]?.rule ?? null;
}

function valueRateOf({ value }: CriterionTally): number | null {
  return value.unknown > 0 || value.cents === 0 ? null : rounded(value.halves / (2 * value.cents));
}

function intervalOf({ halves, evaluable }: Standing): [number, number] | null {
  const interval = wilsonInterval(halves / 2, evaluable);
  return interval && [rounded(interval[0]), rounded(interval[1])];
}

/**
 * One criterion of one rep as the report shows it. Rates are rounded to four decimals; the level is decided on the
 * exact ones. `given` is the level that a person gave, for a criterion that is not judged from records.
 */
function areaOf(rubric: Rubric, criterion: Criterion, tally: CriterionTally, given?: Level): AreaResult {
  const shortfall = given === undefined ? shortfallOf(rubric, criterion, tally) : null;
  const { counts } = tally;
  const rate = passRateOf(counts);
  const earned = shortfall ? null : levelOf(rubric, counts);
  const isCapped = earned !== null && rate !== null && earned < bandOf(rubric, rate);
  return {
    area: criterion.id,
    certification: rubric.id,
    level: given ?? earned,
    passRate: rate === null ? null : rounded(rate),
    interval: intervalOf(counts),
    worstCasePassRate: counts.applicable === 0 ? null : rounded(counts.worstHalves / (2 * counts.applicable)),
    valuePassRate: valueRateOf(tally),
    applicable: counts.applicable,
    evaluable: counts.evaluable,
    failed: counts.failed,
    warned: counts.warned,
    waived: tally.waived,
    cappedBy: isCapped ? gravestRule(tally) : null,
    missing: shortfall?.message ?? null,
  };
}

/**
 * Every criterion of a rubric, in its order, from one rep's tallies (those of other rubrics are passed over). `given`
 * holds levels given by people, by criterion.
 */
export function areasOf(
  rubric: Rubric,
  tallies: readonly CriterionTally[],
  given: Readonly<Record<string, Level>> = {},
): readonly AreaResult[] {
  return rubric.criteria.flatMap((criterion) => {
    const tally = tallies.find((one) => one.rubric === rubric.id && one.criterion === criterion.id);
    return tally ? [areaOf(rubric, criterion, tally, criterion.isWritten ? given[criterion.id] : undefined)] : [];
  });
}
