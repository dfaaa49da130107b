import type { Stream } from '../../model/dataset.ts';
import type { RowType } from '../../model/fields.ts';
import type { Reading } from './reading.ts';

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
 * before the end of the file, so that they are all kept until then; audits keep them anyway.
 */
export async function* onceEach<T extends Row>(
  type: RowType,
  stream: Stream<T>,
  { gaps }: Pick<Reading, 'gaps'>,
): AsyncGenerator<readonly T[]> {
  const kept = startKeeping<T>();
  for await (const batch of stream) for (const row of batch) kept.take(row);
  const more = kept.doubles();
  if (more > 0) {
    const reason = `${more} more ${more === 1 ? 'row has' : 'rows have'} the id of another: the latest counts`;
    gaps.push({ what: NOUNS[type] ?? type, reason, hides: [], isIncomplete: true });
  }
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
