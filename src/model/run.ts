import type { AuditResult } from './audit-result.ts';
import type { RecordType } from './records.ts';

/** What a rule can read, as plain data: instants are milliseconds since 1970, dates are days since then. */
export type Feature = string | number | boolean | null | readonly Feature[] | { readonly [key: string]: Feature };

/**
 * One record in scope as it was judged, with the values that its rules read: enough to tally it again, and to judge it
 * again under other rules, without the CRM.
 */
export interface JudgedRecord {
  /** Whose page it stands on: the id of the owner, else the e-mail address, else the name, else ''. */
  readonly rep: string;
  readonly type: RecordType;
  readonly id: string;
  readonly name: string | null;
  /** Status category of a lead, stage of a deal; `null` is not known. */
  readonly stratum: string | null;
  /** Of a deal, in the report's currency; absent where it is not known. */
  readonly amount?: number | null;
  /** One digit to the base 36 for each rule of the run, in its order: what `markOf` gives. */
  readonly marks: string;
  /** One character for each scenario of the run: `1` observed, `0` not, `?` not known. */
  readonly scenarios: string;
  /** Values of the names that rules and scenarios read, by path. What is absent is not known. */
  readonly features: Readonly<Record<string, Feature>>;
}

/** The files of a pack or rubric as they were in force, so that a run can be judged again years later. */
export interface PinnedFile {
  /** `sha256:…` of `text`. */
  readonly hash: string;
  /** `rules/status/stale-lead.yaml`, `threadcount.yaml`: never an absolute path. */
  readonly name: string;
  readonly text: string;
}

/** One audit as it is stored: what was reported, what it rests on, and the rules that were in force. */
export interface Run {
  readonly head: RunHead;
  readonly result: AuditResult;
  /** Ids of the rules behind `JudgedRecord.marks`. */
  readonly rules: readonly string[];
  readonly records: readonly JudgedRecord[];
  readonly pinned: readonly PinnedFile[];
}

/** What is known of a run without opening it. */
export interface RunHead {
  /** The first 12 hexadecimal digits of a hash over everything that decides the run: the same audit has the same id. */
  readonly id: string;
  readonly asOf: string;
  /** What was asked for, in one line: runs of the same scope are compared with each other. Empty: everyone. */
  readonly scope: string;
  readonly source: AuditResult['source']['kind'];
  readonly configHash: string;
  readonly dataHash: string;
  readonly packs: readonly { readonly id: string; readonly version: string; readonly hash: string }[];
  readonly score: number | null;
  readonly reps: number;
  readonly records: number;
}
