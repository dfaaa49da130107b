import { createHash } from 'node:crypto';
import { byCodeUnit } from '../lib/code-order.ts';
import type { Problem } from '../lib/errors.ts';
import { DAY } from '../lib/time.ts';
import type { MirrorDraft } from '../model/mirror.ts';
import { type Database, numberIn, type Row, textIn } from './database.ts';
import { dropLoosePages, insertPage, pageIn } from './page-rows.ts';
import type { Page } from './pages.ts';

/** Whoever has not pulled for so long pulls everything again: the rows are of no more use, and are not kept. */
const MOST_AGE = 30 * DAY;

const lineOf = (row: Row): string => [textIn(row, 'item'), numberIn(row, 'position'), textIn(row, 'page')].join(' ');

/** What seals a mirror: a hash over its head and over its pages, each in its place. */
async function sealOf(database: Database, slot: string, head: string): Promise<string> {
  const pages = await database.query('select item, position, page from mirror_pages where slot = ?', [slot]);
  const text = [slot, head, ...pages.map(lineOf).sort(byCodeUnit)].join('\n');
  return createHash('sha256').update(text).digest('hex');
}

/** The head of a mirror, as text; `undefined` where there is none, `damaged` where it or the list of pages was changed. */
export async function readMirrorHead(
  database: Database,
  slot: string,
): Promise<{ readonly head: string } | 'damaged' | undefined> {
  const [row] = await database.query('select head, seal from mirrors where slot = ?', [slot]);
  if (row === undefined) return undefined;
  const head = textIn(row, 'head');
  return row.seal === (await sealOf(database, slot, head)) ? { head } : 'damaged';
}

/** The pages of a table of a mirror, in their order, compressed as they are. */
export async function readMirrorPages(database: Database, slot: string, table: string): Promise<readonly Page[]> {
  const rows = await database.query(
    `select pages.hash, pages.size, pages.bytes from mirror_pages join pages on pages.hash = mirror_pages.page
     where mirror_pages.slot = ? and mirror_pages.item = ? order by mirror_pages.position`,
    [slot, table],
  );
  return rows.map(pageIn);
}

const hasPage = async (database: Database, hash: string): Promise<boolean> =>
  (await database.query('select hash from pages where hash = ?', [hash])).length > 0;

/** Whether all pages that the draft only names are still there: another process may have dropped them. */
async function isWhole(database: Database, { tables }: MirrorDraft): Promise<boolean> {
  for (const pages of tables.values())
    for (const { hash, bytes } of pages) if (bytes === undefined && !(await hasPage(database, hash))) return false;
  return true;
}

/**
 * Puts a mirror in the place of the one before it; within a transaction that lets nobody else write. Where another process
 * has put one there in the meantime that lacks pages of this one, that one stays.
 */
export async function keepMirror(database: Database, draft: MirrorDraft): Promise<void> {
  const { slot, head, readAt, tables } = draft;
  await database.query('delete from mirrors where read_at < ?', [readAt - MOST_AGE]);
  if (await isWhole(database, draft)) {
    await database.query('delete from mirrors where slot = ?', [slot]);
    await database.query('insert into mirrors (slot, read_at, head, seal) values (?, ?, ?, ?)', [
      slot,
      readAt,
      head,
      '',
    ]);
    for (const [table, pages] of tables) {
      for (const [position, { hash, size, bytes }] of pages.entries()) {
        if (bytes !== undefined) await insertPage(database, { hash, size, bytes });
        const place = [slot, table, position, hash];
        await database.query('insert into mirror_pages (slot, item, position, page) values (?, ?, ?, ?)', place);
      }
    }
    await database.query('update mirrors set seal = ? where slot = ?', [await sealOf(database, slot, head), slot]);
  }
  await dropLoosePages(database);
}

export const countMirrors = async (database: Database): Promise<number> =>
  (await database.query('select slot from mirrors')).length;

/** Drops every mirror; within a transaction that lets nobody else write. */
export async function dropMirrors(database: Database): Promise<number> {
  const count = await countMirrors(database);
  if (count === 0) return 0;
  await database.query('delete from mirrors');
  await dropLoosePages(database);
  return count;
}

/** Mirrors whose head or whose list of pages was changed. */
export async function brokenMirrors(database: Database): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const row of await database.query('select slot from mirrors order by slot')) {
    const slot = textIn(row, 'slot');
    if ((await readMirrorHead(database, slot)) === 'damaged')
      problems.push({
        message: `mirror ${slot.slice(0, 12)}: its head or its pages were changed`,
        hint: 'threadcount store forget drops it, and the next snapshot reads everything',
      });
  }
  return problems;
}
