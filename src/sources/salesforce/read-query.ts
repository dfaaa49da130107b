import type { CsvRow } from '../../lib/csv/read-csv.ts';
import { SourceError } from '../../lib/errors.ts';
import type { Gap } from '../../model/dataset.ts';
import { ApiError, isApiError } from './api-error.ts';
import type { Client } from './client.ts';
import type { Schema } from './describe.ts';
import { type First, fieldsOf, firstPages } from './first-pages.ts';
import { halvesOf, isTooMuch } from './halves.ts';
import { type Page, pageOf } from './page.ts';
import type { Query } from './soql.ts';

/** What the reading of queries needs. */
export interface Reads {
  readonly client: Client;
  readonly schema: Schema;
  readonly asOf: number;
  readonly note: (gap: Gap) => void;
}

/** Rows of a query, in the order of its fields; `after` is the id from which the rest can be asked for. */
export interface Rows {
  readonly rows: readonly CsvRow[];
  /** `undefined` where the query was divided, and no single id tells how far it got. */
  readonly after?: string | undefined;
}

/** Ids remembered of one query, to leave out what comes twice; beyond them only neighbors are compared. */
const MOST_REMEMBERED = 200_000;

/** Leaves out rows that came before: records change while they are being read. */
function startOnce() {
  const seen = new Set<string>();
  let doubles = 0;
  return {
    doubles: () => doubles,
    of: (rows: readonly CsvRow[]): readonly CsvRow[] =>
      rows.filter(([id]) => {
        if (id === undefined) return true;
        if (seen.has(id)) {
          doubles += 1;
          return false;
        }
        if (seen.size < MOST_REMEMBERED) seen.add(id);
        return true;
      }),
  };
}

/** `No such column 'Foo' on entity 'Lead'` */
const NO_COLUMN = /No such column '([A-Za-z0-9_.]+)'/;

/** A field that was described, and is refused all the same. */
function refusedField(error: unknown, { fields }: Query): string | undefined {
  if (!isApiError(error, 'INVALID_FIELD')) return undefined;
  const named = NO_COLUMN.exec(error.message)?.[1]?.toLowerCase();
  return fields.find((field) => field.toLowerCase() === named);
}

/** The same rows without a field, which is not known of any. */
async function* without(reads: Reads, query: Query, refused: string): AsyncGenerator<Rows> {
  const { object } = query;
  const reason = `${refused} is refused: ask for Read on ${object}.${refused}`;
  reads.note({ what: object, reason, hides: [], isIncomplete: true });
  const fewer = { ...query, fields: query.fields.filter((field) => field !== refused) };
  const places = fieldsOf(query).map((field) => fieldsOf(fewer).indexOf(field));
  for await (const { rows, after } of readQuery(reads, fewer))
    yield { rows: rows.map((row) => places.map((place) => (place < 0 ? undefined : row[place]))), after };
}

/** Objects that activities are about, by the field that says so. */
const subjects = [
  ['WhoId', 'Lead'],
  ['WhoId', 'Contact'],
  ['WhatId', 'Opportunity'],
  ['WhatId', 'Account'],
] as const;

/** Ids of a query for activities by the records that they are about. */
const MOST_SUBJECTS = 500;

/**
 * Activities by the records that they are about: whoever may not see all data must not ask for more than 100,000 at once.
 * One that is about two of them comes twice, and counts once.
 */
async function* bySubject(reads: Reads, query: Query): AsyncGenerator<Rows> {
  const once = startOnce();
  for (const [field, object] of subjects) {
    if (reads.schema.of(object) === undefined) continue;
    for await (const { rows } of readQuery(reads, { object, fields: [], where: [] })) {
      const ids = rows.flatMap(([id]) => id ?? []);
      for (let from = 0; from < ids.length; from += MOST_SUBJECTS) {
        const among = { field, ids: ids.slice(from, from + MOST_SUBJECTS) };
        for await (const found of readQuery(reads, { ...query, among })) yield { rows: once.of(found.rows) };
      }
    }
  }
}

const isActivity = ({ object }: Query): boolean => object === 'Task' || object === 'Event';

async function* divided(reads: Reads, query: Query, error: unknown): AsyncGenerator<Rows> {
  if (isApiError(error, 'OPERATION_TOO_LARGE') && isActivity(query) && query.among === undefined)
    return yield* bySubject(reads, query);
  const isDated = reads.schema.of(query.object)?.fields.includes('CreatedDate') === true;
  const halves = halvesOf(query, reads.asOf, isDated);
  if (halves === undefined) throw error;
  for (const half of halves) for await (const { rows } of readQuery(reads, half)) yield { rows };
}

/** What to do where there is no first page. */
function otherwise(reads: Reads, query: Query, error: unknown): AsyncGenerator<Rows> {
  if (isTooMuch(error)) return divided(reads, query, error);
  const refused = refusedField(error, query);
  if (refused !== undefined) return without(reads, query, refused);
  throw error;
}

const isLost = (error: unknown): boolean => isApiError(error, 'INVALID_QUERY_LOCATOR');

/** The next page; anew where the org closed the list, which happens once at most; an error is too much for one query. */
type Next = { readonly page: Page; readonly isAnew: boolean } | { readonly error: unknown };

async function nextPage(reads: Reads, rest: Query, next: string, mayRestart: boolean): Promise<Next> {
  try {
    return { page: pageOf(await reads.client.get(next), fieldsOf(rest), next), isAnew: false };
  } catch (error) {
    if (isTooMuch(error)) return { error };
    if (!isLost(error) || !mayRestart) throw error;
    return { page: await restarted(reads, rest), isAnew: true };
  }
}

/** Pages without a row, one after the other, that are borne. */
const MOST_IDLE = 2;

/** How far the pages of a query have been read. */
function startTally(query: Query, begun: Page) {
  const once = startOnce();
  let [expected, read, idle] = [begun.total, 0, 0];
  let last: string | undefined;
  return {
    take: (page: Page): Rows => {
      const rows = once.of(page.rows);
      read += rows.length;
      last = page.rows.at(-1)?.[0] ?? last;
      idle = page.rows.length === 0 ? idle + 1 : 0;
      if (idle > MOST_IDLE)
        throw new SourceError({ message: `the pages of ${query.object} do not end`, hint: 'run again' });
      return { rows, after: last };
    },
    /** What is still to come, as a query of its own. */
    rest: (): Query => (last === undefined ? query : { ...query, after: last }),
    beginAnew: (page: Page): void => {
      expected = read + page.total;
    },
    settle: (note: Reads['note']): void => settle(query, { read, expected, doubles: once.doubles() }, note),
  };
}

async function* pages(reads: Reads, query: Query, begun: Page): AsyncGenerator<Rows> {
  const tally = startTally(query, begun);
  let mayRestart = true;
  let page = begun;
  for (;;) {
    const taken = tally.take(page);
    if (taken.rows.length > 0) yield taken;
    if (page.next === undefined) return tally.settle(reads.note);
    const next = await nextPage(reads, tally.rest(), page.next, mayRestart);
    if ('error' in next) return yield* divided(reads, tally.rest(), next.error);
    page = next.page;
    if (!next.isAnew) continue;
    mayRestart = false;
    tally.beginAnew(page);
  }
}

/** The org closed the list: the rest is asked for anew. */
async function restarted({ client }: Reads, query: Query): Promise<Page> {
  const [first] = await firstPages(client, [query]);
  if (first === undefined || 'error' in first) throw first?.error ?? new ApiError(500, 'UNKNOWN_EXCEPTION', 'no page');
  return first;
}

/** Says what came twice, and what did not come at all, because it changed in the meantime. */
function settle(
  { object }: Query,
  { read, expected, doubles }: { read: number; expected: number; doubles: number },
  note: Reads['note'],
): void {
  if (read === expected && doubles === 0) return;
  const twice = doubles === 0 ? '' : `, ${doubles} came twice and count once`;
  const reason = `${read} of ${expected} rows read${twice}: records changed while they were being read`;
  note({ what: object, reason, hides: [], isIncomplete: read + doubles < expected });
}

/** All rows of a query. What is too much for one is asked for in parts; `first` is its first page where it is there. */
export async function* readQuery(reads: Reads, query: Query, first?: First): AsyncGenerator<Rows> {
  const [page] = first === undefined ? await firstPages(reads.client, [query]) : [first];
  if (page === undefined) return;
  if ('error' in page) yield* otherwise(reads, query, page.error);
  else yield* pages(reads, query, page);
}
