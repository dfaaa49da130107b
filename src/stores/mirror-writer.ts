import type { MirrorPage, MirrorRow } from '../model/mirror.ts';
import { hashOf, packPage } from './pages.ts';

/**
 * Characters of JSON to a page. Smaller ones than those of runs: a page is written again when one of its rows changes,
 * and compresses to 4 % more than one of four times its size.
 */
const PAGE_LENGTH = 1 << 18;

/** A table as it is going to be stored. */
export interface WrittenTable {
  readonly pages: readonly MirrorPage[];
  readonly rows: number;
  readonly isSorted: boolean;
}

/** Cuts the rows of a table into pages as they come. Pages that are `known` are named, and not compressed again. */
export function startTable(known: ReadonlySet<string>) {
  const pages: MirrorPage[] = [];
  let texts: string[] = [];
  let length = 0;
  let rows = 0;
  let isSorted = true;
  let last = '';

  const count = (some: readonly MirrorRow[]): void => {
    for (const [id] of some) {
      isSorted &&= last < id;
      last = id;
    }
    rows += some.length;
  };
  const cut = async (): Promise<void> => {
    if (texts.length === 0) return;
    const text = `[${texts.join(',')}]`;
    const hash = hashOf(Buffer.from(text));
    [texts, length] = [[], 0];
    if (known.has(hash)) pages.push({ hash, size: Buffer.byteLength(text) });
    else pages.push(await packPage(text));
  };

  return {
    add: async (some: readonly MirrorRow[], most = PAGE_LENGTH): Promise<void> => {
      count(some);
      for (const row of some) {
        const text = JSON.stringify(row);
        texts.push(text);
        length += text.length + 1;
        if (length >= most) await cut();
      }
    },
    /** A page as it stood, whose rows are all the same. */
    addPage: async (page: MirrorPage, some: readonly MirrorRow[]): Promise<void> => {
      await cut();
      count(some);
      pages.push(page);
    },
    /** Ends a page where one ended before, so that those behind it stay the same; what is small goes with the next. */
    cutHere: async (): Promise<void> => {
      if (length >= PAGE_LENGTH / 4) await cut();
    },
    close: async (): Promise<WrittenTable> => {
      await cut();
      return { pages, rows, isSorted };
    },
  };
}

/** Pages that rows were added to may grow so far before they are cut in two. */
export const MOST_LENGTH = 2 * PAGE_LENGTH;
