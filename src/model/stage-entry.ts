import type { Outcome } from './verdict.ts';

/** A closed deal as it came into a stage, and what rules said of it then. */
export interface StageEntry {
  readonly deal: string;
  readonly stage: string;
  readonly at: number;
  readonly isWon: boolean;
  /** One for each rule that was asked, in their order. */
  readonly outcomes: readonly Outcome[];
}
