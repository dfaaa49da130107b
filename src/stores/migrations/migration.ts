import type { Database } from '../database.ts';

/** One step from a version of the schema to the next. What has been released is never changed, only followed by another. */
export interface Migration {
  /** From 1, without gaps. */
  readonly version: number;
  /** Statements by engine. */
  readonly sql: { readonly [E in Database['engine']]: readonly string[] };
  /** What statements cannot do with the rows that are there; after them, in the same transaction. */
  readonly move?: (database: Database) => Promise<void>;
}
