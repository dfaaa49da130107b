import type { Stream } from './dataset.ts';

/*
 * What a live source keeps so that a later pull asks for changes alone: the tables of a CRM as they were last read,
 * before anything was judged. A source goes table by table: it gets the `Mirror` of what it is about to read, asks the
 * CRM what changed since, and hands `change` the rows that are other now and the ids that are gone; or, wherever it
 * cannot be sure, it reads the table whole and passes the rows through `replace`. Both give back the rows of the table as
 * they are now, and keep them as they pass. Whether a table may be gone on with is for the source to say, from the
 * `state` that it left with it: columns, types, high-water mark. Nothing counts before the run itself is stored.
 */

/** A row as a source wants it back: its id first, then anything that JSON holds; `undefined` comes back as `null`. */
export type MirrorRow = readonly [id: string, ...cells: unknown[]];

/** Whose rows they are: two pulls that differ in any of it share nothing. */
export interface MirrorOf {
  readonly source: 'salesforce' | 'hubspot';
  /** Id of the org or portal: never a host, which another org may take over. */
  readonly account: string;
  /** Id of whoever reads: others are shown other rows. */
  readonly reader: string;
}

/** A table as it was left. */
export interface MirrorTable {
  readonly rows: number;
  /** Ids ascend, by code unit. */
  readonly isSorted: boolean;
  /** The source's own, as JSON brought it back: to be checked like anything from outside. */
  readonly state: unknown;
}

/** The pulls behind a mirror; instants are milliseconds since 1970, by the clock of the run. */
export interface MirrorPast {
  /** When the last pull began. */
  readonly readAt: number;
  /** When the last pull began that took every table whole, and the calls that it made. */
  readonly wholeAt: number;
  readonly wholeCalls: number;
  readonly tables: ReadonlyMap<string, MirrorTable>;
}

/** What became of a table since the last pull. */
export interface TableChange {
  /** Rows that are new, and those that may be other now, by id. One that is the same after all does no harm. */
  readonly rows: ReadonlyMap<string, MirrorRow>;
  /** Ids of rows that are no longer there. */
  readonly gone: ReadonlySet<string>;
}

export interface Mirror {
  /** `undefined` where nothing was left, where it is not to be used, and where what was left is damaged. */
  readonly past: MirrorPast | undefined;
  /** Whether the rows of a table are there, every page of them what its hash says. */
  readonly holds: (table: string) => Promise<boolean>;
  /** The rows of a table that is held, as they were left; as often as is needed, until the table is written. */
  readonly rows: (table: string) => Stream<MirrorRow>;
  /**
   * The rows of a table that is held, as they are now; in the order of ids where they were left so, else new ones last.
   * A table is written once, and counts when its last row has been taken.
   */
  readonly change: (table: string, change: TableChange, state: unknown) => Stream<MirrorRow>;
  /**
   * The rows of a table that was read whole, passed on as they come. `stateOf` is asked after the last; where it gives
   * `undefined`, or the rows end before, nothing of the table is kept, and the next pull takes it whole.
   */
  readonly replace: (table: string, rows: Stream<MirrorRow>, stateOf: () => unknown) => Stream<MirrorRow>;
}

/** What a live source is given to keep and find its mirror. */
export interface Mirrors {
  readonly open: (of: MirrorOf) => Promise<Mirror>;
}

/** What a pull came to, for people. */
export interface MirrorTally {
  /** Rows of changed tables that are new or other, and that are gone; `undefined` where every table was taken whole. */
  readonly changed: { readonly rows: number; readonly gone: number } | undefined;
  /** Rows of all tables that were kept. */
  readonly rows: number;
  readonly past: MirrorPast | undefined;
}

/** Part of a table, compressed; `bytes` are left out where the store has the page already. */
export interface MirrorPage {
  readonly hash: string;
  readonly size: number;
  readonly bytes?: Uint8Array | undefined;
}

/** A mirror that waits to be stored together with its run. */
export interface MirrorDraft {
  /** Names the mirror that it replaces. */
  readonly slot: string;
  /** JSON: a `MirrorPast`, and whose it is. */
  readonly head: string;
  readonly readAt: number;
  readonly tables: ReadonlyMap<string, readonly MirrorPage[]>;
}
