/** How many rows are named one by one; all are counted. */
const NAMED = 20;

/** One row that could not be read; `line` is the physical line on which it begins, from 1. */
export interface SetAsideRow {
  readonly line: number;
  readonly reason: string;
}

/** Rows that were not read: how many, and the first 20 of them. Reasons never quote the row. */
export interface SetAside {
  readonly count: number;
  readonly first: readonly SetAsideRow[];
}

/** A `SetAside` that still grows. */
export interface SetAsideLog {
  count: number;
  readonly first: SetAsideRow[];
}

/** Counts one more row. */
export function setAside(log: SetAsideLog, line: number, reason: string): void {
  log.count++;
  if (log.first.length < NAMED) log.first.push({ line, reason });
}
