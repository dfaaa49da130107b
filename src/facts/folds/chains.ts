import { grownInts } from '../../lib/grown.ts';

/** Rows of records, by number: of every record those that it has, in the order in which they came. */
export interface Chains {
  /** A row for a record, at its end: the number of a row that is free. */
  readonly add: (record: number) => number;
  readonly countOf: (record: number) => number;
  /** The rows of a record, in order. */
  readonly rowsOf: (record: number) => readonly number[];
  /** Gives up the rows of a record: their numbers are free again. */
  readonly clear: (record: number) => void;
}

/** No row: rows are counted from 1 in here. */
const NONE = 0;

/** Chains of rows in columns of numbers: 4 bytes a row and 12 a record. */
export function startChains(): Chains {
  let nexts = new Int32Array(0);
  let [heads, tails, counts] = [new Int32Array(0), new Int32Array(0), new Int32Array(0)];
  let rows = 0;
  let free = NONE;
  const takeRow = (): number => {
    if (free !== NONE) {
      const row = free;
      free = nexts[row - 1] ?? NONE;
      return row;
    }
    rows += 1;
    nexts = grownInts(nexts, rows);
    return rows;
  };
  return {
    add: (record) => {
      heads = grownInts(heads, record + 1);
      tails = grownInts(tails, record + 1);
      counts = grownInts(counts, record + 1);
      const row = takeRow();
      nexts[row - 1] = NONE;
      const tail = tails[record] ?? NONE;
      if (tail === NONE) heads[record] = row;
      else nexts[tail - 1] = row;
      tails[record] = row;
      counts[record] = (counts[record] ?? 0) + 1;
      return row - 1;
    },
    countOf: (record) => counts[record] ?? 0,
    rowsOf: (record) => {
      const found = new Array<number>(counts[record] ?? 0);
      let row = heads[record] ?? NONE;
      for (let i = 0; i < found.length; i += 1) {
        found[i] = row - 1;
        row = nexts[row - 1] ?? NONE;
      }
      return found;
    },
    clear: (record) => {
      const tail = tails[record] ?? NONE;
      if (tail === NONE) return;
      nexts[tail - 1] = free;
      free = heads[record] ?? NONE;
      heads[record] = NONE;
      tails[record] = NONE;
      counts[record] = 0;
    },
  };
}
