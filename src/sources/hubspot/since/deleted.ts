import type { Fields } from '../batch-read.ts';
import { listAll, pagesOf } from '../list.ts';
import type { Office } from '../office.ts';
import type { ObjectName } from '../paths.ts';
import type { ApiRecord } from '../payloads.ts';

export const ID: Fields = { properties: ['hs_object_id'] };

/** A search, a list of the deleted and a count: whatever takes no more calls is listed whole, and needs none of them. */
export const isSmall = (records: number, fields: Fields, deleted = 0): boolean =>
  pagesOf(records, fields) <= 2 + Math.max(1, pagesOf(deleted, ID));

/** What HubSpot lists as deleted: for 90 days, with the moment when it was. */
export async function listDeleted(
  { ask, told }: Pick<Office, 'ask' | 'told'>,
  object: ObjectName,
): Promise<readonly ApiRecord[]> {
  const found = new Map<string, ApiRecord>();
  for await (const page of listAll(ask, object, ID, told, { isArchived: true }))
    for (const record of page) found.set(record.id, record);
  return [...found.values()];
}
