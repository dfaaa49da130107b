import type { Duration } from '../lib/duration.ts';
import type { Span } from '../lib/span.ts';

/** One criterion of a certification: which rules on which records are its evidence, and how it is held. */
export interface Criterion {
  readonly id: string;
  readonly title: string;
  /** The standard, in the words of the scorecard. */
  readonly standard: string;
  /** Rule ids or `area/*`. */
  readonly rules: readonly string[];
  /** Record types that count; a rule may be written for more. */
  readonly on: readonly ('lead' | 'deal')[];
  /** A record whose core check is not evaluable, and which fails nothing, is not evaluable for the criterion. */
  readonly core: readonly string[];
  /** Scored by a person on a written scenario, not from records. */
  readonly isWritten: boolean;
  readonly weight: number;
}

/** A certification: its criteria and every number of the decision. Shares are 0–1. */
export interface Rubric {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** `YYYY-MM-DD` */
  readonly reviewBy: string;
  /** When its content last changed, `YYYY-MM-DD`. */
  readonly changed?: string;
  readonly criteria: readonly Criterion[];
  /** Lowest pass rate of levels 4, 3 and 2; below the last is level 1. */
  readonly bands: { readonly 4: number; readonly 3: number; readonly 2: number };
  /** Sum of levels that certifies. */
  readonly threshold: number;
  /** No criterion may be below this level. */
  readonly floor: number;
  readonly minimumRecords: number;
  readonly minimumEvaluability: number;
  /** A failing critical check caps at `level`; `records` or more of them that are also over `share` cap at `severeLevel`. */
  readonly caps: {
    readonly level: number;
    readonly severeLevel: number;
    readonly records: number;
    readonly share: number;
  };
  /** More than this share of a criterion's records waived is insufficient evidence. */
  readonly maximumWaived: number;
  readonly validity: string;
  readonly program: Program;
  readonly hash: string;
}

/** What somebody is held to in one role. */
export interface RoleNeeds {
  /** Criteria that must have a level; the others count where there is enough of them, and are left out elsewhere. */
  readonly needs: readonly string[];
  /** Sum of levels that certifies, by the number of criteria that count. */
  readonly thresholds: Readonly<Record<number, number>>;
}

/** Everything around the decision. */
export interface Program {
  /** By role; `null` where the rubric names none and everybody is held to all of it. */
  readonly roles: Readonly<Record<string, RoleNeeds>> | null;
  readonly provisional: {
    /** Who started less than this ago may be certified on scenarios alone. */
    readonly earlyRamp: Span;
    readonly validity: Span;
    /** What an unscored written scenario is taken to reach. */
    readonly expectedWritten: 1 | 2 | 3 | 4;
  };
  readonly evaluations: {
    readonly validity: Span;
    /** Characters that a quote must have. */
    readonly minimumQuote: number;
    /** Criteria for which an exception scenario stands in where records are too few or too little readable. */
    readonly exceptionStandsIn: readonly string[];
  };
  readonly remediation: {
    readonly coaching: Duration;
    readonly recertification: Duration;
    /** Pieces of evidence quoted for each criterion, and prompts to practice on. */
    readonly evidence: number;
    readonly prompts: number;
  };
  readonly reinforcement: {
    /** `manager`, or who else coaches. */
    readonly coach: string;
    readonly every: Duration;
    readonly sessions: number;
    readonly records: number;
  };
}
