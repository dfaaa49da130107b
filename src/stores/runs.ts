import { SourceError } from '../lib/errors.ts';
import type { MirrorDraft } from '../model/mirror.ts';
import type { Run, RunHead } from '../model/run.ts';
import { type Database, type Row, textIn } from './database.ts';
import { keepMirror } from './mirrors.ts';
import { dropLoosePages, insertPage, pageIn } from './page-rows.ts';
import { type Page, packPage, pageTexts, unpackPage } from './pages.ts';
import {
  levelRows,
  type PageKind,
  pageKinds,
  putTogether,
  type StoredLevels,
  type StoredParts,
  takeApart,
} from './run-pages.ts';
import { isSealed, sealRun } from './run-seal.ts';
import type { LevelRow } from './store.ts';

interface PlacedPage {
  readonly kind: PageKind;
  readonly position: number;
  readonly page: Page;
}

async function packList(kind: PageKind, items: Iterable<unknown>): Promise<readonly PlacedPage[]> {
  const placed: PlacedPage[] = [];
  for (const text of pageTexts(items)) placed.push({ kind, position: placed.length, page: await packPage(text) });
  return placed;
}

async function packRun(run: Run): Promise<readonly PlacedPage[]> {
  const parts = takeApart(run);
  const lists: (readonly PlacedPage[])[] = [];
  for (const kind of pageKinds) lists.push(await packList(kind, parts[kind]));
  return lists.flat();
}

const has = async (database: Database, id: string): Promise<boolean> =>
  (await database.query('select id from runs where id = ?', [id])).length > 0;

/** Puts a page in its place; one that is there already, of whatever run, is kept once. */
async function writePage(database: Database, run: string, { kind, position, page }: PlacedPage): Promise<void> {
  const { hash } = page;
  await insertPage(database, page);
  await database.query('insert into run_pages (run, kind, position, page) values (?, ?, ?, ?)', [
    run,
    kind,
    position,
    hash,
  ]);
}

/** Writes one list of a run in place of what was there. */
export async function rewriteList(
  database: Database,
  run: string,
  kind: PageKind,
  items: Iterable<unknown>,
): Promise<void> {
  await database.query('delete from run_pages where run = ? and kind = ?', [run, kind]);
  for (const page of await packList(kind, items)) await writePage(database, run, page);
}

async function writeRun(database: Database, head: RunHead, pages: readonly PlacedPage[]): Promise<'kept' | 'known'> {
  const { id, asOf } = head;
  // Another process may have been faster.
  if (await has(database, id)) return 'known';
  const text = JSON.stringify(head);
  await database.query('insert into runs (id, as_of, head) values (?, ?, ?)', [id, asOf, text]);
  for (const page of pages) await writePage(database, id, page);
  await sealRun(database, id);
  return 'kept';
}

/**
 * Everything is compressed before the first row is written, so that others wait for the writing alone. The mirror goes
 * with the run that was judged from it: both are there afterwards, or neither.
 */
export async function keepRun(database: Database, run: Run, mirror?: MirrorDraft): Promise<'kept' | 'known'> {
  const isKnown = await has(database, run.head.id);
  if (isKnown && mirror === undefined) return 'known';
  const pages = isKnown ? [] : await packRun(run);
  return database.write(async () => {
    const outcome = isKnown ? 'known' : await writeRun(database, run.head, pages);
    if (mirror !== undefined) await keepMirror(database, mirror);
    return outcome;
  });
}

const damaged = (database: Database, id: string): SourceError =>
  new SourceError({
    message: `the store ${database.label}: the run ${id} is damaged`,
    hint: 'threadcount store check tells what is; threadcount store export --salvage saves the rest',
  });

function headOf(database: Database, row: Row): RunHead {
  try {
    return JSON.parse(textIn(row, 'head'));
  } catch {
    throw damaged(database, String(row.id));
  }
}

export const readHeads = async (database: Database): Promise<readonly RunHead[]> =>
  (await database.query('select id, head from runs')).map((row) => headOf(database, row));

/** The items of one kind of one run, in their order. What a page holds is what `takeApart` put there: its hash says so. */
export async function readItems<T>(database: Database, id: string, kind: PageKind): Promise<T[]> {
  const rows = await database.query(
    `select pages.hash, pages.size, pages.bytes from run_pages join pages on pages.hash = run_pages.page
     where run_pages.run = ? and run_pages.kind = ? order by run_pages.position`,
    [id, kind],
  );
  const items: T[] = [];
  for (const row of rows) {
    const text = await unpackPage(pageIn(row));
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
  fingerprint: await readItems(database, id, 'fingerprint'),
  record: await readItems(database, id, 'record'),
  pinned: await readItems(database, id, 'pinned'),
});

export function readRun(database: Database, id: string): Promise<Run | undefined> {
  return database.read(async () => {
    const [row] = await database.query('select id, head from runs where id = ?', [id]);
    if (row === undefined) return undefined;
    if (!(await isSealed(database, id))) throw damaged(database, id);
    const run = putTogether(headOf(database, row), await readParts(database, id));
    if (run === undefined) throw damaged(database, id);
    return run;
  });
}

/** Opens nothing of the run but its fingerprints. */
export const readFingerprints = (database: Database, id: string): Promise<ReadonlySet<string>> =>
  database.read(async () => new Set(await readItems<string>(database, id, 'fingerprint')));

/** Opens nothing of the runs but their levels. Runs that are not there have none. */
export function readLevels(database: Database, runs: readonly string[]): Promise<readonly LevelRow[]> {
  return database.read(async () => {
    const rows: LevelRow[] = [];
    for (const run of runs) {
      const [found] = await database.query('select id, head from runs where id = ?', [run]);
      if (found === undefined) continue;
      const { asOf } = headOf(database, found);
      for (const rep of await readItems<StoredLevels>(database, run, 'level')) rows.push(...levelRows(run, asOf, rep));
    }
    return rows;
  });
}

/** Drops runs and the pages that no other run shares; within a transaction that lets nobody else write. */
export async function dropRuns(database: Database, ids: readonly string[]): Promise<number> {
  for (const id of ids) await database.query('delete from runs where id = ?', [id]);
  if (ids.length > 0) await dropLoosePages(database);
  return ids.length;
}
