import type { BatchReadInputSimplePublicObjectId } from '@hubspot/api-client/lib/codegen/crm/objects/models/BatchReadInputSimplePublicObjectId.js';
import { type Ask, Rejected } from './ask.ts';
import { chunks, inParallel } from './in-parallel.ts';
import { keptParts } from './kept-parts.ts';
import type { ObjectName } from './paths.ts';
import { type ApiRecord, batchSchema, recordSchema } from './payloads.ts';

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

const sizeFor = ({ withHistory = [] }: Fields): number => (withHistory.length === 0 ? BATCH : WITH_HISTORY);

function sorted(ids: readonly string[], answers: readonly ApiRecord[]): BatchRead {
  const found = new Map(answers.map((record) => [record.id, record]));
  const present = ids.flatMap((id) => found.get(id) ?? []).filter(({ archived }) => archived !== true);
  const ofThese = new Set(present.map(({ id }) => id));
  return { records: present, missing: ids.filter((id) => !ofThese.has(id)) };
}

/**
 * Reads records by id: what stands in them now, whatever the index of the search says. What an interrupted run has read
 * of the same records is not asked for again.
 */
export async function batchRead(
  ask: Ask,
  object: ObjectName,
  ids: readonly string[],
  fields: Fields,
): Promise<BatchRead> {
  const parts = chunks(ids, sizeFor(fields));
  ask.plan(parts.length);
  const read = (part: readonly string[]): Promise<readonly ApiRecord[]> => readBatch(ask, object, part, fields);
  const query = { batch: object, fields };
  return sorted(ids, await keptParts({ ask, query, what: object, ids, parts, schema: recordSchema, read }));
}

/** The same for a few records that whoever asks keeps by itself. */
export async function batchReadOnce(
  ask: Ask,
  object: ObjectName,
  ids: readonly string[],
  fields: Fields,
): Promise<BatchRead> {
  const answers = await inParallel(chunks(ids, sizeFor(fields)), (part) => readBatch(ask, object, part, fields));
  return sorted(ids, answers.flat());
}
