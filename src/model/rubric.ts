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
  readonly hash: string;
}
