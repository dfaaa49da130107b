import { startTextTable } from '../../lib/text-table.ts';
import { readAgain, type Stream } from '../../model/dataset.ts';
import type { RowType } from '../../model/fields.ts';
import type { Reading } from './reading.ts';
import { drain, eachRow } from './stream.ts';

interface Row {
  readonly id?: string | null | undefined;
  readonly modifiedAt?: number | null | undefined;
}

/** Row types of which an id stands for one record. */
const NOUNS: { readonly [T in RowType]?: string } = {
  account: 'Accounts',
  contact: 'Contacts',
  lead: 'Leads',
  deal: 'Deals',
};

/** As many rows as readers hand out together. */
const BATCH = 4096;

/** A row that was modified earlier does not take the place of one that was modified later. */
const isOlder = (row: Row, known: Row | undefined): boolean =>
  typeof row.modifiedAt === 'number' && typeof known?.modifiedAt === 'number' && row.modifiedAt < known.modifiedAt;

/**
 * Each record once, in the place of its first row: of rows with one id, the one that was modified last counts, and of
 * rows that do not tell, the last. Rows without an id cannot be told apart and stay. The rows of a record are not known
 * before the end of the file: where that can be read again, leads and deals are, and of nearly all of them nothing is
 * kept; other rows are kept until then, and audits keep them anyway.
 */
export function onceEach<T extends Row>(type: RowType, stream: Stream<T>, reading: Pick<Reading, 'gaps'>): Stream<T> {
  const { again } = stream;
  const isHeld = again === undefined || (type !== 'lead' && type !== 'deal');
  return isHeld ? keeping(type, stream, reading) : rereading(type, stream, again, reading);
}

function tellOf(type: RowType, more: number, { gaps }: Pick<Reading, 'gaps'>): void {
  if (more === 0) return;
  const reason = `${more} more ${more === 1 ? 'row has' : 'rows have'} the id of another: the latest counts`;
  gaps.push({ what: NOUNS[type] ?? type, reason, hides: [], isIncomplete: true });
}

async function* keeping<T extends Row>(
  type: RowType,
  stream: Stream<T>,
  reading: Pick<Reading, 'gaps'>,
): AsyncGenerator<readonly T[]> {
  const kept = startKeeping<T>();
  for await (const batch of stream) for (const row of batch) kept.take(row);
  tellOf(type, kept.doubles(), reading);
  for (let at = 0; at < kept.rows.length; at += BATCH) yield kept.rows.slice(at, at + BATCH);
}

function startKeeping<T extends Row>() {
  const rows: T[] = [];
  const places = new Map<string, number>();
  let doubles = 0;
  const take = (row: T): void => {
    const place = row.id ? places.get(row.id) : undefined;
    if (place === undefined) {
      if (row.id) places.set(row.id, rows.length);
      rows.push(row);
      return;
    }
    doubles += 1;
    if (!isOlder(row, rows[place])) rows[place] = row;
  };
  return { rows, take, doubles: () => doubles };
}

/** Reads for ids first, then for the rows of ids that came twice, and then each row. */
function rereading<T extends Row>(
  type: RowType,
  stream: Stream<T>,
  again: () => Stream<T>,
  reading: Pick<Reading, 'gaps'>,
): Stream<T> {
  let found: Promise<ReadonlyMap<string, T>> | undefined;
  const latestOfDoubled = async (): Promise<ReadonlyMap<string, T>> => {
    const ids = await doubledIn(stream);
    const kept = startKeeping<T>();
    const take = (row: T): void => {
      if (ids.has(row.id ?? '')) kept.take(row);
    };
    if (ids.size > 0) await drain(again(), take);
    tellOf(type, kept.doubles(), reading);
    return new Map(kept.rows.map((row) => [row.id ?? '', row]));
  };
  async function* rows(): AsyncGenerator<readonly T[]> {
    found ??= latestOfDoubled();
    const latest = await found;
    if (latest.size === 0) yield* again();
    else yield* inPlace(again(), latest);
  }
  return readAgain({ [Symbol.asyncIterator]: rows }, rows);
}

async function doubledIn<T extends Row>(stream: Stream<T>): Promise<ReadonlySet<string>> {
  const ids = startTextTable();
  const doubled = new Set<string>();
  await drain(stream, ({ id }) => {
    const known = ids.size();
    if (id && ids.numberOf(id) < known) doubled.add(id);
  });
  return doubled;
}

/** The rows of a stream; of ids that came twice the latest row, in the place of the first. */
function inPlace<T extends Row>(stream: Stream<T>, latest: ReadonlyMap<string, T>): Stream<T> {
  const told = new Set<string>();
  return eachRow(stream, (row, out: T[]) => {
    const id = row.id ?? '';
    if (!told.has(id)) out.push(latest.get(id) ?? row);
    if (latest.has(id)) told.add(id);
  });
}
