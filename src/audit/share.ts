import type { AuditResult, RepResult } from '../model/audit-result.ts';
import type { JudgedRecord } from '../model/run.ts';
import type { CriterionTally } from '../score/criterion-tally.ts';
import type { HandedFindings } from './kept-findings.ts';
import type { Pardons } from './pardons.ts';
import type { LeftOut } from './scope.ts';

/** What one of several threads tells of the records that it judged, beside what it found of their owners. */
export interface Told {
  readonly leftOut: LeftOut;
  readonly waivers: ReturnType<Pardons['found']>;
  readonly sample: AuditResult['scope']['sample'];
  /** Records in scope that were not drawn into the sample. */
  readonly undrawn: number;
}

/** One owner as they stand in the result, but for the findings. */
export type RepShare = Omit<RepResult, 'findings'>;

/** All that one of several threads hands over: plain data, which can be cloned into another thread. */
export interface Share {
  readonly reps: readonly RepShare[];
  readonly findings: HandedFindings;
  /** By the key of the owner, in the order of `reps`. */
  readonly tallies: readonly (readonly [string, readonly CriterionTally[]])[];
  readonly told: Told;
  /** As `keep` is handed them, where anybody asks. */
  readonly records: readonly JudgedRecord[];
  /** Over the rows and owners that were read, and how many records each has: the same in every thread. */
  readonly seal: string;
}
