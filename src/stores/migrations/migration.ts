import type { Database } from '../database.ts';

/** One step from a version of the schema to the next. What has been released is never changed, only followed by another. */
export interface Migration {
  /** From 1, without gaps. */
  readonly version: number;
  /** Statements by engine, ended by `;` at the end of a line. */
  readonly sql: { readonly [E in Database['engine']]: readonly string[] };
}
