import type { Migration } from './migration.ts';

/** `thrd` in ASCII: tells our files from other databases of SQLite. */
export const APPLICATION_ID = 0x74687264;

const tables = (bytes: 'blob' | 'bytea', integer: 'integer' | 'bigint', strict: string): readonly string[] => [
  `create table schema_version (version ${integer} not null)${strict}`,
  `create table runs (
     id text primary key,
     as_of text not null,
     head text not null,
     pages ${integer} not null
   )${strict}`,
  `create table pages (
     hash text primary key,
     size ${integer} not null,
     bytes ${bytes} not null
   )${strict}`,
  `create table run_pages (
     run text not null references runs (id) on delete cascade,
     kind text not null,
     position ${integer} not null,
     page text not null references pages (hash),
     primary key (run, kind, position)
   )${strict}`,
  'create index run_pages_page on run_pages (page)',
  `create table ledger (
     seq ${integer} primary key,
     kind text not null,
     entry text not null,
     previous text not null unique,
     hash text not null unique
   )${strict}`,
];

const refusal = 'the ledger is append-only';

/**
 * Runs as lists of compressed pages, and the ledger, which refuses to be changed. `head` and `entry` are JSON. Levels
 * are pages too: 26,000 owners' worth of them take 3 MB and 0.3 s to read, as rows ten times that.
 */
export const runsAndLedger: Migration = {
  version: 1,
  sql: {
    sqlite: [
      `pragma application_id = ${APPLICATION_ID}`,
      ...tables('blob', 'integer', ' strict'),
      ...['update', 'delete'].map(
        (verb) =>
          `create trigger ledger_no_${verb} before ${verb} on ledger begin select raise(abort, '${refusal}'); end`,
      ),
    ],
    postgres: [
      ...tables('bytea', 'bigint', ''),
      `create function ledger_refuse() returns trigger language plpgsql as $$
       begin raise exception '${refusal}'; end $$`,
      `create trigger ledger_append_only before update or delete or truncate on ledger
       for each statement execute function ledger_refuse()`,
      'alter table pages alter column bytes set storage external',
    ],
  },
};
