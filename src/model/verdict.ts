import type { Severity } from './rule.ts';

/** The outcome of one rule on one record. */
export const outcomes = ['pass', 'fail', 'not-applicable', 'not-evaluable'] as const;
export type Outcome = (typeof outcomes)[number];

/** A quoted value that decided a verdict: the CRM's own field name, what it holds, and since when if known. */
export interface Evidence {
  readonly field: string;
  readonly value: string | number | boolean | null;
  /** ISO instant. */
  readonly at?: string;
}

/** One check: what a rule says of a record. */
export type Check =
  | { readonly outcome: 'pass' | 'not-applicable'; readonly rule: string }
  | { readonly outcome: 'fail'; readonly rule: string; readonly severity: Severity }
  | {
      readonly outcome: 'not-evaluable';
      readonly rule: string;
      /** The names whose unknown values decided it, such as `record.status.changedAt`. */
      readonly unknown: readonly string[];
    };
