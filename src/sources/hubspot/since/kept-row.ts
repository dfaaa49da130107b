import * as z from 'zod';
import type { MirrorRow } from '../../../model/mirror.ts';
import { type ApiRecord, recordSchema } from '../payloads.ts';
import type { Activity } from '../records.ts';

/*
 * Records as a mirror keeps them: id, properties, what they were before; of activities, what they are associated with
 * in place of the past. What a mirror gives back is checked like anything from outside.
 */

const { properties, propertiesWithHistory } = recordSchema.shape;
const kept = z.tuple([z.string(), properties, propertiesWithHistory]);
const ids = z.array(z.string()).optional();
const keptActivity = z.tuple([z.string(), properties, z.object({ contacts: ids, deals: ids, leads: ids })]);

export const rowOfRecord = (record: ApiRecord): MirrorRow => [
  record.id,
  record.properties,
  record.propertiesWithHistory ?? null,
];

export function recordIn(row: MirrorRow): ApiRecord {
  const [id, own, past] = kept.parse(row);
  return { id, properties: own, propertiesWithHistory: past };
}

export const rowOfActivity = ({ record, links }: Activity): MirrorRow => [record.id, record.properties, links];

export function activityIn(row: MirrorRow): Activity {
  const [id, own, links] = keptActivity.parse(row);
  return { record: { id, properties: own }, links };
}
