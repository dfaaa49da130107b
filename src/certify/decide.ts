import type { AreaResult, Decision } from '../model/audit-result.ts';
import type { Criterion, Rubric } from '../model/rubric.ts';
import type { CriterionTally } from '../score/criterion-tally.ts';
import { highestLevel, levelOf, shortfallOf } from '../score/levels.ts';
import type { Standing } from '../score/marks.ts';

type Verdict = Decision['verdict'];
type Reason = Decision['reasons'][number];
type RuleCount = Reason['rules'][number];

/** One criterion as the decision sees it. */
interface Assessed {
  readonly criterion: Criterion;
  readonly level: number | null;
  readonly tally: CriterionTally | undefined;
}

/** "Meets the standard": what an unscored written scenario is taken to reach for a provisional certificate. */
export const expectedWritten = 3;

const totalOf = (assessed: readonly Assessed[]): number => assessed.reduce((sum, { level }) => sum + (level ?? 0), 0);
const missingOf = (assessed: readonly Assessed[]) => assessed.filter(({ level }) => level === null);
const misses = ({ floor }: Rubric, { level }: Assessed): boolean => level !== null && level < floor;
const bestTotal = (assessed: readonly Assessed[]): number =>
  totalOf(assessed) + highestLevel * missingOf(assessed).length;

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
  const expected = totalOf(assessed) + expectedWritten * missing.length;
  return isWrittenOnly && expected >= rubric.threshold ? 'provisional' : 'insufficient-evidence';
}

const mostRecordsFirst = (counts: readonly RuleCount[]): RuleCount[] =>
  [...counts].sort((a, b) => b.records - a.records || (a.rule < b.rule ? -1 : 1));

/** Rules with the number of records they were counted on, without those that were counted on none. */
function countRules(tally: CriterionTally | undefined, by: keyof CriterionTally['byRule']): readonly RuleCount[] {
  const counts = tally?.rules.map((rule, i) => ({ rule, records: tally.byRule[by][i] ?? 0 })) ?? [];
  return counts.filter(({ records }) => records > 0);
}

const costlyRules = ({ tally }: Assessed): readonly RuleCount[] => countRules(tally, 'failing');

function floorReason(rubric: Rubric, one: Assessed): Reason {
  return {
    kind: 'floor',
    criterion: one.criterion.id,
    level: one.level,
    message: `${one.criterion.title} is at level ${one.level}; no criterion may be below ${rubric.floor}`,
    rules: mostRecordsFirst(costlyRules(one)),
  };
}

function totalReason(rubric: Rubric, assessed: readonly Assessed[]): Reason {
  const outOf = highestLevel * rubric.criteria.length;
  const total = totalOf(assessed);
  const best = bestTotal(assessed);
  const reach = best === total ? '' : `, at best ${best} with what is missing`;
  const isShort = best < rubric.threshold;
  const improvable = assessed.filter(({ level }) => level !== null && level < highestLevel);
  return {
    kind: 'total',
    criterion: null,
    level: null,
    message: `the levels add up to ${total} of ${outOf}${reach}; ${rubric.threshold} are needed`,
    rules: isShort ? mostRecordsFirst(improvable.flatMap(costlyRules)) : [],
  };
}

const rulesBehind = { evaluability: 'unknown', waivers: 'waived' } as const;

function missingReason(rubric: Rubric, { criterion, tally }: Assessed): Reason {
  const shortfall = tally && shortfallOf(rubric, criterion, tally);
  const kind = shortfall?.kind ?? 'missing-criterion';
  return {
    kind,
    criterion: criterion.id,
    level: null,
    message: `${criterion.title}: ${shortfall?.message ?? 'not assessed'}`,
    rules: kind === 'evaluability' || kind === 'waivers' ? mostRecordsFirst(countRules(tally, rulesBehind[kind])) : [],
  };
}

function reasonsOf(rubric: Rubric, assessed: readonly Assessed[], verdict: Verdict): Reason[] {
  const below = assessed.filter((one) => misses(rubric, one)).map((one) => floorReason(rubric, one));
  const isTotalDecisive = verdict !== 'not-certified' || bestTotal(assessed) < rubric.threshold;
  return [
    ...below,
    ...(isTotalDecisive ? [totalReason(rubric, assessed)] : []),
    ...missingOf(assessed).map((one) => missingReason(rubric, one)),
  ];
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
function isBorderline(rubric: Rubric, assessed: readonly Assessed[], verdict: Verdict): boolean {
  return assessed.some(({ level, tally }, i) => {
    if (level === null || !tally) return false;
    return flipped(tally.counts).some((counts) => {
      const other = assessed.map((one, j) => (i === j ? { ...one, level: levelOf(rubric, counts) } : one));
      return verdictOf(rubric, other) !== verdict;
    });
  });
}

/** Whether the verdict would be another one if no waiver had been given. */
function reliesOnWaivers(rubric: Rubric, assessed: readonly Assessed[], verdict: Verdict): boolean {
  const without = assessed.map((one) =>
    one.level !== null && one.tally && one.tally.waived > 0
      ? { ...one, level: levelOf(rubric, one.tally.unwaived) }
      : one,
  );
  return verdictOf(rubric, without) !== verdict;
}

/**
 * Decides one certification of one rep, as far as records and given levels can: `areas` are the rep's (those of other
 * rubrics are passed over), `tallies` the counts behind them, for the reasons and marks. Verdicts that rest on
 * anything else (an early ramp, an exception scenario) are the caller's. Not to be called for an audit of part of the
 * rules or a sample: a verdict needs the whole evidence.
 *
 * Reasons come in order of weight: criteria below the floor, the total where it decides, and what is missing.
 */
export function decide(
  rubric: Rubric,
  areas: readonly AreaResult[],
  { tallies }: { readonly tallies: readonly CriterionTally[] },
): Decision {
  const assessed = rubric.criteria.map((criterion) => ({
    criterion,
    level: areas.find((one) => one.certification === rubric.id && one.area === criterion.id)?.level ?? null,
    tally: tallies.find((one) => one.rubric === rubric.id && one.criterion === criterion.id),
  }));
  const verdict = verdictOf(rubric, assessed);
  const marks: Decision['marks'] = [];
  if (isBorderline(rubric, assessed, verdict)) marks.push('borderline');
  if (verdict !== 'not-certified' && reliesOnWaivers(rubric, assessed, verdict)) marks.push('waiver-reliance');
  return {
    id: rubric.id,
    verdict,
    total: totalOf(assessed),
    outOf: highestLevel * rubric.criteria.length,
    threshold: rubric.threshold,
    marks,
    reasons: reasonsOf(rubric, assessed, verdict),
  };
}
