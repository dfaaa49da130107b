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
