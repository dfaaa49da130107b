import type { RecordType } from '../model/records.ts';
import type { Rubric } from '../model/rubric.ts';
import { addStanding, addTally, addValue, type CriterionTally, emptyTally, type OpenTally } from './criterion-tally.ts';
import { type Evidence, evidenceOfAll, type TalliedRule } from './evidence.ts';
import {
  asIfUnwaived,
  asJudged,
  bitOf,
  hasCostlyFailure,
  hasCritical,
  hasUnknown,
  hasWaived,
  type Marks,
  standingOf,
} from './marks.ts';

/** One record after every rule has been tried on it. */
export interface JudgedRecord {
  readonly type: RecordType;
  /** Of a deal, in the report's currency: `null` is blank, `undefined` not known or not convertible. */
  readonly amount?: number | null | undefined;
  readonly marks: Marks;
}

/** Every criterion of every rubric, in their order, by the key of the rep that `add` was given. */
export type Tallies = ReadonlyMap<string, readonly CriterionTally[]>;

/** A fold over judged records, in any order. */
export interface Tally {
  /** Keeps nothing of the record: `marks` may be reused for the next one. */
  readonly add: (rep: string, record: JudgedRecord) => void;
  /** Takes in the `reps` of another tally of the same rubrics and rules: another shard, thread or pull. */
  readonly merge: (others: Tallies) => void;
  /** One rep's criteria; all zero for a rep without records. */
  readonly of: (rep: string) => readonly CriterionTally[];
  /** Several reps as if they were one. */
  readonly together: (reps: Iterable<string>) => readonly CriterionTally[];
  /** In the order in which reps were first seen: sort before showing. */
  readonly reps: Tallies;
}

function seenBy({ places }: Evidence, marks: Marks, from: number, to: number): number {
  let seen = 0;
  for (let i = from; i < to; i++) seen |= bitOf(marks[places[i] ?? 0] ?? 0);
  return seen;
}

function addOne(counts: number[], i: number): void {
  counts[i] = (counts[i] ?? 0) + 1;
}

function countRules(byRule: OpenTally['byRule'], { places }: Evidence, marks: Marks, isEvaluable: boolean): void {
  places.forEach((place, i) => {
    const seen = bitOf(marks[place] ?? 0);
    if (hasCostlyFailure(seen)) addOne(byRule.failing, i);
    if (hasCritical(seen)) addOne(byRule.critical, i);
    if (hasWaived(seen)) addOne(byRule.waived, i);
    if (!isEvaluable && hasUnknown(seen)) addOne(byRule.unknown, i);
  });
}

function addRecord(tally: OpenTally, evidence: Evidence, { type, amount, marks }: JudgedRecord): void {
  const core = seenBy(evidence, marks, 0, evidence.core);
  const seen = core | seenBy(evidence, marks, evidence.core, evidence.places.length);
  const standing = standingOf(asJudged(seen), asJudged(core));
  addStanding(tally.counts, standing);
  addStanding(tally.unwaived, hasWaived(seen) ? standingOf(asIfUnwaived(seen), asIfUnwaived(core)) : standing);
  if (hasWaived(seen)) tally.waived += 1;
  if (standing.evaluable === 1 && type === 'deal') addValue(tally.value, amount, standing.halves);
  if (hasCostlyFailure(seen) || hasWaived(seen) || standing.applicable > standing.evaluable)
    countRules(tally.byRule, evidence, marks, standing.evaluable === 1);
}

/**
 * Starts a tally. Place i of every record's `marks` is the check of `rules[i]`: rules are found by place and not by
 * name, and criteria by lists drawn up here, because this runs for every check of every record.
 */
export function createTally(rubrics: readonly Rubric[], rules: readonly TalliedRule[]): Tally {
  const evidence = evidenceOfAll(rubrics, rules);
  const byType = (type: RecordType) =>
    evidence.flatMap((one, place) => (one.criterion.on.includes(type) ? [{ evidence: one, place }] : []));
  const criteria = { lead: byType('lead'), deal: byType('deal') };
  const reps = new Map<string, readonly OpenTally[]>();
  const start = () => evidence.map(emptyTally);

  const openFor = (rep: string): readonly OpenTally[] => {
    const open = reps.get(rep) ?? start();
    if (!reps.has(rep)) reps.set(rep, open);
    return open;
  };
  const addAll = (into: readonly OpenTally[], more: readonly CriterionTally[]): void => {
    into.forEach((tally, place) => {
      const other = more[place];
      if (other) addTally(tally, other);
    });
  };

  return {
    reps,
    add: (rep, record) => {
      const open = openFor(rep);
      for (const { evidence, place } of criteria[record.type]) {
        const tally = open[place];
        if (tally) addRecord(tally, evidence, record);
      }
    },
    merge: (others) => {
      for (const [rep, tallies] of others) addAll(openFor(rep), tallies);
    },
    of: (rep) => reps.get(rep) ?? start(),
    together: (names) => {
      const sum = start();
      for (const name of names) addAll(sum, reps.get(name) ?? []);
      return sum;
    },
  };
}
