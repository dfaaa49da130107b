import { createHash } from 'node:crypto';
import { byCodeUnit } from '../lib/code-order.ts';
import { type Database, numberIn, type Row, textIn } from './database.ts';

const lineOf = (row: Row): string => [textIn(row, 'kind'), numberIn(row, 'position'), textIn(row, 'page')].join(' ');

/**
 * What seals a run: a hash over its head and over the pages that it is made of, each in its place. A page is guarded by
 * its own hash, so nothing of a run can change unseen.
 */
async function sealOf(database: Database, run: string): Promise<string> {
  const [row] = await database.query('select as_of, head from runs where id = ?', [run]);
  const pages = await database.query('select kind, position, page from run_pages where run = ?', [run]);
  const parts = row === undefined ? [] : [run, textIn(row, 'as_of'), textIn(row, 'head')];
  const text = [...parts, ...pages.map(lineOf).sort(byCodeUnit)].join('\n');
  return createHash('sha256').update(text).digest('hex');
}

/** Seals a run as it stands. */
export const sealRun = async (database: Database, run: string): Promise<void> =>
  void (await database.query('update runs set seal = ? where id = ?', [await sealOf(database, run), run]));

export async function isSealed(database: Database, run: string): Promise<boolean> {
  const [row] = await database.query('select seal from runs where id = ?', [run]);
  return row?.seal === (await sealOf(database, run));
}
