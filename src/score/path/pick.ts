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

/** The least that it takes to be in each state, gain by critical records left, and how it came to that. */
interface Layer {
  readonly costs: Float64Array;
  /** The option taken of the last record, and the state before it. */
  readonly choice: Int8Array;
  readonly from: Int32Array;
}

const layer = (size: number): Layer => ({
  costs: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
  choice: new Int8Array(size),
  from: new Int32Array(size),
});

/** Every state that one more record can lead to. */
function withRecord(last: Layer, fixable: Fixable, need: Need): Layer {
  const width = need.critical + 1;
  const next = layer(last.costs.length);
  const move = (state: number, k: number, { cost, halves, isCritical }: Option): void => {
    const critical = (state % width) + Number(isCritical);
    const total = (last.costs[state] ?? 0) + cost;
    const gain = Math.min(need.halves, Math.floor(state / width) + halves - firstOf(fixable).halves);
    const to = gain * width + critical;
    if (critical > need.critical || total >= (next.costs[to] ?? 0)) return;
    next.costs[to] = total;
    next.choice[to] = k;
    next.from[to] = state;
  };
  fixable.options.forEach((option, k) => {
    for (let state = 0; state < last.costs.length; state++) move(state, k, option);
  });
  return next;
}

/**
 * The fewest fixes, by dynamic programming over the records: for every gain up to the need and every number of critical
 * records left, the least that it takes.
 */
function pickExactly(fixables: readonly Fixable[], need: Need): Pick | undefined {
  const width = need.critical + 1;
  const first = layer((need.halves + 1) * width);
  first.costs[0] = 0;
  const layers: Layer[] = [first];
  for (const fixable of fixables) layers.push(withRecord(layers.at(-1) ?? first, fixable, need));
  const { costs } = layers.at(-1) ?? first;
  const ends = Array.from({ length: width }, (_, critical) => need.halves * width + critical);
  const best = ends.reduce((a, b) => ((costs[b] ?? 0) < (costs[a] ?? 0) ? b : a));
  if (costs[best] === Number.POSITIVE_INFINITY) return undefined;
  return { fixes: taken(fixables, walkBack(fixables, best, layers)), isExact: true };
}

/** The options that led to a state, by record. */
function walkBack(
  fixables: readonly Fixable[],
  end: number,
  layers: readonly Layer[],
): readonly (Option | undefined)[] {
  const choices: (Option | undefined)[] = [];
  let state = end;
  for (let i = fixables.length - 1; i >= 0; i--) {
    const { choice, from } = layers[i + 1] ?? layer(0);
    choices[i] = fixables[i]?.options[choice[state] ?? 0];
    state = from[state] ?? 0;
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
