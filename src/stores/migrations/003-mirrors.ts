import type { Migration } from './migration.ts';

const tables = (integer: 'integer' | 'bigint', strict: string): readonly string[] => [
  `create table mirrors (
     slot text primary key,
     read_at ${integer} not null,
     head text not null,
     seal text not null
   )${strict}`,
  `create table mirror_pages (
     slot text not null references mirrors (slot) on delete cascade,
     item text not null,
     position ${integer} not null,
     page text not null references pages (hash),
     primary key (slot, item, position)
   )${strict}`,
  'create index mirror_pages_page on mirror_pages (page)',
];

/** Tables of CRMs as they were last read, beside the runs; `head` is JSON, `item` the name of a table. */
export const mirrors: Migration = {
  version: 3,
  sql: { sqlite: tables('integer', ' strict'), postgres: tables('bigint', '') },
};
