import { type Severity, severities } from '../model/rule.ts';
import type { Outcome } from '../model/verdict.ts';

/**
 * What the tally sees of the checks on one record: one byte per rule, at the rule's place in the list that the tally
 * was created with. A byte of 0 is "not applicable", so an audit loop may reuse one cleared array for every record.
 */
export type Marks = Readonly<Uint8Array>;

/** One check as the tally needs it. Superseded failures are passed as not applicable. */
export interface TalliedCheck {
  readonly outcome: Outcome;
  /** Of a failure, its severity; of a check that is not evaluable, the gravest that the rule could have on the record. */
  readonly severity: Severity;
  readonly isWaived?: boolean;
}

// The order matters: marks from `info` on are failures, and `mark + waived` is the same failure under a waiver.
const passed = 1;
const unknown = 2;
const unknownWarning = 3;
const unknownInfo = 4;
const failed = { info: 5, warning: 6, error: 7, critical: 8 } as const satisfies Record<Severity, number>;
const waived = 8;

const unknownAs = { info: unknownInfo, warning: unknownWarning, error: unknown, critical: unknown } as const;

/** The byte that stands for a check. A waiver says something about failures only. */
export function markOf({ outcome, severity, isWaived = false }: TalliedCheck): number {
  switch (outcome) {
    case 'not-applicable':
      return 0;
    case 'pass':
      return passed;
    case 'not-evaluable':
      return unknownAs[severity];
    case 'fail':
      return failed[severity] + (isWaived ? waived : 0);
  }
}

const isFailure = (mark: number): boolean => mark >= failed.info && mark <= failed.critical;
const isWaivedFailure = (mark: number): boolean => mark > failed.critical;

/** The mark with its failure waived; any other stays. */
export const waivedMark = (mark: number): number => (isFailure(mark) ? mark + waived : mark);
/** The mark with its failure counted, whoever waived it; any other stays. */
export const countedMark = (mark: number): number => (isWaivedFailure(mark) ? mark - waived : mark);
/** The mark with its failure mended; any other stays. */
export const mendedMark = (mark: number): number => (mark >= failed.info ? passed : mark);
/** Whether it is a failure that nobody waived. */
export const isCounted = isFailure;
/** Of a failure that counts, its severity. */
export const severityOf = (mark: number): Severity | null =>
  isFailure(mark) ? (severities[mark - failed.info] ?? null) : null;
/** Whether it is a check that could not be evaluated. */
export const isUnknownMark = (mark: number): boolean => mark >= unknown && mark <= unknownInfo;

/** The marks seen on a record are a set of bits, so that order and repetition cannot matter. */
export const bitOf = (mark: number): number => 1 << mark;

const anyUnknown = bitOf(unknown) | bitOf(unknownWarning) | bitOf(unknownInfo);
const unwaived = 0x1ff;
const anyCostly = bitOf(failed.warning) | bitOf(failed.error) | bitOf(failed.critical);

/** Bits of the checks that count: waived failures are treated as not there. */
export const asJudged = (seen: number): number => seen & unwaived;
/** Bits of the checks as they would count if no waiver had been given. */
export const asIfUnwaived = (seen: number): number => (seen | (seen >> waived)) & unwaived;

export const hasWaived = (seen: number): boolean => seen > unwaived;
export const hasUnknown = (seen: number): boolean => (seen & anyUnknown) !== 0;
/** A failure that costs credit: info costs nothing. */
export const hasCostlyFailure = (seen: number): boolean => (seen & anyCostly) !== 0;
export const hasCritical = (seen: number): boolean => (seen & bitOf(failed.critical)) !== 0;
/** Something about the record was seen: a pass, or a failure of any severity. */
export const hasEvaluated = (seen: number): boolean => (seen & (bitOf(passed) | bitOf(failed.info) | anyCostly)) !== 0;

const hasOnlyWarnings = (seen: number): boolean => (seen & anyCostly) === bitOf(failed.warning);
const isApplicable = (seen: number): boolean => (seen & ~1) !== 0;

/** How many records stand where; a single record's standing is a count of one. Credit is kept in halves: exact. */
export interface Standing {
  readonly applicable: number;
  readonly evaluable: number;
  /** Twice the credit: 2 for a record that fails nothing, 1 for warnings only, 0 otherwise. */
  readonly halves: number;
  /** Twice the credit when every unknown is counted as a failure. */
  readonly worstHalves: number;
  /** Fail an error or critical check. */
  readonly failed: number;
  /** Fail warnings only. */
  readonly warned: number;
  /** Fail a critical check. */
  readonly critical: number;
}

export const nothing: Standing = {
  applicable: 0,
  evaluable: 0,
  halves: 0,
  worstHalves: 0,
  failed: 0,
  warned: 0,
  critical: 0,
};

const creditOf = (seen: number): 0 | 1 | 2 => (!hasCostlyFailure(seen) ? 2 : hasOnlyWarnings(seen) ? 1 : 0);

/** The credit if every unknown were a failure: one of severity info would cost nothing even then. */
function worstOf(seen: number, halves: number): number {
  if ((seen & bitOf(unknown)) !== 0) return 0;
  return (seen & bitOf(unknownWarning)) !== 0 ? Math.min(halves, 1) : halves;
}

function judge(seen: number, isCoreUnknown: boolean): Standing {
  if (!isApplicable(seen)) return nothing;
  const halves = creditOf(seen);
  // A record of which nothing at all could be seen must not pass for want of a core check.
  if (halves === 2 && (isCoreUnknown || !hasEvaluated(seen))) return { ...nothing, applicable: 1 };
  return {
    applicable: 1,
    evaluable: 1,
    halves,
    worstHalves: worstOf(seen, halves),
    failed: Number(halves === 0),
    warned: Number(halves === 1),
    critical: Number(hasCritical(seen)),
  };
}

// Nine bits of marks, and one for "a core check is unknown": every answer there is, worked out once.
const standings: readonly Standing[] = Array.from({ length: 1024 }, (_, bits) =>
  judge(bits & unwaived, bits > unwaived),
);

/**
 * Where one record stands in one criterion, from the marks of its rules (`seen`) and of its core rules (`core`), both
 * passed through `asJudged` or `asIfUnwaived`.
 */
export function standingOf(seen: number, core: number): Standing {
  return standings[hasUnknown(core) ? seen | (unwaived + 1) : seen] ?? nothing;
}
