import { parseInstant } from '../../../lib/time.ts';
import { UTC } from '../../../lib/time-zone.ts';
import { batchRead } from '../batch-read.ts';
import { listAll } from '../list.ts';
import type { Office } from '../office.ts';
import type { ObjectName } from '../paths.ts';
import type { ApiRecord } from '../payloads.ts';
import { byId, countAll, type FilterGroup, searchIds } from '../search.ts';
import { startTold, watching } from '../told.ts';
import { ID, isSmall, listDeleted } from './deleted.ts';

/** What is known of an object from an earlier pull. */
export interface Before {
  readonly known: ReadonlySet<string>;
  /** Ids that were listed as deleted; `undefined` where that was not asked. */
  readonly deleted: ReadonlySet<string> | undefined;
  /** Stamps from here on are new: milliseconds since 1970. */
  readonly since: number;
  readonly now: number;
  /** Ids of records that are to be read again though nothing stamps them. */
  readonly again: Iterable<string>;
  /** Properties that hold when something was done last, which is asked for like a stamp. */
  readonly last: readonly string[];
}

/** What became of an object since. */
export interface Changed {
  /** Records that are new, and those that may be other now, by id. */
  readonly records: ReadonlyMap<string, ApiRecord>;
  readonly gone: ReadonlySet<string>;
  /** Ids of records of which a property was set. */
  readonly stamped: ReadonlySet<string>;
  /** Ids that are listed as deleted; `undefined` where that was not asked. */
  readonly deleted: readonly string[] | undefined;
}

/** Why nothing can be said of what changed. */
export const ENDLESS = 'HubSpot gave a page without an end';

/** For so long, the index of the search may still count what was deleted. */
const LAG = 10 * 60_000;

const stampOf = (object: ObjectName): string => (object === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate');

const groupsOf = (object: ObjectName, { since, last }: Before): readonly FilterGroup[] =>
  [stampOf(object), ...last].map((propertyName) => [
    { propertyName, operator: 'GTE', value: String(Math.floor(since)) },
  ]);

function isStamped(object: ObjectName, { properties }: ApiRecord, since: number): boolean {
  const at = parseInstant(properties[stampOf(object)] ?? '', UTC);
  return at === undefined || at >= since;
}

/** All records, from a list that is no longer than asking for changes. */
async function listed(office: Office, object: ObjectName, { known, since }: Before): Promise<Changed> {
  const records = new Map<string, ApiRecord>();
  for await (const page of listAll(office.ask, object, office.fields[object], office.told))
    for (const record of page) records.set(record.id, record);
  return {
    records,
    gone: new Set([...known].filter((id) => !records.has(id))),
    stamped: new Set([...records.values()].filter((one) => isStamped(object, one, since)).map(({ id }) => id)),
    deleted: undefined,
  };
}

const MERGED = 'hs_merged_object_ids';

/** Reads records, and what was merged into them, which is left out again where nobody asked for it. */
async function readMerging(office: Office, object: ObjectName, ids: Iterable<string>) {
  const { ask, fields, dictionaries } = office;
  const { properties, withHistory = [] } = fields[object];
  const tells = !properties.includes(MERGED) && dictionaries[object]?.names?.has(MERGED) === true;
  const asked = { properties: tells ? [...properties, MERGED] : properties, withHistory };
  const { records, missing } = await batchRead(ask, object, [...ids].sort(byId), asked);
  const merged = records.flatMap((record) => (record.properties[MERGED] ?? '').split(';'));
  const plain = ({ properties: { [MERGED]: _merged, ...own }, ...record }: ApiRecord): ApiRecord => ({
    ...record,
    properties: own,
  });
  return { records: tells ? records.map(plain) : records, missing, merged };
}

/** Ids of everything that there is, and what is not known of it yet. */
async function relisted(office: Office, object: ObjectName, known: ReadonlySet<string>, read: Map<string, ApiRecord>) {
  const ids = new Set<string>();
  for await (const page of listAll(office.ask, object, ID, office.told)) for (const { id } of page) ids.add(id);
  const { records } = await readMerging(
    office,
    object,
    [...ids].filter((id) => !known.has(id) && !read.has(id)),
  );
  for (const record of records) read.set(record.id, record);
  for (const id of [...read.keys()]) if (!ids.has(id)) read.delete(id);
  return new Set([...known].filter((id) => !ids.has(id)));
}

/** What was stamped, deleted, restored or merged, held against the count of the index. */
async function searched(
  office: Office,
  object: ObjectName,
  before: Before & { readonly deleted: ReadonlySet<string> },
): Promise<Changed> {
  const { ask, told } = office;
  const { known, since, now, again } = before;
  const found = await searchIds(ask, object, groupsOf(object, before), told);
  const listedAsDeleted = await listDeleted(office, object);
  const deleted = new Set(listedAsDeleted.map(({ id }) => id));
  const restored = [...before.deleted].filter((id) => !deleted.has(id));
  const wanted = new Set([...found, ...restored, ...[...again].filter((id) => known.has(id))]);
  for (const id of deleted) wanted.delete(id);
  const { records, missing, merged } = await readMerging(office, object, wanted);
  const read = new Map(records.map((record) => [record.id, record]));
  let gone = new Set([...deleted, ...missing, ...merged].filter((id) => known.has(id) && !read.has(id)));

  const expected = known.size - gone.size + [...read.keys()].filter((id) => !known.has(id)).length;
  const back = restored.filter((id) => read.has(id)).length;
  const fresh = listedAsDeleted.filter(({ archivedAt }) => (parseInstant(archivedAt ?? '', UTC) ?? now) >= now - LAG);
  const counted = await countAll(ask, object);
  if (counted === undefined || counted < expected - back || counted > expected + fresh.length)
    gone = await relisted(office, object, known, read);

  const isNew = (id: string): boolean => !known.has(id) || restored.includes(id);
  const stamped = [...read.values()].filter((one) => isNew(one.id) || isStamped(object, one, since));
  return { records: read, gone, stamped: new Set(stamped.map(({ id }) => id)), deleted: [...deleted] };
}

/**
 * What became of the records of an object since they were last read; `undefined` where HubSpot gives a page without an
 * end, so that nothing is sure. What the index of the search does not know yet is found by the next reading: changes are
 * asked for from well before the last one.
 */
export async function readChanged(office: Office, object: ObjectName, before: Before): Promise<Changed | undefined> {
  const { known, deleted } = before;
  const { watched, isWhole } = watching(startTold([]));
  const quiet = { ...office, told: watched };
  const changed =
    deleted === undefined || isSmall(known.size, office.fields[object], deleted.size)
      ? await listed(quiet, object, before)
      : await searched(quiet, object, { ...before, deleted });
  return isWhole() ? changed : undefined;
}
