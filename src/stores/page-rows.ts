import { bytesIn, type Database, numberIn, type Row, textIn } from './database.ts';
import type { Page } from './pages.ts';

/** What refers to pages. */
const uses = ['run_pages', 'mirror_pages'] as const;

/** A page as the table of pages holds it. */
export const pageIn = (row: Row): Page => ({
  hash: textIn(row, 'hash'),
  size: numberIn(row, 'size'),
  bytes: bytesIn(row, 'bytes'),
});

const insert = `insert into pages (hash, size, bytes) values (?, ?, ?)
  on conflict (hash) do update set size = excluded.size, bytes = excluded.bytes where pages.bytes <> excluded.bytes`;

/** One that is there already, of whatever run or mirror, is kept once; one that was damaged meanwhile is whole again. */
export const insertPage = async (database: Database, { hash, size, bytes }: Page): Promise<void> =>
  void (await database.query(insert, [hash, size, bytes]));

/** Drops the pages that nothing refers to; `from` are the tables that there are. */
export async function dropLoosePages(database: Database, from: readonly (typeof uses)[number][] = uses): Promise<void> {
  const unused = from.map((table) => `not exists (select 1 from ${table} where page = pages.hash)`);
  await database.query(`delete from pages where ${unused.join(' and ')}`);
}
