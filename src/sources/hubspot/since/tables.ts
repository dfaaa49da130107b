import { createHash } from 'node:crypto';
import * as z from 'zod';
import { SourceError } from '../../../lib/errors.ts';
import { HOUR } from '../../../lib/time.ts';
import type { Stream } from '../../../model/dataset.ts';
import type { Mirror, MirrorRow, TableChange } from '../../../model/mirror.ts';
import type { Fields } from '../batch-read.ts';
import type { Office } from '../office.ts';
import type { ObjectName } from '../paths.ts';
import { startTold, watching } from '../told.ts';
import { isSmall, listDeleted } from './deleted.ts';

/** Changes are asked for from so long before the last pull: the index of the search lags, and clocks differ. */
const OVERLAP = HOUR;

/** What is left with a table of a mirror. */
const stateSchema = z.object({
  /** Changes from here on are not in it, by the clock of the account: milliseconds since 1970. */
  readFrom: z.number(),
  /** What was asked for, and how it was defined. */
  shape: z.string(),
  /** Ids of records whose counts may have been late when they were read. */
  again: z.array(z.string()).default([]),
});

/** A table that can be gone on with. */
export interface Held {
  /** Stamps from here on are new. */
  readonly since: number;
  readonly again: readonly string[];
}

/** Whether a table is gone on with, or why it is read whole. */
export type Start = { readonly held: Held } | { readonly why: string };

/** What the rows of an object depend on beside the records themselves. */
export function shapeOf({ leadsFrom, dictionaries, deals }: Office, object: ObjectName, fields: Fields): string {
  const { properties, withHistory = [] } = fields;
  const names = [...new Set([...properties, ...withHistory])].sort();
  const defined = names.map((name) => dictionaries[object]?.identityOf(name) ?? name);
  // Whether a deal is closed is calculated from its stage.
  const closing = object === 'deals' ? [deals.closed, deals.won] : [];
  const text = JSON.stringify([object, leadsFrom, properties, withHistory, defined, closing]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Takes all rows of a stream, so that what it keeps counts. */
async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _rows of stream);
}

async function* rowsOfIds(ids: readonly string[]): AsyncGenerator<readonly MirrorRow[]> {
  yield [...ids].sort().map((id) => [id] as const);
}

/** Where the ids of deleted records are kept, so that it shows when one is restored. */
const deletedOf = (object: ObjectName): string => `deleted ${object}`;

/** The tables of an account in a mirror. */
export interface Tables {
  readonly now: number;
  /** Whether anything was left by an earlier pull. */
  readonly hasPast: boolean;
  readonly start: (table: string, shape: string) => Promise<Start>;
  readonly rows: Mirror['rows'];
  /** The ids of a table that is held. */
  readonly ids: (table: string) => Promise<ReadonlySet<string>>;
  readonly change: (table: string, change: TableChange, shape: string, again?: readonly string[]) => Stream<MirrorRow>;
  /** `isWhole` is asked after the last row: what is not whole is not kept. */
  readonly replace: (
    table: string,
    rows: Stream<MirrorRow>,
    shape: string,
    isWhole?: () => boolean,
  ) => Stream<MirrorRow>;
  /** Ids that were listed as deleted; `undefined` where that was not kept. */
  readonly deleted: (object: ObjectName) => Promise<ReadonlySet<string> | undefined>;
  readonly keepDeleted: (object: ObjectName, ids: readonly string[]) => Promise<void>;
  /** The same, read now, for an object of so many records; where it cannot be read, the next pull does without. */
  readonly readDeleted: (object: ObjectName, records: number) => Promise<void>;
}

export interface TablesOptions {
  readonly mirror: Mirror;
  /** By the clock of the account: milliseconds since 1970. */
  readonly now: number;
  /** Changes from here on are in nothing that was read so far. */
  readonly readFrom: () => number;
}

export function openTables(office: Office, { mirror, now, readFrom }: TablesOptions): Tables {
  const ids = async (table: string): Promise<ReadonlySet<string>> => {
    const found = new Set<string>();
    for await (const rows of mirror.rows(table)) for (const [id] of rows) found.add(id);
    return found;
  };
  const keepDeleted: Tables['keepDeleted'] = (object, all) =>
    drain(mirror.replace(deletedOf(object), rowsOfIds(all), () => ({})));
  return {
    now,
    hasPast: mirror.past !== undefined,
    start: async (table, shape) => {
      const found = mirror.past?.tables.get(table);
      if (found === undefined) return { why: 'the last time they were not read, or not whole' };
      const state = stateSchema.safeParse(found.state).data;
      if (state?.shape !== shape) return { why: 'other properties are asked for, or they were defined anew' };
      if (state.readFrom > now) return { why: 'they were kept by a clock that was ahead' };
      if (!(await mirror.holds(table))) return { why: 'what was kept of them is damaged' };
      return { held: { since: state.readFrom - OVERLAP, again: state.again } };
    },
    rows: mirror.rows,
    ids,
    change: (table, change, shape, again = []) => mirror.change(table, change, { readFrom: readFrom(), shape, again }),
    replace: (table, rows, shape, isWhole = () => true) =>
      mirror.replace(table, rows, () => (isWhole() ? { readFrom: readFrom(), shape } : undefined)),
    deleted: async (object) => ((await mirror.holds(deletedOf(object))) ? ids(deletedOf(object)) : undefined),
    keepDeleted,
    readDeleted: async (object, records) => {
      if (isSmall(records, office.fields[object])) return;
      const { watched, isWhole } = watching(startTold([]));
      try {
        const found = await listDeleted({ ...office, told: watched }, object);
        if (isWhole())
          await keepDeleted(
            object,
            found.map(({ id }) => id),
          );
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
      }
    },
  };
}
