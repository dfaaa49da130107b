import { byCodeUnit } from '../lib/code-order.ts';
import type { Finding, ScenarioResult } from '../model/audit-result.ts';
import { byWeight } from '../model/finding-order.ts';
import { isCounted } from '../model/is-counted.ts';
import { type RuleCard, type ScenarioId, scenarioIds } from '../model/rule.ts';
import { asJudged, bitOf, hasCostlyFailure, hasEvaluated, type Marks } from './marks.ts';

/** One record on its way into the tally. */
export interface ScenarioRecord {
  readonly id: string;
  /** At the place of each scenario in `scenarioIds`, whether the record has been through it; `undefined` when that is unknown. */
  readonly observed: readonly (boolean | undefined)[];
  readonly marks: Marks;
  /** Of this record alone. */
  readonly findings: readonly Finding[];
}

/** What is known of one scenario so far: counts, and the best pieces of evidence. */
export interface OpenScenario {
  observed: number;
  passed: number;
  unclear: number;
  /** The worst findings, in order. */
  failures: readonly Finding[];
  /** The first ids of records that pass, in order. */
  passes: readonly string[];
}

export interface ScenarioTallies {
  readonly add: (rep: string, record: ScenarioRecord) => void;
  /** Takes in the `reps` of another tally of the same rules. */
  readonly merge: (others: ReadonlyMap<string, readonly OpenScenario[]>) => void;
  /** Every scenario in the order of `scenarioIds`; zeros for those never seen. */
  readonly of: (rep: string) => readonly ScenarioResult[];
  /** In the order in which reps were first seen: sort before showing. */
  readonly reps: ReadonlyMap<string, readonly OpenScenario[]>;
}

/** Pieces of evidence shown, for and against. */
const MOST = 3;

/** The first few of both lists; keeping no more at every step gives the same as sorting everything at the end. */
function firstOf<T>(a: readonly T[], b: readonly T[], order: (a: T, b: T) => number): readonly T[] {
  return b.length === 0 ? a : [...a, ...b].sort(order).slice(0, MOST);
}

const counts = (finding: Finding): boolean => finding.severity !== 'info' && isCounted(finding);

/** A scenario, and the rules that prove it by their places in the marks. */
interface Proof {
  readonly id: ScenarioId;
  readonly places: Uint16Array;
}

function take(open: OpenScenario, proof: Proof, { id, findings, marks }: ScenarioRecord): void {
  let seen = 0;
  for (const place of proof.places) seen |= bitOf(marks[place] ?? 0);
  if (!hasEvaluated(asJudged(seen))) return;
  open.observed += 1;
  if (hasCostlyFailure(seen)) {
    const failures = findings.filter((one) => counts(one) && one.scenarios.includes(proof.id));
    open.failures = firstOf(open.failures, failures, byWeight);
    return;
  }
  open.passed += 1;
  open.passes = firstOf(open.passes, [id], byCodeUnit);
}

const start = (): readonly OpenScenario[] =>
  scenarioIds.map(() => ({ observed: 0, passed: 0, unclear: 0, failures: [], passes: [] }));

/** A fold over judged records, in any order; place i of `marks` is the check of `rules[i]`, as in `createTally`. */
export function createScenarioTally(rules: readonly Pick<RuleCard, 'scenarios'>[]): ScenarioTallies {
  const proofs = scenarioIds.map(
    (id): Proof => ({
      id,
      places: Uint16Array.from(rules.flatMap(({ scenarios }, place) => (scenarios.includes(id) ? [place] : []))),
    }),
  );
  const reps = new Map<string, readonly OpenScenario[]>();
  const openFor = (rep: string): readonly OpenScenario[] => {
    const open = reps.get(rep) ?? start();
    if (!reps.has(rep)) reps.set(rep, open);
    return open;
  };

  return {
    reps,
    add: (rep, record) => {
      openFor(rep).forEach((open, i) => {
        const isObserved = record.observed[i];
        if (isObserved === undefined) open.unclear += 1;
        if (isObserved !== true) return;
        const proof = proofs[i];
        if (proof !== undefined) take(open, proof, record);
      });
    },
    merge: (others) => {
      for (const [rep, scenarios] of others) {
        openFor(rep).forEach((open, i) => {
          const other = scenarios[i];
          if (other === undefined) return;
          open.observed += other.observed;
          open.passed += other.passed;
          open.unclear += other.unclear;
          open.failures = firstOf(open.failures, other.failures, byWeight);
          open.passes = firstOf(open.passes, other.passes, byCodeUnit);
        });
      }
    },
    of: (rep) => {
      const open = reps.get(rep) ?? start();
      return scenarioIds.map((id, i) => {
        const { observed = 0, passed = 0, unclear = 0, failures = [], passes = [] } = open[i] ?? {};
        const evidence = { failed: failures.map(({ fingerprint }) => fingerprint), passed: [...passes] };
        return { id, observed, passed, unclear, evidence };
      });
    },
  };
}
