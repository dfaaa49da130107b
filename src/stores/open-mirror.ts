import { createHash } from 'node:crypto';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { Stream } from '../model/dataset.ts';
import type {
  Mirror,
  MirrorDraft,
  MirrorOf,
  MirrorPage,
  MirrorPast,
  MirrorRow,
  MirrorTable,
  MirrorTally,
} from '../model/mirror.ts';
import type { Database } from './database.ts';
import { headIn, headText, type MirrorHead } from './mirror-head.ts';
import { startMerge } from './mirror-merge.ts';
import { MOST_LENGTH, startTable, type WrittenTable } from './mirror-writer.ts';
import { readMirrorHead, readMirrorPages } from './mirrors.ts';
import { type Page, unpackPage } from './pages.ts';

/** Which mirror is meant, and what is known of the pull that it is opened for. */
export interface MirrorChoice {
  readonly of: MirrorOf;
  /** Everything else that decides whose rows are asked for, as JSON: reps, teams. */
  readonly scope: string;
  /** Reads nothing of what was left, and keeps everything anew. */
  readonly isAnew: boolean;
  /** When the pull began: milliseconds since 1970. */
  readonly readAt: number;
}

/** A mirror at work. */
export interface OpenMirror {
  readonly mirror: Mirror;
  /** What was left cannot be used, though there is something. */
  readonly isDamaged: boolean;
  readonly tally: () => MirrorTally;
  /** What to store with the run once everything was read, in so many calls; `undefined` where nothing was kept. */
  readonly draft: (calls: number) => MirrorDraft | undefined;
}

const slotOf = ({ of, scope }: MirrorChoice): string =>
  createHash('sha256').update(canonicalJson({ of, scope })).digest('hex');

/** A page as it was left. What it holds is what was written there: its hash says so. */
async function rowsIn(page: Page): Promise<readonly MirrorRow[]> {
  const text = await unpackPage(page);
  if (text === undefined) throw new Error('a page of a mirror changed after it was checked');
  return JSON.parse(text);
}

async function areSound(pages: readonly Page[]): Promise<boolean> {
  for (const page of pages) if ((await unpackPage(page)) === undefined) return false;
  return true;
}

type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** The pages that are left of the tables of a mirror: each table is looked up once, checked, and held until it is written. */
function startHolding(database: Database, turn: Turn, { slot, past }: { slot: string; past: MirrorPast | undefined }) {
  const tables = new Map<string, Promise<readonly Page[] | undefined>>();
  const load = async (table: string): Promise<readonly Page[] | undefined> => {
    if (past?.tables.has(table) !== true) return undefined;
    const pages = await turn(() => readMirrorPages(database, slot, table));
    return (await areSound(pages)) ? pages : undefined;
  };
  return {
    of: (table: string): Promise<readonly Page[] | undefined> => {
      const pages = tables.get(table) ?? load(table);
      tables.set(table, pages);
      return pages;
    },
    release: (table: string): void => void tables.set(table, Promise.resolve(undefined)),
  };
}

type Holding = ReturnType<typeof startHolding>;

async function held(holding: Holding, table: string): Promise<readonly Page[]> {
  const pages = await holding.of(table);
  if (pages === undefined) throw new Error(`the mirror holds no table ${table}`);
  return pages;
}

/** What was written of the tables so far. */
function startWritten() {
  const tables = new Map<string, { readonly table: WrittenTable; readonly state: unknown }>();
  let changed: { rows: number; gone: number } | undefined;
  return {
    tables,
    put: (name: string, table: WrittenTable, state: unknown): void => void tables.set(name, { table, state }),
    count: ({ rows, gone }: { rows: number; gone: number }): void => {
      changed = { rows: (changed?.rows ?? 0) + rows, gone: (changed?.gone ?? 0) + gone };
    },
    changed: () => changed,
    rows: (): number => [...tables.values()].reduce((sum, { table }) => sum + table.rows, 0),
  };
}

function mirrorFrom(holding: Holding, past: MirrorPast | undefined, written: ReturnType<typeof startWritten>): Mirror {
  async function* change(
    ...[table, changes, state]: Parameters<Mirror['change']>
  ): AsyncGenerator<readonly MirrorRow[]> {
    const pages = await held(holding, table);
    const merge = startMerge(changes, past?.tables.get(table)?.isSorted === true);
    const writer = startTable(new Set(pages.map(({ hash }) => hash)));
    for (const page of pages) {
      const { rows, isSame } = merge.page(await rowsIn(page));
      if (isSame) await writer.addPage({ hash: page.hash, size: page.size }, rows);
      else await writer.add(rows, MOST_LENGTH);
      await writer.cutHere();
      if (rows.length > 0) yield rows;
    }
    const rest = merge.rest();
    await writer.add(rest);
    if (rest.length > 0) yield rest;
    written.put(table, await writer.close(), state);
    written.count(merge.counts());
    holding.release(table);
  }

  async function* replace(
    ...[table, all, stateOf]: Parameters<Mirror['replace']>
  ): AsyncGenerator<readonly MirrorRow[]> {
    const pages = (await holding.of(table)) ?? [];
    holding.release(table);
    const writer = startTable(new Set(pages.map(({ hash }) => hash)));
    for await (const rows of all) {
      await writer.add(rows);
      yield rows;
    }
    const state = stateOf();
    if (state !== undefined) written.put(table, await writer.close(), state);
  }

  async function* rows(table: string): Stream<MirrorRow> {
    for (const page of await held(holding, table)) yield rowsIn(page);
  }

  return { past, holds: async (table) => (await holding.of(table)) !== undefined, rows, change, replace };
}

/** Opens what a live source left in a store, and takes what it leaves this time. */
export async function openMirror(database: Database, turn: Turn, choice: MirrorChoice): Promise<OpenMirror> {
  const slot = slotOf(choice);
  const found = choice.isAnew ? undefined : await turn(() => readMirrorHead(database, slot));
  const past = found === undefined || found === 'damaged' ? undefined : headIn(found.head);
  const written = startWritten();
  const holding = startHolding(database, turn, { slot, past });
  return {
    mirror: mirrorFrom(holding, past, written),
    isDamaged: found !== undefined && past === undefined,
    tally: () => ({ changed: written.changed(), rows: written.rows(), past }),
    draft: (calls) => {
      if (written.tables.size === 0) return undefined;
      const { of, scope, readAt } = choice;
      const isWhole = written.changed() === undefined || past === undefined;
      const whole = isWhole
        ? { wholeAt: readAt, wholeCalls: calls }
        : { wholeAt: past.wholeAt, wholeCalls: past.wholeCalls };
      const tables = new Map<string, MirrorTable>();
      const pages = new Map<string, readonly MirrorPage[]>();
      for (const [name, { table, state }] of written.tables) {
        tables.set(name, { rows: table.rows, isSorted: table.isSorted, state });
        pages.set(name, table.pages);
      }
      const head: MirrorHead = { of, scope, readAt, ...whole, tables };
      return { slot, head: headText(head), readAt, tables: pages };
    },
  };
}
