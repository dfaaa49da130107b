/** A written scenario, or an exception that a manager leads somebody through. */
export const evaluationKinds = ['written', 'exception'] as const;
export type EvaluationKind = (typeof evaluationKinds)[number];

/** What an evaluator found in one criterion, with the words of the answer that show it. */
export interface EvaluatedCriterion {
  readonly criterion: string;
  readonly level: 1 | 2 | 3 | 4;
  readonly quote: string;
}

/** An evaluation as the ledger has it. */
export interface Evaluation {
  /** Hash of its entry. */
  readonly entry: string;
  readonly kind: EvaluationKind;
  readonly certification: string;
  /** Whose answer it is: id, e-mail address or name. */
  readonly rep: string;
  readonly evaluator: string;
  /** The day of the evaluation, `YYYY-MM-DD`. */
  readonly date: string;
  readonly scores: readonly EvaluatedCriterion[];
}

/** A level that a person gave, in force on the day of a decision. */
export interface GivenLevel {
  readonly entry: string;
  readonly kind: EvaluationKind;
  readonly criterion: string;
  readonly level: 1 | 2 | 3 | 4;
  readonly quote: string;
  readonly evaluator: string;
  readonly date: string;
  /** The last day on which it counts. */
  readonly expires: string;
}
