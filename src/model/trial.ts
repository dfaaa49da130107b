import type { AreaResult, AuditResult, CertificationResult, Finding, RepResult } from './audit-result.ts';

interface Change<T> {
  readonly from: T;
  readonly to: T;
}

/** A finding that stays, with another severity. */
export interface Reweighed extends Change<Finding['severity']> {
  readonly fingerprint: string;
  readonly rule: string;
  readonly record: Finding['record'];
}

export interface LevelChange extends Change<AreaResult['level']> {
  readonly certification: string;
  readonly area: string;
  readonly passRate: Change<AreaResult['passRate']>;
}

export interface VerdictChange extends Change<CertificationResult['verdict']> {
  readonly id: string;
  readonly total: Change<number>;
  readonly outOf: number;
}

/** What a trial changes for one owner. */
export interface RepTrial extends Pick<RepResult, 'id' | 'kind' | 'name' | 'email'> {
  readonly score: Change<RepResult['score']>;
  readonly verdicts: readonly VerdictChange[];
  readonly levels: readonly LevelChange[];
  /** Worst first. */
  readonly appear: readonly Finding[];
  readonly disappear: readonly Finding[];
  readonly reweighed: readonly Reweighed[];
}

/** An audit under other rules, set against the audit under those in force. */
export interface Trial {
  readonly schemaVersion: 1;
  readonly asOf: string;
  readonly source: Pick<AuditResult['source'], 'kind' | 'label'>;
  /** The file that is tried, and the rules that it speaks of. */
  readonly file: string;
  readonly rules: readonly string[];
  readonly summary: {
    readonly appear: number;
    readonly disappear: number;
    readonly reweighed: number;
    readonly verdicts: number;
    readonly levels: number;
    /** Checks that could not be evaluated: a rule that cannot see finds nothing either. */
    readonly notEvaluable: Change<number>;
  };
  /** Owners for whom something changes, by name. */
  readonly reps: readonly RepTrial[];
  /** How many owners there are for whom nothing changes. */
  readonly unchanged: number;
}
