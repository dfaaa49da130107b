import { SourceError } from '../errors.ts';
import { fieldText, notText, startWindow } from './row-text.ts';
import { NOT_A_ROW, scanRow } from './scan-row.ts';
import { isBlank, type RowReader, refusalReason, skipToRow } from './take-rows.ts';

/** Which columns to decode, by name or by index (-1: none); all of them when undefined. */
export type WantedColumns = readonly string[] | ((header: readonly string[]) => readonly number[]) | undefined;

/** The indexes of the wanted columns in the order asked for (-1 for an absent one), and the names that are absent. */
export function chooseColumns(
  header: readonly string[],
  columns: WantedColumns,
): { readonly wanted: readonly number[]; readonly missing: readonly string[] } {
  if (columns === undefined) return { wanted: header.map((_, i) => i), missing: [] };
  if (typeof columns === 'function') return { wanted: columns(header), missing: [] };
  return {
    wanted: columns.map((name) => header.indexOf(name)),
    missing: columns.filter((name) => !header.includes(name)),
  };
}

/** Names that stand more than once, each once; columns without a name are not duplicates of one another. */
export function duplicateNames(header: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of header) {
    if (name !== '' && seen.has(name)) twice.add(name);
    seen.add(name);
  }
  return [...twice];
}

/**
 * Reads the first row that is not blank as the trimmed names of the columns; none when there is no such row. Throws
 * `SourceError` when it cannot be read, since no other row means anything then.
 */
export async function readHeader(
  reader: RowReader,
  cursor: AsyncIterator<void>,
  file: string | undefined,
): Promise<readonly string[]> {
  while (!(await cursor.next()).done) {
    const names = takeHeader(reader, file);
    if (names.length > 0) return names;
  }
  return [];
}

/** The names in the first row that is not blank, if the window holds it whole; none otherwise. */
function takeHeader(reader: RowReader, file: string | undefined): readonly string[] {
  const { scan } = reader;
  while (skipToRow(reader)) {
    const fields = scanRow(scan, scan.at);
    if (fields === NOT_A_ROW.more) break;
    const names = fields < 0 ? refusalReason(fields) : headerNames(reader, fields);
    if (typeof names === 'string') throw unreadableHeader(names, file, reader.line);
    reader.line += 1 + scan.breaks;
    scan.at = scan.next;
    if (names.length > 0) return names;
  }
  return [];
}

function unreadableHeader(reason: string, file: string | undefined, line: number): SourceError {
  const at = file === undefined ? {} : { at: { file, line } };
  return new SourceError({ message: `the header cannot be read: ${reason}`, ...at });
}

/** The names, none for a blank line, or why they cannot be read. */
function headerNames(reader: RowReader, fields: number): readonly string[] | string {
  const { scan, text } = reader;
  if (isBlank(reader)) return [];
  scan.spans = new Int32Array(fields * 2);
  scanRow(scan, scan.at);
  startWindow(text, scan);
  const reason = notText(text, scan, scan.at, scan.next);
  return reason ?? Array.from({ length: fields }, (_, field) => fieldText(text, scan, field).trim());
}
