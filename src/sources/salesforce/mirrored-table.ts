import * as z from 'zod';
import type { CsvRow } from '../../lib/csv/read-csv.ts';
import type { MirrorRow } from '../../model/mirror.ts';
import type { Described, Schema } from './describe.ts';
import { baseQuery } from './objects.ts';
import type { Query } from './soql.ts';

/** Rows of one object as they are asked for, and as they are kept. */
export interface MirroredTable {
  /** The name in the mirror; an object may be asked for twice, for other fields each time. */
  readonly name: string;
  readonly object: string;
  /** What is asked for. */
  readonly fields: readonly string[];
  /** What is kept: the id first, what is asked for, and what tells when a row was changed. */
  readonly columns: readonly string[];
  /** Everything of the object that is asked for. */
  readonly base: Query;
  /** The field that moves with every change of a row; `undefined` where none does, so that rows are always read whole. */
  readonly mark: string | undefined;
  /** One line for each column and condition, the API version first: where any of them differs, rows are of another kind. */
  readonly shape: readonly string[];
  /** Fields that are asked for and change while the mark does not. */
  readonly derived: readonly string[];
}

/** Derived by the org from the day, or by whoever looked: no change of the record. */
const SLIDING: ReadonlySet<string> = new Set([
  'LastActivityInDays',
  'LastStageChangeInDays',
  'AgeInDays',
  'HasOpenActivity',
  'HasOverdueTask',
  'LastViewedDate',
  'LastReferencedDate',
  'LastLoginDate',
]);

/** Rows of histories are written once and never changed, and most have no other moment than that. */
function markOf(object: string, { fields }: Described, isArchiveWanted: boolean): string | undefined {
  const has = new Set(fields);
  // Without the flag nobody tells that a row is gone; archived rows leave queries for live ones without a trace.
  if (!has.has('IsDeleted') || (has.has('IsArchived') && !isArchiveWanted)) return undefined;
  // What notes are attached to can be asked only by the ids of the notes.
  if (object === 'ContentDocumentLink') return undefined;
  if (has.has('SystemModstamp')) return 'SystemModstamp';
  return object.endsWith('History') && has.has('CreatedDate') ? 'CreatedDate' : undefined;
}

/** How the rows of an object are kept that are asked for with some fields, the n-th time that it is asked for. */
export function mirroredTable(
  schema: Schema,
  version: string,
  { object, fields, turn }: { readonly object: string; readonly fields: readonly string[]; readonly turn: number },
): MirroredTable {
  const described = schema.of(object) ?? { fields: [], shapes: new Map(), derived: new Set() };
  const base = baseQuery(schema, object, fields);
  const mark = markOf(object, described, base.isArchiveWanted === true);
  const columns = [...new Set(['Id', ...fields, ...(mark === undefined ? [] : [mark])])];
  const name = turn === 0 ? object : `${object} ${turn + 1}`;
  return {
    name,
    object,
    fields,
    columns,
    base,
    mark,
    shape: [`API ${version}`, ...base.where, ...columns.map((one) => `${one} ${described.shapes.get(one) ?? ''}`)],
    derived: fields.filter((field) => described.derived.has(field) || SLIDING.has(field)),
  };
}

const stateSchema = z.object({ shape: z.array(z.string()), mark: z.number() });

/** What is left with a table: what its rows are, and up to when they are known (by the clock of the org). */
export type TableState = z.infer<typeof stateSchema>;

export const stateIn = (state: unknown): TableState | undefined => stateSchema.safeParse(state).data;

export const isSameShape = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, i) => line === b[i]);

export const toMirror = ([id = '', ...cells]: CsvRow): MirrorRow => [id, ...cells];

/** Cells that were not known came back as `null`. */
export const fromMirror = (row: MirrorRow): CsvRow => row.map((cell) => (typeof cell === 'string' ? cell : undefined));

/** Makes rows of some fields from rows of others, among which they are. */
export function projection(from: readonly string[], to: readonly string[]): (row: CsvRow) => CsvRow {
  const places = to.map((field) => from.indexOf(field));
  return (row) => places.map((place) => row[place]);
}
