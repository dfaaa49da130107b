import { type RuleCard, type ScenarioId, scenarioIds } from '../model/rule.ts';
import { asJudged, bitOf, hasCostlyFailure, hasEvaluated, type Marks } from './marks.ts';

/** How often a real-world scenario was seen in a rep's records, and on how many of them nothing failed. */
export interface ScenarioTally {
  readonly id: ScenarioId;
  /** Records on which a rule of the scenario passed or failed. */
  readonly observed: number;
  /** Of those, records on which none of its rules failed; info and waived failures do not count as such. */
  readonly passed: number;
}

export interface ScenarioTallies {
  readonly add: (rep: string, marks: Marks) => void;
  /** Takes in the `reps` of another tally of the same rules. */
  readonly merge: (others: ReadonlyMap<string, readonly ScenarioTally[]>) => void;
  /** Every scenario in the order of `scenarioIds`; zeros for those never seen. */
  readonly of: (rep: string) => readonly ScenarioTally[];
  /** In the order in which reps were first seen: sort before showing. */
  readonly reps: ReadonlyMap<string, readonly ScenarioTally[]>;
}

type OpenScenario = { -readonly [K in keyof ScenarioTally]: ScenarioTally[K] };

/** A fold over judged records, in any order; place i of `marks` is the check of `rules[i]`, as in `createTally`. */
export function createScenarioTally(rules: readonly Pick<RuleCard, 'scenarios'>[]): ScenarioTallies {
  const evidence = scenarioIds.map((id) =>
    Uint16Array.from(rules.flatMap(({ scenarios }, place) => (scenarios.includes(id) ? [place] : []))),
  );
  const reps = new Map<string, readonly OpenScenario[]>();
  const start = (): readonly OpenScenario[] => scenarioIds.map((id) => ({ id, observed: 0, passed: 0 }));
  const openFor = (rep: string): readonly OpenScenario[] => {
    const open = reps.get(rep) ?? start();
    if (!reps.has(rep)) reps.set(rep, open);
    return open;
  };

  return {
    reps,
    add: (rep, marks) => {
      openFor(rep).forEach((scenario, i) => {
        let seen = 0;
        for (const place of evidence[i] ?? []) seen |= bitOf(marks[place] ?? 0);
        if (!hasEvaluated(asJudged(seen))) return;
        scenario.observed += 1;
        if (!hasCostlyFailure(seen)) scenario.passed += 1;
      });
    },
    merge: (others) => {
      for (const [rep, tallies] of others) {
        openFor(rep).forEach((scenario, i) => {
          scenario.observed += tallies[i]?.observed ?? 0;
          scenario.passed += tallies[i]?.passed ?? 0;
        });
      }
    },
    of: (rep) => reps.get(rep) ?? start(),
  };
}
