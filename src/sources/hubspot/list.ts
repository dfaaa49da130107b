import * as z from 'zod';
import { type Ask, Rejected } from './ask.ts';
import { batchReadOnce, type Fields } from './batch-read.ts';
import { cutHides } from './office.ts';
import type { ObjectName } from './paths.ts';
import { type ApiRecord, type Page, pageSchema, recordSchema } from './payloads.ts';
import type { Told } from './told.ts';

/** Records of one page; fewer come with their history. */
const PAGE = 100;
const WITH_HISTORY = 50;

/** Pages that so many records fill. */
export const pagesOf = (records: number, { withHistory = [] }: Fields): number =>
  Math.ceil(records / (withHistory.length > 0 ? WITH_HISTORY : PAGE));

/** A longer address may be refused on its way. */
const LONGEST_QUERY = 6000;

const listed = (names: readonly string[] | undefined): string | undefined =>
  names === undefined || names.length === 0 ? undefined : names.join(',');

/** Whether the names of the properties fit into an address. */
const fits = ({ properties, withHistory = [] }: Fields): boolean =>
  [...properties, ...withHistory].join(',').length <= LONGEST_QUERY;

type Query = Readonly<Record<string, string | undefined>>;

/** Asks for pages, for fewer records at a time once so many are refused. */
function startAsking(ask: Ask, object: ObjectName, query: Query, most: number) {
  let limit = most;
  const next = async (after: string | undefined): Promise<Page> => {
    try {
      return await ask.get(pageSchema, { kind: 'list', object }, { ...query, limit: String(limit), after });
    } catch (error) {
      if (!(error instanceof Rejected) || query.propertiesWithHistory === undefined || limit < 2) throw error;
      limit = Math.floor(limit / 2);
      return next(after);
    }
  };
  return next;
}

const keptSchema = z.array(recordSchema);

/** Where the next page begins; `null` where there is none, `undefined` where a page leads nowhere. */
function startFollowing() {
  const cursors = new Set<string>();
  return ({ paging, results }: Page): string | null | undefined => {
    if (paging === undefined) return null;
    if (results.length === 0 || cursors.has(paging)) return undefined;
    cursors.add(paging);
    return paging;
  };
}

/**
 * All records of an object, page by page, in the order of the portal. The list is up to date, which the index of the
 * search is not. Where the names of properties are too long for an address, ids are listed and read by batches. What
 * an interrupted run has kept is not asked for again. Deleted records, which HubSpot lists for 90 days, are a list of
 * their own.
 */
export async function* listAll(
  ask: Ask,
  object: ObjectName,
  fields: Fields,
  told: Told,
  { isArchived = false } = {},
): AsyncGenerator<readonly ApiRecord[]> {
  const isShort = fits(fields);
  const most = (fields.withHistory?.length ?? 0) > 0 && isShort ? WITH_HISTORY : PAGE;
  const nextPage = startAsking(ask, object, queryFor(fields, isShort, isArchived), most);
  const readWhole = async ({ results }: Page): Promise<readonly ApiRecord[]> => {
    const ids = results.map(({ id }) => id);
    return isShort ? results : (await batchReadOnce(ask, object, ids, fields)).records;
  };
  const query = JSON.stringify({ object, fields, ...(isArchived && { isArchived }) });
  const pull = await ask.openPull(query, isArchived ? `deleted ${object}` : object);
  for await (const rows of pull.arrived()) yield keptSchema.parse(rows);
  const follow = startFollowing();
  let after = pull.cursor;
  while (after !== null) {
    const page: Page = await nextPage(after);
    const records = await readWhole(page);
    const next = follow(page);
    if (next === undefined) {
      yield records;
      const reason = 'HubSpot gave a page without an end: what lay behind it was not read';
      told.gap({ what: `List of ${object}`, reason, hides: cutHides(object), isIncomplete: true });
      return;
    }
    after = next;
    await pull.keep(records, after);
    yield records;
  }
}

function queryFor({ properties, withHistory }: Fields, isShort: boolean, isArchived: boolean): Query {
  const archived = String(isArchived);
  return isShort
    ? { properties: listed(properties), propertiesWithHistory: listed(withHistory), archived }
    : { properties: 'hs_object_id', archived };
}
