import type { CsvRow } from '../../lib/csv/read-csv.ts';
import { HttpError } from '../../lib/http/http-error.ts';

/** Part of what a query finds. */
export interface Page {
  readonly rows: readonly CsvRow[];
  /** Rows of all pages. */
  readonly total: number;
  /** Where the next page is, from the root of the host; `undefined` behind the last. */
  readonly next: string | undefined;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as an export writes it; blank is the empty text. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return '';
}

/** `Owner.Name` is the name in the owner, and blank where there is no owner. */
function valueAt(record: Json, path: readonly string[]): unknown {
  let value: unknown = record;
  for (const key of path) {
    if (!isObject(value)) return null;
    value = value[key];
  }
  return value;
}

/** Makes rows of records: a cell for every field, `undefined` where the record does not speak of it. */
function rowMaker(fields: readonly string[]): (record: Json) => CsvRow {
  const paths = fields.map((field) => field.split('.'));
  return (record) =>
    paths.map((path) => {
      const value = valueAt(record, path);
      return value === undefined ? undefined : textOf(value);
    });
}

const NEXT = /^\/services\/data\/v\d{2}\.\d\/(?:query|queryAll)\/[A-Za-z0-9_-]+$/;

const unreadable = (path: string, message: string): HttpError =>
  new HttpError({ kind: 'unreadable', request: { method: 'GET', url: path }, message });

/** Reads one page of an answer; throws for what is none, `about` being where it came from. */
export function pageOf(body: unknown, fields: readonly string[], about: string): Page {
  if (
    !isObject(body) ||
    !Array.isArray(body.records) ||
    typeof body.totalSize !== 'number' ||
    typeof body.done !== 'boolean'
  )
    throw unreadable(about, 'the answer is not a page of records');
  const { records, totalSize: total, done, nextRecordsUrl } = body;
  const make = rowMaker(fields);
  const rows = records.filter(isObject).map(make);
  if (done) return { rows, total, next: undefined };
  if (typeof nextRecordsUrl !== 'string' || !NEXT.test(nextRecordsUrl))
    throw unreadable(about, 'the answer is not the last page, and does not tell of the next');
  return { rows, total, next: nextRecordsUrl };
}
