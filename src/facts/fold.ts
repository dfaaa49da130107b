/**
 * A fold over a stream: every row is folded into a small accumulator of the records that it is about, at once or, where
 * a few numbers of it take less than that would (`folds/kept-rows.ts`), when a record is judged. The order of rows never shows in a result, and `merge` joins what two
 * workers, shards or pulls have folded of the same record.
 */
export interface Fold<Row, Acc> {
  /** Whether a row says anything to the fold: one that does not begins no accumulator. All rows do where this is left out. */
  readonly takes?: (row: Row) => boolean;
  readonly start: () => Acc;
  /** Folds a row in; may change and return the accumulator it was given. */
  readonly step: (acc: Acc, row: Row) => Acc;
  readonly merge: (a: Acc, b: Acc) => Acc;
}

/** The accumulators of one fold by record id. */
export interface Folded<Row, Acc> {
  readonly add: (id: string, row: Row) => void;
  readonly of: (id: string) => Acc | undefined;
  readonly join: (other: Folded<Row, Acc>) => void;
  readonly entries: () => IterableIterator<[string, Acc]>;
}

export function startFold<Row, Acc>(fold: Fold<Row, Acc>): Folded<Row, Acc> {
  const table = new Map<string, Acc>();
  const put = (id: string, acc: Acc, before: Acc | undefined): void => {
    if (acc !== before) table.set(id, acc);
  };
  return {
    add: (id, row) => {
      if (fold.takes?.(row) === false) return;
      const before = table.get(id);
      put(id, fold.step(before ?? fold.start(), row), before);
    },
    of: (id) => table.get(id),
    join: (other) => {
      for (const [id, acc] of other.entries()) {
        const before = table.get(id);
        put(id, before === undefined ? acc : fold.merge(before, acc), before);
      }
    },
    entries: () => table.entries(),
  };
}
