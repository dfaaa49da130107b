import type { MirrorRow, TableChange } from '../model/mirror.ts';

/** A page after its rows were changed. */
export interface MergedPage {
  readonly rows: readonly MirrorRow[];
  /** Not one row of it is other than it was. */
  readonly isSame: boolean;
}

const isEqual = (a: MirrorRow, b: MirrorRow): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Applies changes to the rows of a table, page by page. Where ids ascend, new rows come in their places; else they come
 * last. What has changed in truth is counted.
 */
export function startMerge({ rows, gone }: TableChange, isSorted: boolean) {
  const unplaced = new Set(rows.keys());
  const fresh = isSorted ? [...rows.keys()].filter((id) => !gone.has(id)).sort() : [];
  let next = 0;
  const counts = { rows: 0, gone: 0 };

  /** Takes the new rows that come before an id; those that are not new by then have been placed. */
  const before = (id: string | undefined): readonly MirrorRow[] => {
    const found: MirrorRow[] = [];
    for (; next < fresh.length; next += 1) {
      const own = fresh[next];
      if (own === undefined || (id !== undefined && own >= id)) break;
      const row = rows.get(own);
      if (row !== undefined && unplaced.delete(own)) found.push(row);
    }
    counts.rows += found.length;
    return found;
  };

  /** What a row has become. */
  const changed = (old: MirrorRow): readonly MirrorRow[] => {
    const [id] = old;
    const row = rows.get(id);
    unplaced.delete(id);
    if (gone.has(id)) {
      counts.gone += 1;
      return [];
    }
    if (row === undefined || isEqual(old, row)) return [old];
    counts.rows += 1;
    return [row];
  };

  return {
    counts: (): { readonly rows: number; readonly gone: number } => counts,
    page: (old: readonly MirrorRow[]): MergedPage => {
      const out: MirrorRow[] = [];
      const counted = counts.rows + counts.gone;
      for (const row of old) out.push(...before(row[0]), ...changed(row));
      return { rows: out, isSame: counted === counts.rows + counts.gone };
    },
    /** The new rows that are left. */
    rest: (): readonly MirrorRow[] => {
      if (isSorted) return before(undefined);
      const left = [...rows.values()].filter(([id]) => unplaced.has(id) && !gone.has(id));
      counts.rows += left.length;
      return left;
    },
  };
}
