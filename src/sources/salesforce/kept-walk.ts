import type { CsvRow } from '../../lib/csv/read-csv.ts';
import type { Gap } from '../../model/dataset.ts';
import type { Pull } from '../live/pull.ts';
import { gapIn } from './kept-gaps.ts';

/**
 * What a walk has read so far, query by query, in a file where it takes long: an interrupted one goes on behind its last
 * whole query. The queries come in the same order each time, since each follows from the rows of those before it.
 */
export interface KeptWalk {
  /** Rows of the first queries are there. */
  readonly isBegun: boolean;
  /** Rows of the next query, where they are all there; `undefined` from the first query on that is to be asked. */
  readonly replay: () => AsyncIterable<readonly CsvRow[]> | undefined;
  /** Keeps rows of the query at hand, and gaps among them; `isLast` with its last ones. */
  readonly keep: (rows: readonly CsvRow[], gaps: readonly { readonly gap: Gap }[], isLast: boolean) => Promise<void>;
  /** Nothing more is going to be asked. */
  readonly end: () => Promise<void>;
}

/** A row behind the number of its query. */
interface Numbered {
  readonly query: number;
  readonly row: CsvRow;
}

/** Cells that were not known came back as `null`. */
function numberedIn(kept: unknown): Numbered {
  const [query, ...cells]: readonly unknown[] = Array.isArray(kept) ? kept : [];
  const row = cells.map((cell) => (typeof cell === 'string' ? cell : undefined));
  return { query: typeof query === 'number' ? query : -1, row };
}

/** The rows among what was kept, the gaps being told. */
const rowsIn = (batch: readonly unknown[], note: (gap: Gap) => void): readonly Numbered[] =>
  batch.flatMap((kept) => {
    const gap = gapIn(kept);
    if (gap === undefined) return [numberedIn(kept)];
    note(gap);
    return [];
  });

/** How many of them, from the first on, are of a query. */
function countOf(query: number, rows: readonly Numbered[]): number {
  const other = rows.findIndex((one) => one.query !== query);
  return other < 0 ? rows.length : other;
}

/** Rows in the order of their queries, each query taken off in turn. */
function startReplay(pull: Pull, note: (gap: Gap) => void) {
  const batches = pull.arrived()[Symbol.asyncIterator]();
  let pending: readonly Numbered[] = [];
  let hasEnded = false;
  const fill = async (): Promise<void> => {
    while (pending.length === 0 && !hasEnded) {
      const next = await batches.next();
      if (next.done === true) hasEnded = true;
      else pending = rowsIn(next.value, note);
    }
  };
  return async function* of(query: number): AsyncGenerator<readonly CsvRow[]> {
    do {
      await fill();
      const count = countOf(query, pending);
      yield pending.slice(0, count).map(({ row }) => row);
      pending = pending.slice(count);
    } while (pending.length === 0 && !hasEnded);
  };
}

/** `note` is told of the gaps that were kept. */
export function keepWalk(pull: Pull, note: (gap: Gap) => void): KeptWalk {
  const done = pull.cursor === null ? Number.POSITIVE_INFINITY : Number(pull.cursor ?? 0);
  const rowsOf = startReplay(pull, note);
  let at = 0;
  return {
    isBegun: done > 0,
    replay: () => {
      if (at >= done) return undefined;
      at += 1;
      return rowsOf(at - 1);
    },
    keep: async (rows, gaps, isLast) => {
      const numbered = rows.map((row) => [at, ...row]);
      if (isLast) at += 1;
      await pull.keep([...numbered, ...gaps], isLast ? String(at) : undefined);
    },
    end: async () => {
      if (pull.cursor !== null) await pull.keep([], null);
    },
  };
}
