import type { Ask } from './ask.ts';
import { Rejected } from './ask.ts';
import { batchRead, type Fields } from './batch-read.ts';
import type { ObjectName } from './paths.ts';
import { type ApiRecord, pageSchema } from './payloads.ts';
import type { Told } from './told.ts';

/** Records of one page; fewer come with their history. */
const PAGE = 100;
const WITH_HISTORY = 50;

/** A longer address may be refused on its way. */
const LONGEST_QUERY = 6000;

const listed = (names: readonly string[] | undefined): string | undefined =>
  names === undefined || names.length === 0 ? undefined : names.join(',');

/** Whether the names of the properties fit into an address. */
const fits = ({ properties, withHistory = [] }: Fields): boolean =>
  [...properties, ...withHistory].join(',').length <= LONGEST_QUERY;

/**
 * All records of an object, page by page, in the order of the portal. The list is up to date, which the index of the
 * search is not. Where the names of properties are too long for an address, ids are listed and read by batches.
 */
export async function* listAll(
  ask: Ask,
  object: ObjectName,
  fields: Fields,
  told: Told,
): AsyncGenerator<readonly ApiRecord[]> {
  const isShort = fits(fields);
  const limit = (fields.withHistory?.length ?? 0) > 0 && isShort ? WITH_HISTORY : PAGE;
  const query = isShort
    ? { properties: listed(fields.properties), propertiesWithHistory: listed(fields.withHistory) }
    : { properties: 'hs_object_id' };
  const cursors = new Set<string>();
  let after: string | undefined;
  do {
    const page = await onePage(ask, object, { ...query, limit: String(limit), archived: 'false', after });
    const ids = page.results.map(({ id }) => id);
    yield isShort ? page.results : (await batchRead(ask, object, ids, fields)).records;
    after = page.paging;
    if (after === undefined) return;
    if (page.results.length === 0 || cursors.has(after)) {
      const reason = 'HubSpot gave a page without an end: what lay behind it was not read';
      told.gap({ what: `List of ${object}`, reason, hides: [], isIncomplete: true });
      return;
    }
    cursors.add(after);
  } while (after !== undefined);
}

/** One page; where so many are refused, half of them are asked for. */
async function onePage(
  ask: Ask,
  object: ObjectName,
  query: { readonly limit: string } & Record<string, string | undefined>,
) {
  try {
    return await ask.get(pageSchema, { kind: 'list', object }, query);
  } catch (error) {
    const limit = Math.floor(Number(query.limit) / 2);
    if (!(error instanceof Rejected) || limit < 1 || query.propertiesWithHistory === undefined) throw error;
    return await ask.get(pageSchema, { kind: 'list', object }, { ...query, limit: String(limit) });
  }
}
