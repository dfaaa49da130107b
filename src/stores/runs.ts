import { byCodeUnit } from '../lib/code-order.ts';
import { SourceError } from '../lib/errors.ts';
import type { Run, RunHead } from '../model/run.ts';
import { bytesIn, type Database, numberIn, type Row, textIn } from './database.ts';
import { type Page, packPage, pageTexts, unpackPage } from './pages.ts';
import { type PageKind, pageKinds, putTogether, type StoredLevel, type StoredParts, takeApart } from './run-pages.ts';
import type { LevelRow } from './store.ts';

interface PlacedPage {
  readonly kind: PageKind;
  readonly position: number;
  readonly page: Page;
}

const pageOf = (row: Row): Page => ({
  hash: textIn(row, 'hash'),
  size: numberIn(row, 'size'),
  bytes: bytesIn(row, 'bytes'),
});

async function packRun(run: Run): Promise<readonly PlacedPage[]> {
  const parts = takeApart(run);
  const placed: PlacedPage[] = [];
  for (const kind of pageKinds) {
    let position = 0;
    for (const text of pageTexts(parts[kind])) placed.push({ kind, position: position++, page: await packPage(text) });
  }
  return placed;
}

const has = async (database: Database, id: string): Promise<boolean> =>
  (await database.query('select id from runs where id = ?', [id])).length > 0;

async function writeRun(database: Database, head: RunHead, pages: readonly PlacedPage[]): Promise<'kept' | 'known'> {
  // Another process may have been faster.
  if (await has(database, head.id)) return 'known';
  await database.query('insert into runs (id, as_of, head, pages) values (?, ?, ?, ?)', [
    head.id,
    head.asOf,
    JSON.stringify(head),
    pages.length,
  ]);
  for (const { kind, position, page } of pages) {
    const { hash, size, bytes } = page;
    await database.query('insert into pages (hash, size, bytes) values (?, ?, ?) on conflict (hash) do nothing', [
      hash,
      size,
      bytes,
    ]);
    await database.query('insert into run_pages (run, kind, position, page) values (?, ?, ?, ?)', [
      head.id,
      kind,
      position,
      hash,
    ]);
  }
  return 'kept';
}

/** Everything is compressed before the first row is written, so that others wait for the writing alone. */
export async function keepRun(database: Database, run: Run): Promise<'kept' | 'known'> {
  if (await has(database, run.head.id)) return 'known';
  const pages = await packRun(run);
  return database.write(() => writeRun(database, run.head, pages));
}

const headOf = (row: Row): RunHead => JSON.parse(textIn(row, 'head'));

export const readHeads = async (database: Database): Promise<readonly RunHead[]> =>
  (await database.query('select head from runs')).map(headOf);

const damaged = (database: Database, id: string): SourceError =>
  new SourceError({
    message: `the store ${database.label}: the run ${id} is damaged`,
    hint: 'threadcount store check tells what is; threadcount store export --salvage saves the rest',
  });

/** The items of one kind of one run, in their order. What a page holds is what `takeApart` put there: its hash says so. */
async function readItems<T>(database: Database, id: string, kind: PageKind): Promise<T[]> {
  const rows = await database.query(
    `select pages.hash, pages.size, pages.bytes from run_pages join pages on pages.hash = run_pages.page
     where run_pages.run = ? and run_pages.kind = ? order by run_pages.position`,
    [id, kind],
  );
  const items: T[] = [];
  for (const row of rows) {
    const text = await unpackPage(pageOf(row));
    if (text === undefined) throw damaged(database, id);
    const page: readonly T[] = JSON.parse(text);
    for (const item of page) items.push(item);
  }
  return items;
}

const readParts = async (database: Database, id: string): Promise<StoredParts> => ({
  result: await readItems(database, id, 'result'),
  rep: await readItems(database, id, 'rep'),
  finding: await readItems(database, id, 'finding'),
  record: await readItems(database, id, 'record'),
  pinned: await readItems(database, id, 'pinned'),
});

export function readRun(database: Database, id: string): Promise<Run | undefined> {
  return database.read(async () => {
    const [row] = await database.query('select head from runs where id = ?', [id]);
    if (row === undefined) return undefined;
    const run = putTogether(headOf(row), await readParts(database, id));
    if (run === undefined) throw damaged(database, id);
    return run;
  });
}

const byPlace = (a: StoredLevel, b: StoredLevel): number =>
  byCodeUnit(a.rep, b.rep) || byCodeUnit(a.certification, b.certification) || byCodeUnit(a.area, b.area);

/** Opens nothing of the runs but their levels. Runs that are not there have none. */
export function readLevels(database: Database, runs: readonly string[]): Promise<readonly LevelRow[]> {
  return database.read(async () => {
    const rows: LevelRow[] = [];
    for (const run of runs) {
      const [found] = await database.query('select as_of from runs where id = ?', [run]);
      if (found === undefined) continue;
      const asOf = textIn(found, 'as_of');
      const levels = await readItems<StoredLevel>(database, run, 'level');
      for (const level of [...levels].sort(byPlace)) rows.push({ run, asOf, ...level });
    }
    return rows;
  });
}

/** Drops runs and the pages that no other run shares; within a transaction that lets nobody else write. */
export async function dropRuns(database: Database, ids: readonly string[]): Promise<number> {
  for (const id of ids) await database.query('delete from runs where id = ?', [id]);
  if (ids.length > 0)
    await database.query('delete from pages where not exists (select 1 from run_pages where page = pages.hash)');
  return ids.length;
}
