import type { BatchReadInputSimplePublicObjectId } from '@hubspot/api-client/lib/codegen/crm/objects/models/BatchReadInputSimplePublicObjectId.js';
import { type Ask, Rejected } from './ask.ts';
import { chunks, inParallel } from './in-parallel.ts';
import type { ObjectName } from './paths.ts';
import { type ApiRecord, batchSchema } from './payloads.ts';

/** Ids of one batch, and of one batch with history (the latter as commonly used; fewer are tried where it is refused). */
const BATCH = 100;
const WITH_HISTORY = 50;

export interface Fields {
  readonly properties: readonly string[];
  readonly withHistory?: readonly string[];
}

const bodyOf = (
  ids: readonly string[],
  { properties, withHistory = [] }: Fields,
): BatchReadInputSimplePublicObjectId => ({
  inputs: ids.map((id) => ({ id })),
  properties: [...properties],
  propertiesWithHistory: [...withHistory],
});

/** One batch; a batch that is refused is halved, down to a record alone. */
async function readBatch(
  ask: Ask,
  object: ObjectName,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly ApiRecord[]> {
  try {
    return (await ask.post(batchSchema, { kind: 'batch', object }, bodyOf(ids, fields))).results;
  } catch (error) {
    if (!(error instanceof Rejected) || ids.length < 2) throw error;
    const half = Math.ceil(ids.length / 2);
    const first = await readBatch(ask, object, ids.slice(0, half), fields);
    return [...first, ...(await readBatch(ask, object, ids.slice(half), fields))];
  }
}

export interface BatchRead {
  /** In the order of the ids asked for, each once. */
  readonly records: readonly ApiRecord[];
  /** Ids of which nothing came: deleted, or merged into another. */
  readonly missing: readonly string[];
}

/** Reads records by id: what stands in them now, whatever the index of the search says. */
export async function batchRead(
  ask: Ask,
  object: ObjectName,
  ids: readonly string[],
  fields: Fields,
  done: (records: number) => void = () => undefined,
): Promise<BatchRead> {
  const size = fields.withHistory === undefined || fields.withHistory.length === 0 ? BATCH : WITH_HISTORY;
  ask.plan(Math.ceil(ids.length / size));
  const answers = await inParallel(chunks(ids, size), async (part) => {
    const records = await readBatch(ask, object, part, fields);
    done(records.length);
    return records;
  });
  const found = new Map(answers.flat().map((record) => [record.id, record]));
  const present = ids.flatMap((id) => found.get(id) ?? []).filter(({ archived }) => archived !== true);
  const ofThese = new Set(present.map(({ id }) => id));
  return { records: present, missing: ids.filter((id) => !ofThese.has(id)) };
}
