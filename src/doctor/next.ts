import type { Input } from './input.ts';
import { type Case, has, type InputSet, isWithin, unsolvable } from './needs.ts';
import { isDecidable, type Question, sightOf } from './standing.ts';

/** What connecting something would gain, in criteria and in checks that become decidable. */
export interface Gain {
  readonly criteria: number;
  readonly checks: number;
}

/** One thing to connect, and what it gains on top of those before it. */
export interface Step extends Gain {
  readonly input: Input;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** With all of them connected. */
  readonly together: Gain;
}

/** Most that is asked of anybody at once. */
const STEPS = 3;

/** Every set of at most `most` of these places. */
function setsOf(places: readonly number[], most: number): readonly InputSet[] {
  if (most === 0) return [0];
  const rest = places.flatMap((place, i) => setsOf(places.slice(i + 1), most - 1).map((set) => set | (1 << place)));
  return [0, ...rest];
}

const sizeOf = (set: InputSet): number => (set === 0 ? 0 : (set & 1) + sizeOf(set >>> 1));

/** More criteria first, then more checks, then fewer things. */
const compare = (a: Gain & { readonly set: InputSet }, b: Gain & { readonly set: InputSet }): number =>
  b.criteria - a.criteria || b.checks - a.checks || sizeOf(a.set) - sizeOf(b.set) || a.set - b.set;

interface Weighed {
  readonly lacks: InputSet;
  readonly checks: number;
}

/**
 * The things to connect next: of all choices of up to three, the one that makes most criteria decidable, then most
 * checks, with what there is. They are told in the order in which each gains most.
 */
export function planOf(
  inputs: readonly Input[],
  questions: readonly Question[],
  cases: readonly Case[],
  open: readonly Weighed[],
): Plan {
  const solvable = open.filter(({ lacks }) => lacks !== unsolvable && lacks !== 0);
  const supposed = cases.filter(({ isSupposed }) => isSupposed).flatMap(({ outcomes }) => outcomes);
  const wanted = [
    ...solvable.map(({ lacks }) => lacks),
    ...supposed.map((outcome) => (typeof outcome === 'object' && outcome.lacks !== unsolvable ? outcome.lacks : 0)),
  ].reduce((all, lacks) => all | lacks, 0);
  const places = inputs.map((_, place) => place).filter((place) => has(wanted, place));

  const decided = (set: InputSet): number =>
    questions.filter((question) => isDecidable(question, sightOf(question, cases, set))).length;
  const before = decided(0);
  const known = new Map<InputSet, Gain & { readonly set: InputSet }>();
  const gainOf = (set: InputSet) => {
    const gain = known.get(set) ?? {
      set,
      criteria: decided(set) - before,
      checks: solvable.reduce((sum, { lacks, checks }) => (isWithin(lacks, set) ? sum + checks : sum), 0),
    };
    known.set(set, gain);
    return gain;
  };
  const best = setsOf(places, STEPS).map(gainOf).sort(compare)[0] ?? gainOf(0);
  return { steps: stepsOf(best.set, inputs, gainOf), together: { criteria: best.criteria, checks: best.checks } };
}

/** The inputs of a set, each time the one that gains most on top of those taken. */
function stepsOf(
  set: InputSet,
  inputs: readonly Input[],
  gainOf: (set: InputSet) => Gain & { readonly set: InputSet },
): readonly Step[] {
  const steps: Step[] = [];
  let taken: InputSet = 0;
  while (taken !== set) {
    const before = gainOf(taken);
    const [next] = inputs
      .map((_, place) => place)
      .filter((place) => has(set, place) && !has(taken, place))
      .map((place) => gainOf(taken | (1 << place)))
      .sort(compare);
    if (next === undefined) break;
    const input = inputs.find((_, place) => has(next.set & ~taken, place));
    if (input !== undefined)
      steps.push({ input, criteria: next.criteria - before.criteria, checks: next.checks - before.checks });
    taken = next.set;
  }
  return steps;
}
