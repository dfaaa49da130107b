import type { Finding } from './audit-result.ts';
import type { RecordType } from './records.ts';
import type { Severity } from './rule.ts';
import type { Evidence, Outcome } from './verdict.ts';

/** One input of a check: the name in the rule, and what it held; `unknown` where the source could not say. */
export interface CheckInput {
  readonly name: string;
  readonly value: Evidence['value'];
  readonly isKnown: boolean;
}

/** One rule on one record, with everything that went into the verdict. */
export interface ExplainedCheck {
  readonly rule: string;
  /** Of the finding that a failure is, for waivers and appeals. */
  readonly fingerprint: string | null;
  /** Of the finding: it stands and does not count, or is contested. */
  readonly waiver: Finding['waiver'];
  readonly appeal: Finding['appeal'];
  readonly title: string;
  readonly area: string;
  readonly outcome: Outcome;
  readonly severity: Severity | null;
  /** It fails too, and another finding on this record is the cause. */
  readonly isSuperseded: boolean;
  readonly message: string | null;
  readonly fix: string | null;
  /** Why it could not be evaluated. */
  readonly reason: string | null;
  readonly when: string | null;
  readonly expect: string;
  readonly inputs: readonly CheckInput[];
  readonly evidence: readonly Evidence[];
}

/** Every check on one record. */
export interface Explanation {
  readonly schemaVersion: 1;
  readonly asOf: string;
  readonly source: string;
  readonly record: {
    readonly type: RecordType;
    readonly id: string;
    readonly name: string | null;
    readonly url: string | null;
    readonly owner: string | null;
  };
  readonly checks: readonly ExplainedCheck[];
}
