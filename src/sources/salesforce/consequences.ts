import type { CsvRow } from '../../lib/csv/read-csv.ts';
import type { Mirror } from '../../model/mirror.ts';
import type { Watched } from './changes.ts';
import { fromMirror, projection } from './mirrored-table.ts';

/** Rows that were read whole, and what of them changed. */
export interface Compared {
  readonly object: string;
  /** Rows that are new or other as they are, and those that are other or gone as they were. */
  readonly touched: readonly CsvRow[];
  readonly ids: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  /** Ids of leads that were converted. */
  readonly converted: ReadonlySet<string>;
}

/** Activities, and who takes part in them: what they say decides when somebody was last in touch with a record. */
export const activities: ReadonlySet<string> = new Set(['Task', 'Event', 'TaskRelation', 'EventRelation']);

/** The roll-up of activities; it moves without a trace on the record. */
export const LAST_ACTIVITY = 'LastActivityDate';

/** Leads, opportunities, accounts and contacts. */
const RECORD = /^(?:00Q|006|001|003)[a-zA-Z0-9]{15}$/;

const ID_LENGTH = 18;

const isSame = (a: CsvRow, b: CsvRow): boolean => a.length === b.length && a.every((cell, i) => cell === b[i]);

const isRecord = (cell: string | undefined): cell is string => cell !== undefined && RECORD.test(cell);

/** Everything that may have changed, and what of it is known by now. */
export interface Changed {
  readonly watched: readonly Watched[];
  readonly compared: readonly Compared[];
  /** Ids of any object: what was deleted, merged or converted, so that others may not refer to it any more. */
  readonly left: ReadonlySet<string>;
}

/** Records that activities are about which changed, as they are now. */
function nowAbout({ watched, compared }: Changed): readonly string[] {
  const rows = [
    ...watched.filter(({ object }) => activities.has(object)).flatMap((one) => [...one.rows.values()]),
    ...compared.filter(({ object }) => activities.has(object)).flatMap(({ touched }) => touched),
  ];
  return rows.flatMap((row) => row.filter(isRecord));
}

/** Ids of activities that changed: those who took part in them may be told by rows that did not. */
const changedActivities = ({ watched, compared }: Changed): ReadonlySet<string> =>
  new Set([
    ...watched.filter(({ object }) => activities.has(object)).flatMap(({ rows, gone }) => [...rows.keys(), ...gone]),
    ...compared.filter(({ object }) => activities.has(object)).flatMap(({ ids }) => [...ids]),
  ]);

/** Whether a cell of a row names one of these. */
const refersTo = (row: CsvRow, ids: ReadonlySet<string>): boolean =>
  row.some((cell, at) => at > 0 && cell?.length === ID_LENGTH && ids.has(cell));

/** A row that the mirror holds, with what it has become, as far as that is known. */
interface Held {
  readonly id: string;
  readonly row: CsvRow;
  readonly now: CsvRow | undefined;
}

async function* heldRows(mirror: Mirror, one: Watched): AsyncGenerator<Held> {
  for (const table of one.tables) {
    const own = projection(one.columns, table.columns);
    for await (const rows of mirror.rows(table.name)) {
      for (const row of rows) {
        const now = one.rows.get(row[0]);
        yield { id: row[0], row: fromMirror(row), now: now && own(now) };
      }
    }
  }
}

/** Ids of rows that refer to one of these (deleted, merged, converted) and that nobody has touched: the org may have. */
async function referring(mirror: Mirror, one: Watched, left: ReadonlySet<string>): Promise<readonly string[]> {
  const ids = new Set<string>();
  if (left.size === 0) return [];
  for await (const { id, row, now } of heldRows(mirror, one))
    if (now === undefined && !one.gone.has(id) && refersTo(row, left)) ids.add(id);
  return [...ids];
}

/** Records that activities are about, or were, which changed. */
async function aboutChanged(mirror: Mirror, changed: Changed): Promise<ReadonlySet<string>> {
  const about = [...nowAbout(changed)];
  const moved = changedActivities(changed);
  for (const one of changed.watched.filter(({ object }) => activities.has(object))) {
    const isTouched = ({ id, row, now }: Held): boolean =>
      one.gone.has(id) || (now !== undefined && !isSame(row, now)) || refersTo(row, moved);
    for await (const held of heldRows(mirror, one)) if (isTouched(held)) about.push(...held.row.filter(isRecord));
  }
  return new Set(about);
}

/**
 * Ids of rows to be read again although nothing tells that they changed, by object: those that refer to what was
 * left behind, and records whose roll-up of activities may have moved.
 */
export async function consequencesOf(
  mirror: Mirror,
  changed: Changed,
): Promise<ReadonlyMap<Watched, readonly string[]>> {
  const rolled = changed.watched.filter(({ columns }) => columns.includes(LAST_ACTIVITY));
  const about = rolled.length === 0 ? new Set<string>() : await aboutChanged(mirror, changed);
  const again = new Map<Watched, readonly string[]>();
  for (const one of changed.watched) {
    const ids = new Set(await referring(mirror, one, changed.left));
    if (rolled.includes(one))
      for (const id of about) if (one.known.has(id) && !one.rows.has(id) && !one.gone.has(id)) ids.add(id);
    again.set(one, [...ids]);
  }
  return again;
}
