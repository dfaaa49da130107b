/** How many minima stand for a text: they estimate a similarity of 0.9 with a standard error of 0.027 (Broder 1997). */
export const MINIMA = 128;

/** Rows of one page. */
const PAGE = 1024;

/** The minima of many texts, in pages that grow with them and hold no object for each. */
export interface MinimaTable {
  /** The row under which they are found from then on. */
  readonly add: (minima: Uint32Array) => number;
  /** The minima of a row; a view, to be copied by whoever keeps it. */
  readonly of: (row: number) => Uint32Array;
  /** A hash of the minima from `from` up to, not including, `to`. */
  readonly hash: (row: number, from: number, to: number) => number;
  /** Whether so many minima of two rows are equal at least. Looks at no more of them than it takes. */
  readonly agree: (a: number, b: number, least: number) => boolean;
}

export function createMinimaTable(): MinimaTable {
  const pages: Uint32Array[] = [];
  const none = new Uint32Array(0);
  let rows = 0;
  const pageOf = (row: number): Uint32Array => pages[Math.floor(row / PAGE)] ?? none;
  const startOf = (row: number): number => (row % PAGE) * MINIMA;
  return {
    add: (minima) => {
      if (rows % PAGE === 0) pages.push(new Uint32Array(PAGE * MINIMA));
      pageOf(rows).set(minima, startOf(rows));
      return rows++;
    },
    of: (row) => pageOf(row).subarray(startOf(row), startOf(row) + MINIMA),
    hash: (row, from, to) => {
      const [page, start] = [pageOf(row), startOf(row)];
      let hash = from;
      for (let at = start + from; at < start + to; at++) hash = Math.imul(hash ^ (page[at] ?? 0), 0x01000193);
      return hash;
    },
    agree: (a, b, least) => {
      const [one, other] = [pageOf(a), pageOf(b)];
      const [from, to] = [startOf(a), startOf(b)];
      let spare = MINIMA - least;
      for (let at = 0; at < MINIMA; at++) if (one[from + at] !== other[to + at] && --spare < 0) return false;
      return true;
    },
  };
}
