import type { Client } from 'pg';
import { UserError } from '../lib/errors.ts';
import type { Database } from './database.ts';
import { connectionError, postgresError } from './postgres-errors.ts';
import type { StoreOptions } from './store.ts';

/** The schema that holds our tables, so that a database may hold others too. */
const SCHEMA = 'threadcount';

/** Writers of one database take turns by this number: `thrd` in ASCII. */
const WRITERS = 0x74687264;

/** Milliseconds to wait for a server, and for another process that writes. */
const CONNECT = 10_000;
const PATIENCE = 30_000;

/** Host and database, never user or password. */
const labelOf = ({ host, port, database }: Client): string =>
  `postgres://${host}${port === 5432 ? '' : `:${port}`}/${database ?? ''}`;

/** A client for the URL; what the URL leaves out comes from PGHOST, PGUSER, PGPASSWORD and their like. */
async function clientFor(url: string): Promise<Client> {
  const { default: pg } = await import('pg');
  try {
    return new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT,
      application_name: 'threadcount',
      keepAlive: true,
    });
  } catch {
    // The message of the URL's parser may quote the password.
    throw new UserError({
      message: 'the URL of the store cannot be read',
      hint: 'write postgres://user@host:5432/database, with the password in PGPASSWORD',
    });
  }
}

/** `$1`, `$2` … in place of each `?`. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replace(/\?/g, () => `$${++count}`);
}

async function connect(client: Client, label: string, patience: number): Promise<void> {
  // Without a listener a connection that breaks between two queries would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(`set lock_timeout = ${patience}`);
    await client.query(`set search_path = ${SCHEMA}, pg_temp`);
  } catch (error) {
    await client.end().catch(() => {});
    throw connectionError(error, label);
  }
}

/** Opens a database of PostgreSQL; makes our schema in it where there is none. */
export async function openPostgres(
  url: string,
  { mustExist = false, patience = PATIENCE }: StoreOptions,
): Promise<Database> {
  const client = await clientFor(url);
  const label = labelOf(client);
  await connect(client, label, patience);
  const query: Database['query'] = async (sql, values = []) => {
    try {
      const { rows } = await client.query(numbered(sql), [...values]);
      return rows;
    } catch (error) {
      throw postgresError(error, label);
    }
  };
  const within = async <T>(begin: readonly string[], work: () => Promise<T>): Promise<T> => {
    try {
      for (const statement of begin) await query(statement);
      const value = await work();
      await query('commit');
      return value;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    }
  };
  const database: Database = {
    engine: 'postgres',
    label,
    query,
    write: (work) => within(['begin', `select pg_advisory_xact_lock(${WRITERS})`], work),
    read: (work) => within(['begin isolation level repeatable read, read only'], work),
    // Asked of the catalog itself: a look-up by name may answer from before another process made the tables.
    isOurs: async () => {
      const table = [SCHEMA, 'schema_version'];
      const found = await query('select 1 from pg_catalog.pg_tables where schemaname = ? and tablename = ?', table);
      // Whoever lacks a right is told so here, and not that there is no such table.
      if (found.length > 0) await query(`select 1 from ${SCHEMA}.schema_version limit 0`);
      return found.length > 0;
    },
    damage: async () => [],
    shrink: async () => {},
    close: () => client.end(),
  };
  return prepared(database, mustExist);
}

async function prepared(database: Database, mustExist: boolean): Promise<Database> {
  try {
    if (await database.isOurs()) return database;
    if (mustExist)
      throw new UserError({
        message: `there is no store in ${database.label}`,
        hint: 'threadcount snapshot makes one; --store names another',
      });
    await database.write(() => database.query(`create schema if not exists ${SCHEMA}`));
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
