import { createReadStream } from 'node:fs';
import { SourceError } from '../../lib/errors.ts';

/*
 * Lines of JSON: a head `{"pull":1,…}`, rows `[…]` of one value each, and after the rows of a page its end
 * `{"page":…}` with their number and where the next page begins. Rows without an end do not count: whatever was being
 * written when the program was killed is dropped with the page that it belongs to.
 */

/** Everything that decides what is pulled: of two pulls that differ in any of it, neither can go on with the other. */
export interface PullKey {
  readonly source: 'salesforce' | 'hubspot';
  /** Id of the org or portal. */
  readonly org: string;
  readonly apiVersion: string;
  /** Milliseconds since 1970. */
  readonly asOf: number;
  /** The query as it is sent, or whatever else tells what is asked for. */
  readonly query: string;
}

/** What stands in a file: as far as its last whole page. */
export interface Standing {
  readonly startedAt: number;
  readonly rows: number;
  /** Where the next page begins; `null` when there is none, `undefined` before the first page. */
  readonly cursor: string | null | undefined;
  /** Bytes that count. */
  readonly end: number;
}

export const headLine = (key: PullKey, startedAt: number): string => `${JSON.stringify({ pull: 1, startedAt, key })}\n`;
export const rowLine = (row: unknown): string => `${JSON.stringify([row])}\n`;
export const pageLine = (rows: number, cursor: string | null): string =>
  `${JSON.stringify({ page: { rows, cursor } })}\n`;

interface Line {
  readonly bytes: Buffer;
  /** Where the next line begins. */
  readonly end: number;
}

/** Whole lines, many at a time; what follows the last line break is torn and left out. */
async function* linesOf(path: string): AsyncGenerator<readonly Line[]> {
  let rest = Buffer.alloc(0);
  let at = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    const lines: Line[] = [];
    let from = 0;
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      lines.push({ bytes: bytes.subarray(from, to), end: at + to + 1 });
      from = to + 1;
    }
    at += from;
    rest = bytes.subarray(from);
    yield lines;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(line: Line): unknown {
  try {
    return JSON.parse(line.bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What a file says of itself; `undefined` where it is none of ours. */
export interface Head {
  readonly startedAt: number;
  readonly key: Readonly<Record<string, unknown>>;
}

function headIn(line: Line | undefined): Head | undefined {
  const head = line === undefined ? undefined : parsed(line);
  if (!isObject(head) || head.pull !== 1 || typeof head.startedAt !== 'number' || !isObject(head.key)) return undefined;
  return { startedAt: head.startedAt, key: head.key };
}

/** Longer heads are not ours. */
export const LONGEST_HEAD = 1024 * 1024;

/** The head in the first bytes of a file. */
export function headOf(bytes: Buffer): Head | undefined {
  const end = bytes.indexOf(10);
  return end < 0 ? undefined : headIn({ bytes: bytes.subarray(0, end), end });
}

interface PageEnd {
  readonly rows: number;
  readonly cursor: string | null;
}

function pageIn(line: Line): PageEnd | undefined {
  const value = parsed(line);
  const page = isObject(value) ? value.page : undefined;
  if (!isObject(page) || typeof page.rows !== 'number') return undefined;
  const { rows, cursor } = page;
  return typeof cursor === 'string' || cursor === null ? { rows, cursor } : undefined;
}

const ROW = '['.charCodeAt(0);

/** How far a file goes; `undefined` for one that is not ours, or of another pull. */
export async function standingOf(path: string, key: PullKey): Promise<Standing | undefined> {
  let walk: Walk | undefined;
  for await (const lines of linesOf(path)) {
    for (const line of lines) {
      const next: Walk | undefined = walk === undefined ? begin(line, key) : step(walk, line);
      if (next === undefined) return walk?.standing;
      walk = next;
    }
  }
  return walk?.standing;
}

interface Walk {
  readonly standing: Standing;
  /** Rows since the last end of a page. */
  readonly pending: number;
}

function begin(line: Line, key: PullKey): Walk | undefined {
  const head = headIn(line);
  if (head === undefined || JSON.stringify(head.key) !== JSON.stringify(key)) return undefined;
  return { standing: { startedAt: head.startedAt, rows: 0, cursor: undefined, end: line.end }, pending: 0 };
}

/** `undefined` at a line that is damaged: what stands before it counts. */
function step({ standing, pending }: Walk, line: Line): Walk | undefined {
  if (line.bytes[0] === ROW) return { standing, pending: pending + 1 };
  const page = pageIn(line);
  if (page === undefined || page.rows !== pending) return undefined;
  const { startedAt, rows } = standing;
  return { standing: { startedAt, rows: rows + pending, cursor: page.cursor, end: line.end }, pending: 0 };
}

/** The rows of the pages that count, in the order in which they were kept. */
export async function* rowsOf(path: string, { end }: Standing): AsyncGenerator<readonly unknown[]> {
  for await (const lines of linesOf(path)) {
    const rows = lines.filter((line) => line.end <= end && line.bytes[0] === ROW).map((line) => rowIn(line));
    if (rows.length > 0) yield rows;
    if ((lines.at(-1)?.end ?? 0) >= end) return;
  }
}

function rowIn(line: Line): unknown {
  const value = parsed(line);
  if (Array.isArray(value)) return value[0];
  throw new SourceError({
    message: 'what was kept of an interrupted pull is damaged',
    hint: 'remove the folder .threadcount/pulls and run again',
  });
}
