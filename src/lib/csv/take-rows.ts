import { type SetAsideLog, setAside } from '../set-aside.ts';
import { fieldText, notText, type RowText } from './row-text.ts';
import { NOT_A_ROW, nextLine, type Scan, scanRow } from './scan-row.ts';

/** The wanted fields of one record, in the order asked for; `undefined` for a column that the file does not have. */
export type CsvRow = readonly (string | undefined)[];

/** Records that were read together. */
export interface CsvBatch {
  readonly rows: readonly CsvRow[];
  /** The physical line on which each row begins, from 1. */
  readonly lines: readonly number[];
}

/** Most rows in a batch. */
export const BATCH_ROWS = 4096;

/** Where the reading of a file stands. */
export interface RowReader {
  readonly scan: Scan;
  readonly text: RowText;
  readonly setAside: SetAsideLog;
  /** The columns to decode, by index; -1 for a column that the file does not have. */
  wanted: readonly number[];
  /** Line number of the next row. */
  line: number;
  /** The rest of the line at `scan.at` belongs to a row that was set aside. */
  skipping: boolean;
}

/** Why `scanRow` or the text check refused a row. */
export function refusalReason(code: number): string {
  switch (code) {
    case NOT_A_ROW.strayQuote:
      return 'a quote in the middle of a field';
    case NOT_A_ROW.openQuote:
      return 'a quote that is never closed';
    case NOT_A_ROW.longField:
      return 'a field longer than 1 MiB, or a quote that is never closed';
    default:
      return 'a row longer than 8 MiB';
  }
}

/**
 * Reads rows that the window holds whole, up to a full batch; `scan.at` is left at the first that was not read.
 */
export function takeRows(reader: RowReader): CsvBatch {
  const { scan } = reader;
  const rows: CsvRow[] = [];
  const lines: number[] = [];
  while (rows.length < BATCH_ROWS && skipToRow(reader)) {
    const fields = scanRow(scan, scan.at);
    if (fields === NOT_A_ROW.more) break;
    if (fields < 0) {
      setAside(reader.setAside, reader.line, refusalReason(fields));
      reader.skipping = true;
      continue;
    }
    const reason = badRow(reader, fields);
    if (reason === undefined) {
      rows.push(decodeRow(reader));
      lines.push(reader.line);
    } else if (!isBlank(reader)) setAside(reader.setAside, reader.line, reason);
    reader.line += 1 + scan.breaks;
    scan.at = scan.next;
  }
  return { rows, lines };
}

/** Moves past blank lines and the rest of a broken row; whether a row begins at `scan.at`. */
export function skipToRow(reader: RowReader): boolean {
  const { scan } = reader;
  while (scan.at < scan.end && (reader.skipping || isLineEnd(scan.bytes[scan.at]))) {
    const next = nextLine(scan, scan.at);
    if (next < 0) {
      const keepsCr = !scan.final && scan.bytes[scan.end - 1] === 13;
      scan.at = scan.end - (keepsCr ? 1 : 0);
      return false;
    }
    scan.at = next;
    reader.line++;
    reader.skipping = false;
  }
  return scan.at < scan.end;
}

const isLineEnd = (byte: number | undefined): boolean => byte === 10 || byte === 13;

function badRow({ scan, text }: RowReader, fields: number): string | undefined {
  const columns = scan.spans.length / 2;
  if (fields !== columns) return `${fields} ${fields === 1 ? 'field' : 'fields'}, the header has ${columns}`;
  return notText(text, scan, scan.at, scan.next);
}

/** A line of nothing but spaces and tabs is as blank as an empty one. */
export function isBlank({ scan }: RowReader): boolean {
  for (let i = scan.at; i < scan.next; i++) {
    const byte = scan.bytes[i];
    if (byte !== 32 && byte !== 9 && !isLineEnd(byte)) return false;
  }
  return true;
}

/** The array is made in its final size: grown by `push`, it would keep room for twice as many fields. */
function decodeRow({ wanted, text, scan }: RowReader): CsvRow {
  const row = new Array<string | undefined>(wanted.length);
  for (let i = 0; i < row.length; i++) {
    const column = wanted[i] ?? -1;
    row[i] = column < 0 ? undefined : fieldText(text, scan, column);
  }
  return row;
}
