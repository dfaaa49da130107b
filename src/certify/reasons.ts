import type { Decision } from '../model/audit-result.ts';
import type { Rubric } from '../model/rubric.ts';
import type { CriterionTally } from '../score/criterion-tally.ts';
import { highestLevel, shortfallOf } from '../score/levels.ts';
import { type Assessed, bestTotal, type Grounds, misses, missingOf, totalOf } from './assess.ts';
import type { Found } from './verdict.ts';

type Reason = Decision['reasons'][number];
type RuleCount = Reason['rules'][number];

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

const scenarioNames = { written: 'a written scenario', exception: 'a manager-led exception scenario' } as const;

/** A level that a person gave: which scenario, by whom, when. */
function givenReason({ criterion, level, by }: Assessed): readonly Reason[] {
  if (by === null) return [];
  return [
    {
      kind: by.kind === 'exception' ? 'exception-scenario' : 'written-scenario',
      criterion: criterion.id,
      level,
      message: `${criterion.title}: level ${level} by ${scenarioNames[by.kind]} that ${by.evaluator} evaluated on ${by.date}`,
      rules: [],
    },
  ];
}

const rampReason = (started: string): Reason => ({
  kind: 'early-ramp',
  criterion: null,
  level: null,
  message: `started on ${started}: decided on scenarios where there are not enough records yet, until the next live review`,
  rules: [],
});

/** Criteria below the floor, the total where it decides, what is missing, and what people have given. */
export function reasonsOf(rubric: Rubric, { verdict, assessed, isRamp }: Found, { started }: Grounds): Reason[] {
  const below = assessed.filter((one) => misses(rubric, one)).map((one) => floorReason(rubric, one));
  const isTotalDecisive = verdict !== 'not-certified' || bestTotal(assessed) < rubric.threshold;
  return [
    ...below,
    ...(isTotalDecisive ? [totalReason(rubric, assessed)] : []),
    ...missingOf(assessed).map((one) => missingReason(rubric, one)),
    ...assessed.flatMap(givenReason),
    ...(isRamp && started ? [rampReason(started)] : []),
  ];
}
