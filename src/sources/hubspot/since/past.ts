import type { MirrorRow } from '../../../model/mirror.ts';
import { type BatchRead, batchRead, type Fields } from '../batch-read.ts';
import type { Office } from '../office.ts';
import type { ApiRecord } from '../payloads.ts';
import { recordIn, rowOfRecord } from './kept-row.ts';
import { shapeOf, type Tables } from './tables.ts';

/** Kept beside the contacts: of most of them nobody asks what was before. */
const TABLE = 'past of contacts';

async function* rowsOf(records: readonly ApiRecord[]): AsyncGenerator<readonly MirrorRow[]> {
  yield records.map(rowOfRecord);
}

async function collect(stream: AsyncIterable<readonly MirrorRow[]>): Promise<ReadonlyMap<string, ApiRecord>> {
  const found = new Map<string, ApiRecord>();
  for await (const rows of stream) for (const row of rows) found.set(row[0], recordIn(row));
  return found;
}

/**
 * What properties of some contacts were before: read of those that were stamped, as left of the others. `stamped` is
 * `undefined` where contacts were read whole.
 */
export async function readPast(
  { office, tables }: { readonly office: Office; readonly tables: Tables },
  contacts: readonly string[],
  fields: Fields,
  stamped: ReadonlySet<string> | undefined,
): Promise<BatchRead> {
  const shape = shapeOf(office, 'contacts', fields);
  const start = await tables.start(TABLE, shape);
  if (stamped === undefined || 'why' in start) {
    const read = await batchRead(office.ask, 'contacts', contacts, fields);
    await collect(tables.replace(TABLE, rowsOf(read.records), shape));
    return read;
  }
  const known = await tables.ids(TABLE);
  const asked = contacts.filter((id) => !known.has(id) || stamped.has(id));
  const { records, missing } = await batchRead(office.ask, 'contacts', asked, fields);
  const wanted = new Set(contacts);
  for (const id of missing) wanted.delete(id);
  const gone = new Set([...known].filter((id) => !wanted.has(id)));
  const rows = new Map(records.map((record) => [record.id, rowOfRecord(record)]));
  const found = await collect(tables.change(TABLE, { rows, gone }, shape));
  return { records: contacts.flatMap((id) => found.get(id) ?? []), missing };
}
