import type { CsvRow } from '../../lib/csv/read-csv.ts';
import { type First, firstPages, MOST_TOGETHER } from './first-pages.ts';
import { type Reads, readQuery } from './read-query.ts';
import type { Query } from './soql.ts';

/** Ids that are asked for in one query: 42,000 of the 100,000 characters that it may have, sent as a body. */
export const MOST_IDS = 2000;

/** Characters of the texts that are asked for in one query. */
const MOST_CHARACTERS = 30_000;

/** Texts, as many together as one query takes. */
export function chunksOfTexts(texts: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let room = 0;
  for (const text of texts) {
    room -= text.length + 8;
    if (room < 0) {
      chunks.push([]);
      room = MOST_CHARACTERS - text.length;
    }
    chunks.at(-1)?.push(text);
  }
  return chunks;
}

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
  /** No more rows of this query are to come: those of the next one follow. */
  readonly isLast: boolean;
}

/** The rows of several queries, five to a call, one query behind the other; `begun` are pages that are there already. */
export async function* readEach(
  reads: Reads,
  queries: readonly Query[],
  begun: readonly First[] = [],
): AsyncGenerator<ObjectRows> {
  const groups = [queries.slice(0, begun.length), ...chunksOf(queries.slice(begun.length), MOST_TOGETHER)];
  for (const [at, group] of groups.entries()) {
    const pages = at === 0 ? begun : await firstPages(reads.client, group);
    for (const [i, query] of group.entries()) {
      const { object } = query;
      for await (const { rows } of readQuery(reads, query, pages[i])) yield { object, rows, isLast: false };
      yield { object, rows: [], isLast: true };
    }
  }
}
