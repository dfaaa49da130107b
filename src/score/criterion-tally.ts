import type { Evidence } from './evidence.ts';
import { nothing, type Standing } from './marks.ts';

/** Weights by deal amount, in cents so that sums are exact in any order (up to 45 trillion a rep). */
export interface ValueTally {
  readonly cents: number;
  /** Twice the credit times the cents. */
  readonly halves: number;
  /** Evaluable deals whose amount is not known: with one of them there is no value-weighted rate. */
  readonly unknown: number;
}

/** One rep's records in one criterion. Plain data: it can be cloned to another thread and saved. */
export interface CriterionTally {
  readonly rubric: string;
  readonly criterion: string;
  /** The loaded rules that are evidence for the criterion, core rules first; `byRule` goes by the same order. */
  readonly rules: readonly string[];
  readonly counts: Standing;
  /** The counts as they would be if no waiver had been given. */
  readonly unwaived: Standing;
  /** Records with at least one waived failure. */
  readonly waived: number;
  readonly value: ValueTally;
  /** On how many records the rule … */
  readonly byRule: {
    /** … fails and costs credit. */
    readonly failing: readonly number[];
    readonly critical: readonly number[];
    /** … is not evaluable, on records that are not evaluable. */
    readonly unknown: readonly number[];
    /** … fails under a waiver. */
    readonly waived: readonly number[];
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A tally that is still being added to. */
export interface OpenTally extends CriterionTally {
  readonly counts: Writable<Standing>;
  readonly unwaived: Writable<Standing>;
  waived: number;
  readonly value: Writable<ValueTally>;
  readonly byRule: { readonly [K in keyof CriterionTally['byRule']]: number[] };
}

/** A tally of no records. */
export function emptyTally({ rubric, criterion, rules }: Evidence): OpenTally {
  const zeros = (): number[] => rules.map(() => 0);
  return {
    rubric,
    criterion: criterion.id,
    rules,
    counts: { ...nothing },
    unwaived: { ...nothing },
    waived: 0,
    value: { cents: 0, halves: 0, unknown: 0 },
    byRule: { failing: zeros(), critical: zeros(), unknown: zeros(), waived: zeros() },
  };
}

export function addStanding(into: Writable<Standing>, more: Standing): void {
  into.applicable += more.applicable;
  into.evaluable += more.evaluable;
  into.halves += more.halves;
  into.worstHalves += more.worstHalves;
  into.failed += more.failed;
  into.warned += more.warned;
  into.critical += more.critical;
}

function addEach(into: number[], more: readonly number[]): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? 0) + (more[i] ?? 0);
}

/** Adds a tally of the same criterion and the same rules. */
export function addTally(into: OpenTally, more: CriterionTally): void {
  const isSame =
    into.criterion === more.criterion && (into.rules === more.rules || `${into.rules}` === `${more.rules}`);
  if (!isSame) throw new Error(`tallies of ${into.criterion} were made with different rules`);
  addStanding(into.counts, more.counts);
  addStanding(into.unwaived, more.unwaived);
  into.waived += more.waived;
  into.value.cents += more.value.cents;
  into.value.halves += more.value.halves;
  into.value.unknown += more.value.unknown;
  addEach(into.byRule.failing, more.byRule.failing);
  addEach(into.byRule.critical, more.byRule.critical);
  addEach(into.byRule.unknown, more.byRule.unknown);
  addEach(into.byRule.waived, more.byRule.waived);
}

/** Adds a deal's amount, in the report's currency; a blank or negative one weighs nothing. */
export function addValue(into: Writable<ValueTally>, amount: number | null | undefined, halves: number): void {
  if (amount === null) return;
  const cents = amount === undefined ? Number.NaN : Math.round(amount * 100);
  if (!Number.isSafeInteger(cents * 2)) into.unknown += 1;
  else if (cents > 0) {
    into.cents += cents;
    into.halves += cents * halves;
  }
}
