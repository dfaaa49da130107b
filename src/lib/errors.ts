/** Where in a file a problem stands; `line` and `column` count from 1. */
export interface Position {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** One thing wrong with what the user gave us: where, what was expected, and what to do about it. */
export interface Problem {
  readonly message: string;
  readonly at?: Position;
  /** What to do about it, or the nearest valid name ("did you mean …?"). */
  readonly hint?: string;
}

/** Exit codes of the command line, as published. */
export const EXIT = { done: 0, gateFailed: 1, wrongInput: 2, unreadable: 3, bug: 70, interrupted: 130 } as const;

/** Wrong input: carries every problem found, never only the first. Exit code 2. */
export class UserError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: Problem | readonly Problem[]) {
    const list: readonly Problem[] = 'message' in problems ? [problems] : problems;
    super(list.map(formatProblem).join('\n'));
    this.name = 'UserError';
    this.problems = list;
  }
}

/** The source could not be read: credentials, network, API limit, I/O, or too many bad rows. Exit code 3. */
export class SourceError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: Problem | readonly Problem[], options?: ErrorOptions) {
    const list: readonly Problem[] = 'message' in problems ? [problems] : problems;
    super(list.map(formatProblem).join('\n'), options);
    this.name = 'SourceError';
    this.problems = list;
  }
}

/** `rules/a.yaml:3:7: unknown key "sverity" (did you mean "severity"?)` */
export function formatProblem({ at, message, hint }: Problem): string {
  const place = at ? `${[at.file, at.line, at.column].filter((part) => part !== undefined).join(':')}: ` : '';
  return `${place}${message}${hint ? ` (${hint})` : ''}`;
}
