/** Rows by key, many rows to a key, as they are being collected: 8 bytes for each entry. */
export interface KeyTable {
  /** Keys are any 32 bits, rows from 0 to 2^31 - 1. */
  readonly add: (key: number, row: number) => void;
  /** Ends collecting and puts the entries in order, for which as many bytes are needed again. */
  readonly finish: () => SortedKeys;
}

export interface SortedKeys {
  /** The rows of a key in ascending order, at most so many. */
  readonly rowsOf: (key: number, most: number) => readonly number[];
  /** Tells of every row that shares some key with another, some of them several times. */
  readonly eachShared: (tell: (row: number) => void) => void;
}

const PAGE = 2 ** 16;
/** Whole numbers are exact up to so many bits; a key and a row make up one of them. */
const BITS = 53;

/** All entries are added before the first is asked for. */
export function createKeyTable(): KeyTable {
  // Keys and rows in turn.
  const pages: Int32Array[] = [];
  let count = 0;
  let lastRow = 0;
  return {
    add: (key, row) => {
      const place = (count * 2) % PAGE;
      if (place === 0) pages.push(new Int32Array(PAGE));
      const page = pages.at(-1);
      if (page === undefined) return;
      page[place] = key;
      page[place + 1] = row;
      count++;
      lastRow = Math.max(lastRow, row);
    },
    finish: () => {
      const rowBits = 32 - Math.clz32(lastRow);
      // With millions of rows the lowest bits of a key have to go.
      const cut = Math.max(0, 32 + rowBits - BITS);
      const rows = 2 ** rowBits;
      const entries = new Float64Array(count);
      for (let at = 0; pages.length > 0; ) {
        const page = pages.shift() ?? new Int32Array();
        for (let place = 0; place < PAGE && at < count; place += 2)
          entries[at++] = ((page[place] ?? 0) >>> cut) * rows + (page[place + 1] ?? 0);
      }
      return reader(entries.sort(), rows, cut);
    },
  };
}

/** Reads entries in order, each of them `rows` times a key without its lowest `cut` bits, and a row. */
function reader(entries: Float64Array, rows: number, cut: number): SortedKeys {
  const keyAt = (at: number): number => Math.floor((entries[at] ?? -1) / rows);
  return {
    rowsOf: (key, most) => {
      const wanted = key >>> cut;
      const found: number[] = [];
      for (let at = firstFrom(entries, wanted * rows); found.length < most && keyAt(at) === wanted; at++)
        found.push((entries[at] ?? 0) - wanted * rows);
      return found;
    },
    eachShared: (tell) => {
      for (let at = 0; at < entries.length; at++) {
        const key = keyAt(at);
        if (key === keyAt(at - 1) || key === keyAt(at + 1)) tell((entries[at] ?? 0) - key * rows);
      }
    },
  };
}

/** The place of the first entry that is not less. */
function firstFrom(entries: Float64Array, least: number): number {
  let [from, to] = [0, entries.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((entries[middle] ?? 0) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
