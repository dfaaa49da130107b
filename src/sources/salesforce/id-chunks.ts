import type { CsvRow } from '../../lib/csv/read-csv.ts';
import { firstPages, MOST_TOGETHER } from './first-pages.ts';
import { type Reads, readQuery } from './read-query.ts';
import type { Query } from './soql.ts';

/** Ids that are asked for in one query. */
export const MOST_IDS = 500;

export function chunksOf<T>(all: readonly T[], size = MOST_IDS): readonly (readonly T[])[] {
  const chunks: (readonly T[])[] = [];
  for (let from = 0; from < all.length; from += size) chunks.push(all.slice(from, from + size));
  return chunks;
}

/** Queries for rows that refer to any of these ids. */
export const amongIds = (query: Query, field: string, ids: readonly string[]): readonly Query[] =>
  chunksOf(ids).map((some) => ({ ...query, among: { field, ids: some } }));

/** Rows of one object among those of others. */
export interface ObjectRows {
  readonly object: string;
  readonly rows: readonly CsvRow[];
}

/** The rows of several queries, five to a call. */
export async function* readEach(reads: Reads, queries: readonly Query[]): AsyncGenerator<ObjectRows> {
  for (const group of chunksOf(queries, MOST_TOGETHER)) {
    const pages = await firstPages(reads.client, group);
    for (const [i, query] of group.entries())
      for await (const { rows } of readQuery(reads, query, pages[i])) yield { object: query.object, rows };
  }
}
