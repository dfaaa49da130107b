import type { CsvRow } from '../../lib/csv/read-csv.ts';
import type { Pull } from '../live/pull.ts';
import { isApiError } from './api-error.ts';
import { type BulkPlace, readJob, startJob } from './bulk.ts';
import { type First, fieldsOf } from './first-pages.ts';
import { gapIn, hearing } from './kept-gaps.ts';
import { type Reads, readQuery } from './read-query.ts';
import type { Query } from './soql.ts';

/** From this many rows of an object on, a bulk job costs fewer calls than pages. */
const MANY_ROWS = 10_000;
const PAGE = 2000;

/** The start of a bulk job, and as many looks at it as there mostly are. */
const JOB = 12;
const JOB_PAGE = 50_000;

/** About how many calls the rows behind a first page take. */
export function callsBehind(first: First | undefined, manyRows = MANY_ROWS): number {
  if (first === undefined || 'error' in first || first.next === undefined) return 0;
  if (first.total > manyRows) return JOB + Math.ceil(first.total / JOB_PAGE);
  return Math.ceil(first.total / Math.max(first.rows.length, 1)) - 1;
}

/** What a reading needs that may last for hours. */
export interface LongReading {
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Told how many rows of an object there are going to be. */
  readonly expect: (object: string, rows: number) => void;
  /** More calls are going to be made. */
  readonly plan: (calls: number) => void;
  readonly manyRows?: number | undefined;
}

interface Kept extends LongReading {
  readonly pull: Pull;
  readonly first: () => Promise<First>;
}

/** Objects of which a bulk job takes no query, whatever their number. */
const isRefused = (error: unknown): boolean =>
  isApiError(error, 'INVALIDENTITY', 'INVALID_ENTITY', 'FEATURENOTENABLED', 'API_ERROR', 'NOT_FOUND');

/** Where an interrupted pull is taken up: behind an id, or at a page of a job. */
function placeIn(cursor: string): { readonly after: string } | { readonly place: BulkPlace } | undefined {
  const [kind, first = '', second] = cursor.split(' ');
  if (kind === 'after') return { after: first };
  return kind === 'job' ? { place: { job: first, locator: second } } : undefined;
}

const cursorOf = ({ job, locator }: BulkPlace): string => `job ${job} ${locator ?? ''}`.trim();

/** Rows that were kept, as they were: a cell that was not known came back as `null`. */
const keptRow = (row: unknown): CsvRow =>
  Array.isArray(row) ? row.map((cell) => (typeof cell === 'string' ? cell : undefined)) : [];

async function* inBulk(
  all: Reads,
  query: Query,
  { pull, sleep }: Kept,
  place: BulkPlace,
): AsyncGenerator<readonly CsvRow[]> {
  const { reads, taken } = hearing(all);
  const about = { object: query.object, fields: fieldsOf(query), before: pull.rows };
  for await (const { rows, next, setAside = 0 } of readJob(reads.client, place, about, { sleep })) {
    const reason = `${setAside} ${setAside === 1 ? 'row' : 'rows'} cannot be read`;
    if (setAside > 0) reads.note({ what: query.object, reason, hides: [], isIncomplete: true });
    await pull.keep([...rows, ...taken()], next ? cursorOf(next) : next);
    if (rows.length > 0) yield rows;
  }
}

async function* inPages(all: Reads, query: Query, pull: Pull, first?: First): AsyncGenerator<readonly CsvRow[]> {
  const { reads, taken } = hearing(all);
  let isWhole = true;
  for await (const { rows, after } of readQuery(reads, query, first)) {
    isWhole &&= after !== undefined;
    await pull.keep([...rows, ...taken()], isWhole && after !== undefined ? `after ${after}` : undefined);
    yield rows;
  }
  await pull.keep(taken(), null);
}

/** A job for a query; `undefined` where jobs take none of its object. */
async function jobFor({ client }: Reads, query: Query): Promise<BulkPlace | undefined> {
  try {
    return { job: await startJob(client, query), locator: undefined };
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}

async function* fromStart(reads: Reads, query: Query, kept: Kept): AsyncGenerator<readonly CsvRow[]> {
  const first = await kept.first();
  const total = 'error' in first ? 0 : first.total;
  kept.expect(query.object, total);
  const place = total > (kept.manyRows ?? MANY_ROWS) ? await jobFor(reads, query) : undefined;
  if (place !== undefined) return yield* inBulk(reads, query, kept, place);
  kept.plan(Math.max(Math.ceil(total / PAGE) - 1, 0));
  yield* inPages(reads, query, kept.pull, first);
}

async function* fromCursor(reads: Reads, query: Query, kept: Kept, cursor: string): AsyncGenerator<readonly CsvRow[]> {
  const from = placeIn(cursor);
  if (from === undefined) yield* fromStart(reads, query, kept);
  else if ('after' in from) yield* inPages(reads, { ...query, after: from.after }, kept.pull);
  else yield* inBulk(reads, query, kept, from.place);
}

/** What was kept, without the gaps among it, which are told. */
const told = (rows: readonly unknown[], note: Reads['note']): readonly unknown[] =>
  rows.filter((row) => {
    const gap = gapIn(row);
    if (gap !== undefined) note(gap);
    return gap === undefined;
  });

/** All rows of a query: those that an interrupted run has left behind, and the rest. */
export async function* readKept(reads: Reads, query: Query, kept: Kept): AsyncGenerator<readonly CsvRow[]> {
  const { cursor } = kept.pull;
  for await (const rows of kept.pull.arrived()) yield told(rows, reads.note).map(keptRow);
  if (cursor === null) return;
  if (cursor === undefined) yield* fromStart(reads, query, kept);
  else yield* fromCursor(reads, query, kept, cursor);
}
