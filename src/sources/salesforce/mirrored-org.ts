import type { CsvRow } from '../../lib/csv/read-csv.ts';
import type { Mirror, MirrorRow, TableChange } from '../../model/mirror.ts';
import type { Pull } from '../live/pull.ts';
import { WholeNeeded } from './changes.ts';
import type { Ask, Feed } from './feed.ts';
import { type Plan, planReading } from './mirror-plan.ts';
import {
  fromMirror,
  type MirroredTable,
  mirroredTable,
  projection,
  stateIn,
  type TableState,
  toMirror,
} from './mirrored-table.ts';
import type { Reads } from './read-query.ts';
import { type WholeOrgOptions, wholeOrg } from './whole-org.ts';

export interface MirroredOrgOptions extends WholeOrgOptions {
  /** Asked when the first row is; `undefined` where nothing is to be kept. */
  readonly openMirror: () => Promise<Mirror | undefined>;
  readonly now: () => number;
  readonly notify: (line: string) => void;
  /** Rows of a table that is always read whole. */
  readonly fewRows?: number | undefined;
}

/** A page of a query. */
const PAGE = 2000;

/**
 * Up to when the rows of tables are known, by the clock of the org: what changes later, or has not been seen by then, is
 * for the next pull. Where the org tells no time, no change counts as seen that is later than those that were.
 */
function startMarks({ client }: Reads, now: () => number) {
  const clock = client.clock();
  const skew = (clock ?? now()) - now();
  const begun = now() + skew;
  const resumed = new Map<string, number>();
  return {
    /** An interrupted pull is gone on with: its rows were read as long ago as that. */
    heard: (object: string, { cursor, startedAt }: Pull): void => {
      if (cursor !== undefined) resumed.set(object, Math.min(startedAt + skew, resumed.get(object) ?? begun));
    },
    of: (object: string, latest: number): number => {
      const known = resumed.get(object) ?? begun;
      return clock === undefined ? Math.min(latest, known) : known;
    },
  };
}

type Marks = ReturnType<typeof startMarks>;

/** Passes rows on as they are kept, and tells the latest change among them. */
function startPassing({ columns, mark = '' }: MirroredTable) {
  const at = columns.indexOf(mark);
  let latest = 0;
  return {
    latest: () => latest,
    of: async function* (all: AsyncIterable<readonly CsvRow[]> | Iterable<readonly CsvRow[]>) {
      for await (const rows of all) {
        for (const row of rows) latest = Math.max(latest, Date.parse(row[at] ?? '') || 0);
        yield rows.map(toMirror);
      }
    },
  };
}

interface Kept {
  readonly mirror: Mirror;
  readonly marks: Marks;
  /** Objects of which something could not be read. */
  readonly flawed: ReadonlySet<string>;
}

/** The rows of a table that is read whole, kept as they pass unless something of them is missing. */
function whole(table: MirroredTable, all: AsyncIterable<readonly CsvRow[]> | Iterable<readonly CsvRow[]>, kept: Kept) {
  const passing = startPassing(table);
  return kept.mirror.replace(table.name, passing.of(all), () =>
    kept.flawed.has(table.object) ? undefined : stateOf(table, kept, passing.latest()),
  );
}

const stateOf = ({ object, shape }: MirroredTable, { marks }: Kept, latest: number): TableState => ({
  shape: [...shape],
  mark: marks.of(object, latest),
});

/** The latest change among rows that are new or other, or of the last pull. */
function latestOf(table: MirroredTable, { rows }: TableChange, { mirror: { past } }: Kept): number {
  const at = table.columns.indexOf(table.mark ?? '');
  const before = stateIn(past?.tables.get(table.name)?.state)?.mark ?? 0;
  return [...rows.values()].reduce((last, row) => Math.max(last, Date.parse(String(row[at])) || 0), before);
}

function rowsOf(
  table: MirroredTable,
  plan: Plan,
  read: () => AsyncIterable<readonly CsvRow[]>,
  kept: Kept,
): AsyncIterable<readonly MirrorRow[]> {
  if (plan.kind === 'whole') return whole(table, read(), kept);
  if (plan.kind === 'read') return whole(table, [plan.rows], kept);
  return kept.mirror.change(table.name, plan.change, stateOf(table, kept, latestOf(table, plan.change, kept)));
}

/** Ids of notes, where they have been found out already; what they are attached to is asked by them. */
function notesIn(plans: ReadonlyMap<MirroredTable, Plan>): readonly string[] | undefined {
  for (const [{ object }, plan] of plans) {
    if (object !== 'ContentNote' || plan.kind === 'whole') continue;
    return plan.kind === 'read' ? plan.rows.flatMap(([id]) => id ?? []) : plan.ids();
  }
  return undefined;
}

/** The rows of tables that are read whole: those that are prepared have their first pages asked for together. */
function startReading(inner: Feed) {
  const asks = new Map<MirroredTable, Ask>();
  const askFor = (table: MirroredTable): Ask => {
    const ask = asks.get(table) ?? inner.ask(table.object, table.columns);
    asks.set(table, ask);
    return ask;
  };
  return {
    prepare: (tables: readonly MirroredTable[]): void => {
      for (const table of tables) askFor(table);
    },
    read: (table: MirroredTable): AsyncIterable<readonly CsvRow[]> => askFor(table)(),
  };
}

/** Changes that could not be read in full tell nothing for sure. */
const refuseFlaws: Reads['note'] = ({ what, reason }) => {
  throw new WholeNeeded(`${what}: ${reason}`);
};

async function* projected(rows: AsyncIterable<readonly CsvRow[]>, { columns, fields }: MirroredTable) {
  const own = projection(columns, fields);
  for await (const some of rows) yield some.map(own);
}

async function* fromKept(rows: AsyncIterable<readonly MirrorRow[]>) {
  for await (const some of rows) yield some.map(fromMirror);
}

/**
 * Everything that this user sees in an org, on top of what the last pull left of it: of large objects only what changed is
 * asked for. Rows come as if everything had been read.
 */
export function mirroredOrg(all: Reads, options: MirroredOrgOptions): Feed {
  const { openMirror, now, notify, fewRows = PAGE } = options;
  const flawed = new Set<string>();
  const reads: Reads = {
    ...all,
    note: (gap) => {
      flawed.add(gap.what);
      all.note(gap);
    },
  };
  const tables: MirroredTable[] = [];
  let marks: Marks | undefined;
  let notes: readonly string[] | undefined;
  const inner = wholeOrg(reads, {
    ...options,
    openPull: async (query, what) => {
      const pull = await options.openPull(query, what);
      marks?.heard(what, pull);
      return pull;
    },
    notes: () => notes,
  });

  const begin = async (): Promise<readonly Ask[]> => {
    marks = startMarks(reads, now);
    const mirror = await openMirror();
    if (mirror === undefined) return tables.map(({ object, fields }) => inner.ask(object, fields));
    const kept: Kept = { mirror, marks, flawed };
    const { prepare, read } = startReading(inner);
    const planning = { mirror, tables, prepare, read, fewRows, now: now(), notify };
    const plans = await planReading({ ...all, note: refuseFlaws }, planning);
    const planOf = (table: MirroredTable): Plan => plans.get(table) ?? { kind: 'whole' };
    prepare(tables.filter((table) => planOf(table).kind === 'whole'));
    notes = notesIn(plans);
    return tables.map((table) => () => {
      if (table.mark === undefined) return projected(read(table), table);
      return projected(fromKept(rowsOf(table, planOf(table), () => read(table), kept)), table);
    });
  };

  let begun: ReturnType<typeof begin> | undefined;
  return {
    rest: inner.rest,
    ask: (object, fields) => {
      const turn = tables.filter((table) => table.object === object).length;
      const at = tables.push(mirroredTable(all.schema, all.client.version(), { object, fields, turn })) - 1;
      return async function* () {
        begun ??= begin();
        const ask = (await begun)[at];
        if (ask !== undefined) yield* ask();
      };
    },
  };
}
