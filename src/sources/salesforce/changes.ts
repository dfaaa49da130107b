import type { CsvRow } from '../../lib/csv/read-csv.ts';
import { type First, fieldsOf, firstPages, MOST_TOGETHER } from './first-pages.ts';
import { amongIds, chunksOf, readEach } from './id-chunks.ts';
import { type MirroredTable, projection } from './mirrored-table.ts';
import { type Reads, readQuery } from './read-query.ts';
import { moment, type Query } from './soql.ts';

/** Set on a lead whose activities have become those of a contact, an account and an opportunity. */
export const CONVERTED = 'IsConverted';

/** What can only be known by reading everything anew, and why. */
export class WholeNeeded extends Error {}

/** An object of which changes are asked for. */
export interface Watched {
  readonly object: string;
  /** Its tables in the mirror; one, mostly. */
  readonly tables: readonly MirroredTable[];
  /** Ids of the rows that the mirror holds. */
  readonly known: ReadonlySet<string>;
  /** Rows from this moment on are asked for: milliseconds since 1970, by the clock of the org. */
  readonly since: number;
  /** All columns of its tables. */
  readonly columns: readonly string[];
  /** Rows that are new or may be other, in these columns. */
  readonly rows: Map<string, CsvRow>;
  readonly gone: Set<string>;
  /** Ids of rows that live on, and whose children the org gave to others: converted leads. */
  readonly converted: Set<string>;
  /** Rows that the org counts. */
  counted: number;
}

export function watch(
  tables: readonly MirroredTable[],
  known: ReadonlySet<string>,
  mark: number,
  overlap: number,
): Watched {
  const columns = [...new Set(tables.flatMap((table) => table.columns))];
  const object = tables[0]?.object ?? '';
  const since = mark - overlap;
  return { object, tables, known, since, columns, rows: new Map(), gone: new Set(), converted: new Set(), counted: 0 };
}

const baseOf = ({ tables: [table], object }: Watched): Query => table?.base ?? { object, fields: [], where: [] };
const markOf = ({ tables: [table] }: Watched): string => table?.mark ?? 'SystemModstamp';

function changesQuery(one: Watched, { schema }: Reads): Query {
  const base = baseOf(one);
  const mark = markOf(one);
  const told = ['IsDeleted', 'CreatedDate', CONVERTED].filter((field) => schema.of(one.object)?.fields.includes(field));
  const fields = [...new Set([...one.columns, mark, ...told])];
  return { ...base, fields, where: [...base.where, `${mark} >= ${moment(one.since)}`], isDeletedWanted: true };
}

const countQuery = (one: Watched, where: readonly string[] = []): Query => {
  const base = baseOf(one);
  return { ...base, fields: [], where: [...base.where, ...where], isCount: true };
};

/** Rows that were created long before, and of which the mirror knows nothing: what else came back with them, nobody tells. */
function refuseReturned({ object, known, since }: Watched, id: string, createdAt: number): void {
  if (!known.has(id) && createdAt < since) throw new WholeNeeded(`old rows of ${object} came back, or came into view`);
}

async function takeChanges(reads: Reads, one: Watched, query: Query, first: First | undefined): Promise<void> {
  const fields = fieldsOf(query);
  const cell = (row: CsvRow, field: string): string => row[fields.indexOf(field)] ?? '';
  const own = projection(fields, one.columns);
  const take = (id: string, row: CsvRow): void => {
    one.rows.delete(id);
    if (cell(row, 'IsDeleted') === 'true') {
      one.gone.add(id);
      return;
    }
    refuseReturned(one, id, Date.parse(cell(row, 'CreatedDate')));
    one.gone.delete(id);
    one.rows.set(id, own(row));
    if (cell(row, CONVERTED) === 'true') one.converted.add(id);
  };
  for await (const { rows } of readQuery(reads, query, first))
    for (const row of rows) if (row[0] !== undefined) take(row[0], row);
}

const totalOf = (first: First | undefined): number => {
  if (first === undefined) throw new WholeNeeded('a count is missing');
  if ('error' in first) throw first.error;
  return first.total;
};

/** Asks what changed in some objects, and how many rows they have: two queries each, five to a call. */
export async function askChanges(reads: Reads, some: readonly Watched[]): Promise<void> {
  const queries = some.flatMap((one) => [changesQuery(one, reads), countQuery(one)]);
  const firsts: First[] = [];
  for (const group of chunksOf(queries, MOST_TOGETHER)) firsts.push(...(await firstPages(reads.client, group)));
  for (const [i, one] of some.entries()) {
    const query = queries[2 * i];
    if (query !== undefined) await takeChanges(reads, one, query, firsts[2 * i]);
    one.counted = totalOf(firsts[2 * i + 1]);
  }
}

/** Ids of the rows that there should be. */
export const expectedIds = ({ known, rows, gone }: Watched): readonly string[] => [
  ...[...known].filter((id) => !gone.has(id)),
  ...[...rows.keys()].filter((id) => !known.has(id) && !gone.has(id)),
];

export function expectedCount({ known, rows, gone }: Watched): number {
  let count = known.size;
  for (const id of gone) if (known.has(id)) count -= 1;
  for (const id of rows.keys()) if (!known.has(id) && !gone.has(id)) count += 1;
  return count;
}

/** Reads rows of some objects again, by id, five queries to a call: those that do not come are gone. */
export async function readAgain(reads: Reads, ids: ReadonlyMap<Watched, readonly string[]>): Promise<void> {
  const asked = [...ids].flatMap(([one, all]) =>
    amongIds({ ...baseOf(one), fields: one.columns }, 'Id', all).map((query) => ({ one, query })),
  );
  // What does not come is gone: until it comes.
  for (const [one, all] of ids) for (const id of all) drop(one, id);
  let at = 0;
  for await (const { rows, isLast } of readEach(
    reads,
    asked.map(({ query }) => query),
  )) {
    for (const row of rows) put(asked[at], row);
    if (isLast) at += 1;
  }
}

function put(asked: { readonly one: Watched; readonly query: Query } | undefined, row: CsvRow): void {
  const [id] = row;
  if (asked === undefined || id === undefined) return;
  const { one, query } = asked;
  one.gone.delete(id);
  one.rows.set(id, projection(fieldsOf(query), one.columns)(row));
}

function drop(one: Watched, id: string): void {
  one.gone.add(id);
  one.rows.delete(id);
}

/** As many rows as are looked at one by one. */
const FEW = 2000;

/**
 * Finds the rows that went without a trace (from the recycle bin, too) by counting: a range whose rows are fewer than they
 * should be is divided, five counts to a call, until it is small enough to be read.
 */
export async function findMissing(reads: Reads, one: Watched, mostCalls: number): Promise<void> {
  let calls = 0;
  const spend = (): void => {
    calls += 1;
    if (calls > mostCalls) throw new WholeNeeded(`too many rows of ${one.object} are gone without a trace`);
  };
  const between = (ids: readonly string[]): readonly string[] => [
    `Id >= '${ids[0] ?? ''}'`,
    `Id <= '${ids.at(-1) ?? ''}'`,
  ];
  const look = async (ids: readonly string[]): Promise<void> => {
    spend();
    const left = new Set(ids);
    const query: Query = { ...baseOf(one), fields: [], where: [...baseOf(one).where, ...between(ids)] };
    for await (const { rows } of readQuery(reads, query)) {
      const isKnown = rows.every(([id = '']) => left.delete(id));
      if (!isKnown) throw new WholeNeeded(`rows of ${one.object} came into view`);
    }
    for (const id of left) drop(one, id);
  };
  const divide = async (ids: readonly string[]): Promise<void> => {
    if (ids.length <= FEW) return look(ids);
    spend();
    const parts = chunksOf(ids, Math.ceil(ids.length / MOST_TOGETHER));
    const counts = await firstPages(
      reads.client,
      parts.map((part) => countQuery(one, between(part))),
    );
    for (const [i, part] of parts.entries()) {
      const count = totalOf(counts[i]);
      if (count > part.length) throw new WholeNeeded(`rows of ${one.object} came into view`);
      if (count < part.length) await divide(part);
    }
  };
  await divide([...expectedIds(one)].sort());
}
