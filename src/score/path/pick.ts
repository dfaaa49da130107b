import type { Fix, Fixable, Option } from './options.ts';

/** What a criterion must come to. */
export interface Need {
  /** Twice the credit to be gained. */
  readonly halves: number;
  /** Records that may go on failing a critical check. */
  readonly critical: number;
}

export interface Pick {
  readonly fixes: readonly Fix[];
  /** Whether no smaller set would do. */
  readonly isExact: boolean;
}

/** Steps of the exact search; beyond, it is greedy. */
const MOST_STEPS = 400_000;

const start: Option = { cost: 0, halves: 0, isCritical: false };
const firstOf = ({ options }: Fixable): Option => options[0] ?? start;

const taken = (fixables: readonly Fixable[], choices: readonly (Option | undefined)[]): readonly Fix[] =>
  fixables.flatMap(({ fixes }, i) => fixes.slice(0, choices[i]?.cost ?? 0));

/** How every state of every record came about, one record after the other: the option taken, and the state before it. */
interface Trail {
  readonly choice: Int8Array;
  readonly from: Int32Array;
}

/** Written over by each search, as there are thousands of them and room for one takes as long as the search. */
const trail: Trail = { choice: new Int8Array(MOST_STEPS), from: new Int32Array(MOST_STEPS) };

/** A state that nothing leads to: more than any number of fixes. */
const UNREACHED = 0x3fffffff;

/** The least that it takes to be in each state, gain by critical records left, before and after one more record. */
interface Move {
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** Where the states of this record begin in the trail. */
  readonly start: number;
  /** Gains that the records before can have come to, and from which the ones after can still come to the need. */
  readonly least: number;
  readonly most: number;
}

/** Where one option of a record leads from every state, where that costs less than what is known. */
function moveAll(
  { before, after, start, least, most }: Move,
  need: Need,
  k: number,
  gain: number,
  option: Option,
): void {
  const width = need.critical + 1;
  const worse = Number(option.isCritical);
  for (let gained = least; gained <= most; gained++) {
    const from = gained * width;
    const to = Math.min(need.halves, gained + gain) * width + worse;
    // Run a hundred million times for a big team, so nothing is made in here.
    for (let critical = 0; critical < width - worse; critical++) {
      const total = (before[from + critical] ?? 0) + option.cost;
      if (total >= (after[to + critical] ?? 0)) continue;
      after[to + critical] = total;
      trail.choice[start + to + critical] = k;
      trail.from[start + to + critical] = from + critical;
    }
  }
}

const mostGain = (fixable: Fixable): number => (fixable.options.at(-1)?.halves ?? 0) - firstOf(fixable).halves;

/**
 * The fewest fixes, by dynamic programming over the records: for every gain up to the need and every number of critical
 * records left, the least that it takes.
 */
function pickExactly(fixables: readonly Fixable[], { halves, critical }: Need): Pick | undefined {
  const begunCritical = fixables.filter((fixable) => firstOf(fixable).isCritical).length;
  const need = { halves, critical: Math.min(critical, begunCritical) };
  const width = need.critical + 1;
  const size = (need.halves + 1) * width;
  let before = new Int32Array(size).fill(UNREACHED);
  let after = new Int32Array(size);
  before[0] = 0;
  let gained = 0;
  let toCome = fixables.reduce((sum, fixable) => sum + mostGain(fixable), 0);
  for (const [i, fixable] of fixables.entries()) {
    const least = Math.max(0, need.halves - toCome);
    const move = { before, after, start: i * size, least, most: Math.min(need.halves, gained) };
    after.fill(UNREACHED);
    for (const [k, option] of fixable.options.entries())
      moveAll(move, need, k, option.halves - firstOf(fixable).halves, option);
    [before, after] = [after, before];
    gained += mostGain(fixable);
    toCome -= mostGain(fixable);
  }
  const ends = Array.from({ length: width }, (_, left) => need.halves * width + left);
  const best = ends.reduce((a, b) => ((before[b] ?? 0) < (before[a] ?? 0) ? b : a));
  if ((before[best] ?? UNREACHED) >= UNREACHED) return undefined;
  return { fixes: taken(fixables, walkBack(fixables, best, size)), isExact: true };
}

/** The options that led to a state, by record. */
function walkBack(fixables: readonly Fixable[], end: number, size: number): readonly (Option | undefined)[] {
  const choices: (Option | undefined)[] = [];
  let state = end;
  for (let i = fixables.length - 1; i >= 0; i--) {
    choices[i] = fixables[i]?.options[trail.choice[i * size + state] ?? 0];
    state = trail.from[i * size + state] ?? 0;
  }
  return choices;
}

/** One more step on one record: what it costs, and what it gains. */
interface Step {
  readonly at: number;
  readonly to: Option;
  readonly cost: number;
  readonly gain: number;
}

const stepsFrom = ({ options }: Fixable, at: number, from: Option): readonly Step[] =>
  options
    .filter(({ cost, halves }) => cost > from.cost && halves > from.halves)
    .map((to) => ({ at, to, cost: to.cost - from.cost, gain: to.halves - from.halves }));

/** Mends critical failures where that is cheapest, until no more are left than may be. */
function mendCritical(fixables: readonly Fixable[], choices: Option[], allowed: number): boolean {
  const critical = fixables.flatMap(({ options }, at) => {
    const to = options.find(({ isCritical }) => !isCritical);
    return choices[at]?.isCritical === true ? [{ at, to, cost: to?.cost ?? Number.POSITIVE_INFINITY }] : [];
  });
  const cheapest = critical
    .sort((a, b) => a.cost - b.cost || a.at - b.at)
    .slice(0, Math.max(0, critical.length - allowed));
  for (const { at, to } of cheapest) if (to !== undefined) choices[at] = to;
  return cheapest.every(({ to }) => to !== undefined);
}

/**
 * The least cost for each half gained, again and again. Once critical failures are mended, this is never more than the
 * fixes of one record above the least, as with any knapsack that is filled by ratio.
 */
function pickGreedily(fixables: readonly Fixable[], need: Need): Pick | undefined {
  const choices = fixables.map(firstOf);
  if (!mendCritical(fixables, choices, need.critical)) return undefined;
  const gained = () => choices.reduce((sum, { halves }, i) => sum + halves - firstOf(fixables[i] ?? empty).halves, 0);
  let left = need.halves - gained();
  const steps = fixables.flatMap((fixable, at) => stepsFrom(fixable, at, choices[at] ?? start));
  steps.sort((a, b) => a.cost / a.gain - b.cost / b.gain || a.cost - b.cost || a.at - b.at);
  for (const { at, to } of steps) {
    if (left <= 0) break;
    const from = choices[at] ?? start;
    if (to.cost <= from.cost) continue;
    left -= to.halves - from.halves;
    choices[at] = to;
  }
  return left > 0 ? undefined : { fixes: taken(fixables, choices), isExact: false };
}

const empty: Fixable = { fixes: [], options: [start] };

/** The fewest fixes by which a criterion comes to what it needs; `undefined` where none do. */
export function pick(fixables: readonly Fixable[], need: Need): Pick | undefined {
  const wanted = { halves: Math.max(0, need.halves), critical: Math.min(need.critical, fixables.length) };
  const steps = fixables.length * (wanted.halves + 1) * (wanted.critical + 1);
  return steps <= MOST_STEPS ? pickExactly(fixables, wanted) : pickGreedily(fixables, wanted);
}
