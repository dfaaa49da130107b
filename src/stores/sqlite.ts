import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type * as Libsql from 'libsql';
import { type Problem, SourceError, UserError } from '../lib/errors.ts';
import { type Database, numberIn, type Row, type Value } from './database.ts';
import { APPLICATION_ID } from './migrations/001-runs-and-ledger.ts';
import { isBusy, sqliteError, sqliteProblem } from './sqlite-errors.ts';
import type { StoreOptions } from './store.ts';

/** Milliseconds that SQLite itself waits for another writer: it waits with the whole process, so not for long. */
const BUSY = 250;

/** Milliseconds that a command waits in all; keeping a run takes a second or two. */
const PATIENCE = 30_000;

/** Milliseconds between two attempts, in which the rest of the process goes on. */
const PAUSE = 20;

/** A folder and an empty file that nobody else may read: SQLite would let the group in. */
function makeFile(path: string, label: string): void {
  if (existsSync(path)) return;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'ax', 0o600));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST' && existsSync(path)) return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceError({
      message: `the store ${label} cannot be made: ${reason}`,
      hint: 'name another place with --store, or with store: in threadcount.yaml',
    });
  }
}

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null;

function refuseMissing(path: string, label: string): void {
  if (existsSync(path)) return;
  throw new UserError({
    message: `there is no store ${label}`,
    hint: 'threadcount snapshot makes one; --store names another',
  });
}

type Connection = InstanceType<typeof Libsql.default>;

/** Runs one statement. A lone value must travel in a list: libsql aborts the process over a lone buffer. */
const all = (connection: Connection, sql: string, values: readonly Value[]): readonly Row[] =>
  connection
    .prepare(sql)
    .all([...values])
    .filter(isRow);

/** Whether the file is empty still. Throws where it belongs to somebody else. */
function isUnused(connection: Connection, label: string): boolean {
  const [id] = all(connection, 'pragma application_id', []);
  const [tables] = all(connection, 'select count(*) as count from sqlite_master', []);
  if (tables === undefined || numberIn(tables, 'count') === 0) return true;
  if (id !== undefined && numberIn(id, 'application_id') === APPLICATION_ID) return false;
  throw new SourceError({
    message: `the file ${label} is a database of another program`,
    hint: 'name another file with --store, or with store: in threadcount.yaml',
  });
}

function connect(Driver: typeof Libsql.default, path: string, label: string): Connection {
  const connection = new Driver(path);
  try {
    connection.exec(`pragma busy_timeout = ${BUSY}`);
    // On a file with tables this would wait for whoever writes.
    if (isUnused(connection, label)) connection.exec('pragma auto_vacuum = incremental');
    connection.exec('pragma journal_mode = wal');
    connection.exec('pragma synchronous = full');
    connection.exec('pragma foreign_keys = on');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * Brings everything into the one file, so that a copy of it is a backup. libsql lets go of the file only when the
 * statements are collected, so closing alone would leave that to chance.
 */
function closeWhole(connection: Connection): void {
  try {
    all(connection, 'pragma wal_checkpoint(truncate)', []);
  } catch {
    // On a full or damaged disk the log stays beside the file, where the next process finds it.
  }
  connection.close();
}

/** Tries again while another process writes, for as long as `patience` says (milliseconds). */
async function patiently<T>(work: () => T, patience: number): Promise<T> {
  for (let left = patience; ; left -= BUSY + PAUSE) {
    try {
      return work();
    } catch (error) {
      if (left <= 0 || !isBusy(error)) throw error;
      await setTimeout(PAUSE);
    }
  }
}

/** Opens a file of SQLite through libsql; makes it, with its folder, where there is none. */
export async function openSqlite(
  path: string,
  { mustExist = false, patience = PATIENCE }: StoreOptions,
): Promise<Database> {
  const label = join(basename(dirname(path)), basename(path));
  if (mustExist) refuseMissing(path, label);
  else makeFile(path, label);
  const { default: Driver } = await import('libsql');
  const inWords = async <T>(work: () => T): Promise<T> => {
    try {
      return await patiently(work, patience);
    } catch (error) {
      throw sqliteError(error, label);
    }
  };
  const connection = await inWords(() => connect(Driver, path, label));
  const run = (sql: string) => inWords(() => connection.exec(sql));
  const within = async <T>(begin: string, work: () => Promise<T>): Promise<T> => {
    await run(begin);
    try {
      const value = await work();
      await run('commit');
      return value;
    } catch (error) {
      if (connection.inTransaction) connection.exec('rollback');
      throw error;
    }
  };
  const query: Database['query'] = (sql, values = []) => inWords(() => all(connection, sql, values));
  return {
    engine: 'sqlite',
    label,
    query,
    write: (work) => within('begin immediate', work),
    read: (work) => within('begin', work),
    isOurs: async () => (await query("select name from sqlite_master where name = 'schema_version'")).length > 0,
    damage: async () => damageOf(connection, label),
    shrink: async () => void (await query('pragma incremental_vacuum')),
    close: async () => closeWhole(connection),
  };
}

/** The most that are named; more help nobody. */
const MOST_PROBLEMS = 20;

function damageOf(connection: Connection, label: string): readonly Problem[] {
  try {
    const found = all(connection, `pragma integrity_check(${MOST_PROBLEMS})`, [])
      .map((row) => String(row.integrity_check))
      .filter((line) => line !== 'ok')
      .map((line) => ({ message: `the store ${label}: ${line}` }));
    const loose = all(connection, 'pragma foreign_key_check', [])
      .slice(0, MOST_PROBLEMS)
      .map((row) => ({
        message: `the store ${label}: a row of ${row.table} refers to ${row.parent}, where there is none`,
      }));
    return [...found, ...loose];
  } catch (error) {
    const problem = sqliteProblem(error, label);
    if (problem === undefined) throw error;
    return [problem];
  }
}
