import type { AreaResult } from '../model/audit-result.ts';
import type { GivenLevel } from '../model/evaluation.ts';
import type { Criterion, Rubric } from '../model/rubric.ts';
import type { CriterionTally } from '../score/criterion-tally.ts';
import { highestLevel, shortfallOf } from '../score/levels.ts';

/** What a decision stands on beside the levels: the counts behind them, and what people have given. */
export interface Grounds {
  readonly tallies: readonly CriterionTally[];
  /** What somebody is, where that is known. */
  readonly role?: string | null;
  /** The first day in the present role, where that is so lately that it is an early ramp. */
  readonly started?: string | null;
  /** Levels that evaluators gave for this certification and that are in force: one for each criterion and kind. */
  readonly given?: readonly GivenLevel[];
}

/** One criterion as the decision sees it. */
export interface Assessed {
  readonly criterion: Criterion;
  readonly level: number | null;
  readonly tally: CriterionTally | undefined;
  /** The evaluation that the level rests on; records where there is none. */
  readonly by: GivenLevel | null;
}

const tallyOf = ({ id }: Rubric, criterion: Criterion, { tallies }: Grounds): CriterionTally | undefined =>
  tallies.find((one) => one.rubric === id && one.criterion === criterion.id);

const areaOf = ({ id }: Rubric, criterion: Criterion, areas: readonly AreaResult[]): AreaResult | undefined =>
  areas.find((one) => one.certification === id && one.area === criterion.id);

const shortfallIn = (rubric: Rubric, { criterion, tally }: Pick<Assessed, 'criterion' | 'tally'>) =>
  tally ? (shortfallOf(rubric, criterion, tally)?.kind ?? null) : 'missing-criterion';

/** Whether a rubric is asked of somebody in this role; of whom no role is known, everything is asked. */
export const isAskedOf = ({ program: { roles } }: Rubric, role: string | null | undefined): boolean =>
  role === null || role === undefined || roles === null || Object.hasOwn(roles, role);

/**
 * The rubric as it is asked of a role: criteria that the role can do without are left out where there are too few
 * records of them, and the threshold is the one that the rubric has for so many criteria.
 */
export function rubricFor(rubric: Rubric, areas: readonly AreaResult[], grounds: Grounds): Rubric {
  const asked = grounds.role ? rubric.program.roles?.[grounds.role] : undefined;
  if (asked === undefined) return rubric;
  const criteria = rubric.criteria.filter((criterion) => {
    if (asked.needs.includes(criterion.id) || areaOf(rubric, criterion, areas)?.level != null) return true;
    return shortfallIn(rubric, { criterion, tally: tallyOf(rubric, criterion, grounds) }) !== 'too-few-records';
  });
  return { ...rubric, criteria, threshold: asked.thresholds[criteria.length] ?? highestLevel * criteria.length };
}

/** An exception scenario stands in where records are rare or hardly readable, never for what was waived. */
function standIn(rubric: Rubric, { criterion, tally }: Pick<Assessed, 'criterion' | 'tally'>, grounds: Grounds) {
  if (!rubric.program.evaluations.exceptionStandsIn.includes(criterion.id)) return null;
  const why = shortfallIn(rubric, { criterion, tally });
  if (why !== 'too-few-records' && why !== 'evaluability') return null;
  return grounds.given?.find((one) => one.kind === 'exception' && one.criterion === criterion.id) ?? null;
}

/** Every criterion with its level: from records, from the written scenario, or from an exception that stands in. */
export function assess(rubric: Rubric, areas: readonly AreaResult[], grounds: Grounds): readonly Assessed[] {
  return rubric.criteria.map((criterion): Assessed => {
    const tally = tallyOf(rubric, criterion, grounds);
    const level = areaOf(rubric, criterion, areas)?.level ?? null;
    if (criterion.isWritten) {
      const by = grounds.given?.find((one) => one.kind === 'written' && one.criterion === criterion.id) ?? null;
      return { criterion, tally, level: level ?? by?.level ?? null, by };
    }
    const by = level === null ? standIn(rubric, { criterion, tally }, grounds) : null;
    return { criterion, tally, level: level ?? by?.level ?? null, by };
  });
}

/** The same with every scenario that somebody in early ramp has gone through, where there is no level yet. */
export const withScenarios = (assessed: readonly Assessed[], { given = [] }: Grounds): readonly Assessed[] =>
  assessed.map((one): Assessed => {
    const by = given.find(({ criterion }) => criterion === one.criterion.id);
    return one.level !== null || by === undefined || hasWaived(one) ? one : { ...one, level: by.level, by };
  });

/** What was waived away is not made up for by a scenario. */
const hasWaived = ({ tally }: Assessed): boolean => tally !== undefined && tally.waived > 0;

export const totalOf = (assessed: readonly Assessed[]): number =>
  assessed.reduce((sum, { level }) => sum + (level ?? 0), 0);

export const missingOf = (assessed: readonly Assessed[]): readonly Assessed[] =>
  assessed.filter(({ level }) => level === null);

export const misses = ({ floor }: Rubric, { level }: Assessed): boolean => level !== null && level < floor;

export const bestTotal = (assessed: readonly Assessed[]): number =>
  totalOf(assessed) + highestLevel * missingOf(assessed).length;
