import type { RecordType } from '../../model/records.ts';
import type { Rubric } from '../../model/rubric.ts';
import type { Evidence } from '../evidence.ts';
import { type Level, levels } from '../levels.ts';
import type { Marks, Standing } from '../marks.ts';
import { type Fix, type Fixable, fixableIn } from './options.ts';
import { type Need, pick } from './pick.ts';

/** A record of one rep that fails something. */
export interface FailingRecord {
  readonly type: RecordType;
  readonly marks: Marks;
}

/** One criterion as the path sees it: the level that it has, and how it was reached. */
export interface Assessed {
  readonly evidence: Evidence;
  readonly counts: Standing;
  /** `null` where there is none, and records cannot mend that. */
  readonly level: Level | null;
}

/** The smallest set of fixes found that turns a verdict. */
export interface Path {
  readonly fixes: readonly Fix[];
  /** Whether no smaller set would do; else it may be larger by the fixes of a record for each criterion. */
  readonly isExact: boolean;
}

/** What a path is looked for in. */
export interface Ground {
  readonly rubric: Rubric;
  /** Criteria that have a level. */
  readonly assessed: readonly Assessed[];
  readonly records: readonly FailingRecord[];
  /** Whether anything can still be done about what a rule finds, by its place in the marks. */
  readonly isMendable: (place: number) => boolean;
}

/** Rates are fractions of small whole numbers: this is below any difference between two of them. */
const EPSILON = 1e-9;

/** What it takes to reach a level, by the bands and caps of the rubric. */
function needOf({ bands, caps }: Rubric, { halves, evaluable }: Standing, level: Level): Need {
  const rate = level === 1 ? 0 : bands[level];
  const needed = Math.ceil(rate * 2 * evaluable - EPSILON) - halves;
  if (level > caps.level) return { halves: needed, critical: 0 };
  if (level <= caps.severeLevel) return { halves: needed, critical: evaluable };
  return { halves: needed, critical: Math.max(caps.records - 1, Math.floor(caps.share * evaluable + EPSILON)) };
}

/** What each level costs in one criterion that the rubric lets pass, from the one that it has upwards. */
function pricesOf({ rubric, records, isMendable }: Ground, { evidence, counts, level }: Assessed) {
  const fixables = records.flatMap(({ type, marks }, i): readonly Fixable[] => {
    const found = evidence.criterion.on.includes(type) ? fixableIn(evidence, marks, i, isMendable) : undefined;
    return found === undefined ? [] : [found];
  });
  return levels.flatMap((target) => {
    if (level === null || target < Math.max(level, rubric.floor)) return [];
    const found = target === level ? { fixes: [], isExact: true } : pick(fixables, needOf(rubric, counts, target));
    return found === undefined ? [] : [{ level: target, ...found }];
  });
}

/** One price of each criterion so far: those before, and the last. */
interface Plan {
  readonly total: number;
  /** How many fixes it has. */
  readonly size: number;
  readonly isExact: boolean;
  readonly before: Plan | undefined;
  readonly fixes: readonly Fix[];
}

const noPlan: Plan = { total: 0, size: 0, isExact: true, before: undefined, fixes: [] };

const fixesOf = (plan: Plan | undefined): readonly Fix[] =>
  plan === undefined ? [] : [...fixesOf(plan.before), ...plan.fixes];

type Prices = ReturnType<typeof pricesOf>;

/** Every total that one more criterion can bring about, each by its smallest plan; totals beyond the aim are one. */
function withCriterion(plans: ReadonlyMap<number, Plan>, prices: Prices, aim: number): ReadonlyMap<number, Plan> {
  const next = new Map<number, Plan>();
  for (const before of plans.values()) {
    for (const { level, fixes, isExact } of prices) {
      const total = Math.min(aim, before.total + level);
      const size = before.size + fixes.length;
      const known = next.get(total);
      if (known === undefined || size < known.size)
        next.set(total, { total, size, isExact: before.isExact && isExact, before, fixes });
    }
  }
  return next;
}

/**
 * The smallest set of fixes with which no criterion is below the floor and the levels add up to `threshold`;
 * `undefined` where records alone cannot do that. Criteria are priced one by one and combined by dynamic programming
 * over the total, which is exact where they share no rules.
 */
export function pathOf(ground: Ground, threshold: number): Path | undefined {
  const { assessed } = ground;
  let plans: ReadonlyMap<number, Plan> = new Map([[0, noPlan]]);
  for (const one of assessed) plans = withCriterion(plans, pricesOf(ground, one), threshold);
  const found = plans.get(threshold);
  if (found === undefined) return undefined;
  const fixes = fixesOf(found);
  const once = new Map(fixes.map((fix) => [`${fix.record} ${fix.place}`, fix]));
  return {
    fixes: [...once.values()],
    isExact: found.isExact && once.size === fixes.length && areApart(assessed),
  };
}

/** Whether no rule is evidence for two of the criteria. */
function areApart(assessed: readonly Assessed[]): boolean {
  const places = assessed.flatMap(({ evidence }) => [...evidence.places]);
  return new Set(places).size === places.length;
}
