import type { CsvRow } from '../../lib/csv/read-csv.ts';
import { SourceError } from '../../lib/errors.ts';
import { DAY } from '../../lib/time.ts';
import type { Mirror, TableChange } from '../../model/mirror.ts';
import { CallsExhausted } from '../live/call-budget.ts';
import { STALE, WHOLE_EVERY } from '../live/whole-every.ts';
import { CONVERTED, expectedIds, type Watched, WholeNeeded, watch } from './changes.ts';
import { type Compared, LAST_ACTIVITY } from './consequences.ts';
import { detect } from './detect.ts';
import { fromMirror, isSameShape, type MirroredTable, projection, stateIn, toMirror } from './mirrored-table.ts';
import type { Reads } from './read-query.ts';

/** After so long the recycle bin forgets what was deleted (15 days), less a day for clocks and long runs. */
const MOST_AGE = 14 * DAY;

/** Before the mark, too: transactions end later than the moment that they write down, and clocks differ. */
const OVERLAP = 60 * 60_000;

/** Objects that rows of others refer to. */
const REFERRED: readonly string[] = ['Account', 'Contact', 'Lead', 'Opportunity'];

/** How a table is going to be read. */
export type Plan =
  | { readonly kind: 'whole' }
  /** Whole, and already, since that takes no more than asking what changed. */
  | { readonly kind: 'read'; readonly rows: readonly CsvRow[] }
  /** From the mirror, with what changed; `ids` are those of its rows as they are now. */
  | { readonly kind: 'change'; readonly change: TableChange; readonly ids: () => readonly string[] };

type Plans = Map<MirroredTable, Plan>;

export interface Planning {
  readonly mirror: Mirror;
  readonly tables: readonly MirroredTable[];
  /** Is told of tables that are going to be read whole, so that their first pages come together. */
  readonly prepare: (tables: readonly MirroredTable[]) => void;
  /** Reads a table whole. */
  readonly read: (table: MirroredTable) => AsyncIterable<readonly CsvRow[]>;
  /** Tables of no more rows are read whole: their one page costs no more than their changes. */
  readonly fewRows: number;
  readonly now: number;
  readonly notify: (line: string) => void;
}

/** Why nothing can be gone on with; `undefined` where it can. */
function whyAnew({ mirror: { past }, now }: Planning): string | undefined {
  if (past === undefined) return undefined;
  if (now < past.readAt) return 'the last snapshot is of a time to come';
  if (now - past.readAt > MOST_AGE) return 'the last snapshot is more than two weeks old, and the recycle bin forgets';
  return now - past.wholeAt > WHOLE_EVERY ? STALE : undefined;
}

/** Whether activities are asked for in such a way that they tell whose roll-up moved. */
const followsActivities = (tables: readonly MirroredTable[]): boolean =>
  ['Task', 'Event'].every((object) =>
    tables.some(
      (table) =>
        table.object === object &&
        table.mark !== undefined &&
        ['WhoId', 'WhatId'].every((field) => table.columns.includes(field)),
    ),
  );

/** Why a table has to be read whole, though its changes are known; `undefined` where they are enough. */
function whyWhole(planning: Planning, table: MirroredTable): string | undefined {
  const { tables } = planning;
  const [derived] = table.derived;
  if (derived !== undefined) return `${derived} changes while its record does not`;
  if (table.columns.includes(LAST_ACTIVITY) && !followsActivities(tables)) return `${LAST_ACTIVITY} follows activities`;
  const shape = shapeLeft(planning, table);
  if (isSameShape(shape, table.shape)) return undefined;
  const other = table.shape.find((line) => !shape.includes(line))?.split(' ')[0];
  return other === undefined ? 'other fields are asked for' : `${other} is new, or of another kind`;
}

/** What differs between the rows that were left and those that were read. */
async function comparison(
  mirror: Mirror,
  table: MirroredTable,
  now: readonly CsvRow[],
): Promise<{ readonly compared: Compared; readonly change: TableChange }> {
  const rows = new Map(now.map((row) => [row[0] ?? '', row]));
  const touched: CsvRow[] = [];
  const gone = new Set<string>();
  const changed = new Map(rows);
  for await (const some of mirror.rows(table.name)) {
    for (const old of some) {
      const row = rows.get(old[0]);
      const before = fromMirror(old);
      if (row !== undefined && JSON.stringify(row) === JSON.stringify(before)) {
        changed.delete(old[0]);
        continue;
      }
      if (row === undefined) gone.add(old[0]);
      touched.push(before);
    }
  }
  const ids = new Set([...changed.keys(), ...gone]);
  const at = table.columns.indexOf(CONVERTED);
  const converted = new Set([...changed].flatMap(([id, row]) => (row[at] === 'true' ? [id] : [])));
  const compared = { object: table.object, touched: [...touched, ...changed.values()], ids, gone, converted };
  return { compared, change: { rows: new Map([...changed].map(([id, row]) => [id, toMirror(row)])), gone } };
}

async function idsIn(mirror: Mirror, { name }: MirroredTable): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const rows of mirror.rows(name)) for (const [id] of rows) ids.add(id);
  return ids;
}

/** One watched object for all tables of it. */
async function watchedFrom({ mirror }: Planning, tables: readonly MirroredTable[]): Promise<readonly Watched[]> {
  const watched: Watched[] = [];
  for (const object of new Set(tables.map((table) => table.object))) {
    const own = tables.filter((table) => table.object === object);
    const marks = own.map(({ name }) => stateIn(mirror.past?.tables.get(name)?.state)?.mark ?? 0);
    const [first] = own;
    if (first !== undefined) watched.push(watch(own, await idsIn(mirror, first), Math.min(...marks), OVERLAP));
  }
  return watched;
}

async function collected(rows: AsyncIterable<readonly CsvRow[]>): Promise<readonly CsvRow[]> {
  const all: CsvRow[] = [];
  for await (const some of rows) for (const row of some) all.push(row);
  return all;
}

/** The tables whose rows were left, told by size; throws where one that others refer to was not. */
async function sorted(planning: Planning) {
  const { mirror, tables, fewRows } = planning;
  const [small, large]: [MirroredTable[], MirroredTable[]] = [[], []];
  for (const table of tables) {
    if (table.mark === undefined) continue;
    const left = mirror.past?.tables.get(table.name);
    if (left === undefined) throw new WholeNeeded(`${table.object} was not read before`);
    if (stateIn(left.state) === undefined || !(await mirror.holds(table.name)))
      throw new WholeNeeded(`what was left of ${table.object} is damaged`);
    (left.rows <= fewRows ? small : large).push(table);
  }
  return { small, large };
}

function changeOf({ columns, rows, gone }: Watched, table: MirroredTable): TableChange {
  const own = projection(columns, table.columns);
  return { rows: new Map([...rows].map(([id, row]) => [id, toMirror(own(row))])), gone };
}

const shapeLeft = ({ mirror: { past } }: Planning, { name }: MirroredTable): readonly string[] =>
  stateIn(past?.tables.get(name)?.state)?.shape ?? [];

/** Reads the small tables, which are planned with that; what of them changed. */
async function readSmall(planning: Planning, small: readonly MirroredTable[], plans: Plans) {
  const changes = new Map<MirroredTable, Omit<Extract<Plan, { kind: 'change' }>, 'kind'>>();
  const compared: Compared[] = [];
  for (const table of small) {
    const rows = await collected(planning.read(table));
    plans.set(table, { kind: 'read', rows });
    const found = await comparison(planning.mirror, table, rows);
    compared.push(found.compared);
    if (isSameShape(shapeLeft(planning, table), table.shape))
      changes.set(table, { change: found.change, ids: () => rows.flatMap(([id]) => id ?? []) });
  }
  return { compared, changes };
}

/** Goes on with the tables whose changes are enough; says why others are read whole. */
function goOn(planning: Planning, watched: readonly Watched[], plans: Plans): void {
  for (const one of watched) {
    for (const table of one.tables) {
      const why = whyWhole(planning, table);
      if (why === undefined)
        plans.set(table, { kind: 'change', change: changeOf(one, table), ids: () => expectedIds(one) });
      else planning.notify(`${table.object} is read whole: ${why}`);
    }
  }
}

async function planChanges(reads: Reads, planning: Planning, plans: Plans): Promise<void> {
  const { mirror, tables } = planning;
  const { small, large } = await sorted(planning);
  if (large.length === 0) return;
  planning.prepare([...small, ...tables.filter(({ mark }) => mark === undefined)]);
  const { compared, changes } = await readSmall(planning, small, plans);
  const watched = await watchedFrom(planning, large);
  const asked = new Set(tables.map(({ object }) => object));
  const unasked = REFERRED.filter((object) => !asked.has(object) && reads.schema.of(object) !== undefined);
  await detect(reads, { mirror, watched, compared, unasked });
  goOn(planning, watched, plans);
  if (![...plans.values()].some(({ kind }) => kind === 'change')) return;
  for (const [table, change] of changes) {
    plans.set(table, { kind: 'change', ...change });
  }
}

/** Why changes could not be told, where everything is read for that: not without a call left. Throws what ends the run. */
function whyFailed(error: unknown): string | undefined {
  if (error instanceof CallsExhausted) return undefined;
  if (error instanceof WholeNeeded || error instanceof SourceError) return error.message;
  throw error;
}

/** How each table is going to be read. Where changes cannot be told for sure, everything is read, and it is said why. */
export async function planReading(reads: Reads, planning: Planning): Promise<ReadonlyMap<MirroredTable, Plan>> {
  const plans: Plans = new Map();
  const { notify, mirror } = planning;
  const anew = (why: string): void => notify(`everything is read anew: ${why}`);
  const why = whyAnew(planning);
  if (mirror.past === undefined) return plans;
  if (why !== undefined) {
    anew(why);
    return plans;
  }
  try {
    await planChanges(reads, planning, plans);
  } catch (error) {
    const failed = whyFailed(error);
    if (failed !== undefined) anew(failed);
    for (const [table, plan] of plans) if (plan.kind !== 'read') plans.delete(table);
  }
  return plans;
}
