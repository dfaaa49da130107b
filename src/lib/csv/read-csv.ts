import { type ByteSource, type ByteStream, openBytes, peek } from '../byte-stream.ts';
import { fillWindow } from '../byte-window.ts';
import { type DetectedEncoding, detectEncoding, ENCODING_SAMPLE_BYTES, type Encoding, toUtf8 } from '../encoding.ts';
import { SourceError } from '../errors.ts';
import type { SetAside } from '../set-aside.ts';
import { checkDialect, DIALECT_SAMPLE_BYTES, type Dialect, detectDialect, separatorLine } from './dialect.ts';
import { chooseColumns, duplicateNames, readHeader, type WantedColumns } from './header.ts';
import { startText, startWindow } from './row-text.ts';
import { startScan } from './scan-row.ts';
import { BATCH_ROWS, type CsvBatch, type RowReader, takeRows } from './take-rows.ts';

export type { CsvBatch, CsvRow } from './take-rows.ts';

export interface CsvOptions {
  /** Named in errors; the path itself when the source is a path. */
  readonly file?: string;
  /** Instead of detecting it. */
  readonly encoding?: Encoding;
  /** What is given here is not detected. */
  readonly dialect?: Partial<Dialect>;
  /** The columns to decode, by trimmed header name or by index (-1: none); all of them without it. */
  readonly columns?: WantedColumns;
}

/** What was read so far; complete once `batches` has ended. Every row is in one of the two counts. */
export interface CsvTally {
  readonly records: number;
  readonly setAside: SetAside;
  readonly encoding: Encoding;
}

export interface CsvFile {
  /** Trimmed names; empty when the file has no line but blank ones. */
  readonly header: readonly string[];
  /** Names that stand in the header more than once; the first column of a name is the one that counts. */
  readonly duplicates: readonly string[];
  /** Names asked for that the header does not have; their values are `undefined` in every row. */
  readonly missing: readonly string[];
  readonly dialect: Dialect;
  /** The records, for one pass; the file is closed after it. */
  batches(): AsyncIterable<CsvBatch>;
  tally(): CsvTally;
  /** Gives up a file whose batches are not read to the end. */
  close(): Promise<void>;
}

/**
 * Opens a CSV and reads its header. Memory does not depend on the size of the file. A row that is ragged, wrongly
 * quoted, too long, not in the encoding or with a NUL byte is set aside with its line and reason; after wrong quotes
 * reading goes on at the next line. Throws `UserError` for a path that does not exist or an impossible dialect, and `SourceError` for a source
 * or a header that cannot be read.
 */
export async function readCsv(source: ByteSource, options: CsvOptions = {}): Promise<CsvFile> {
  checkDialect(options.dialect ?? {});
  const file = options.file ?? (typeof source === 'string' ? source : undefined);
  const bytes = openBytes(source);
  try {
    return await openCsv(bytes, options, file);
  } catch (error) {
    await bytes.close();
    throw error;
  }
}

async function openCsv(bytes: ByteStream, options: CsvOptions, file: string | undefined): Promise<CsvFile> {
  const raw = await peek(bytes, ENCODING_SAMPLE_BYTES);
  refuseArchive(raw.head, file);
  const detected = options.encoding ? { encoding: options.encoding, certain: true } : detectEncoding(raw);
  const text = await peek(openBytes(toUtf8(raw.stream, detected.encoding)), DIALECT_SAMPLE_BYTES);
  const separator = separatorLine(text.head);
  const body = text.head.subarray(separator?.length ?? 0);
  const known = { ...(separator && { delimiter: separator.delimiter }), ...options.dialect };
  const dialect = detectDialect(body, text.whole, known);

  const reader = startReader(dialect, detected, separator?.length);
  const cursor = fillWindow(reader.scan, text.stream);
  const header = await readHeader(reader, cursor, file);
  const { wanted, missing } = chooseColumns(header, options.columns);
  reader.wanted = wanted;
  let records = 0;

  async function* batches(): AsyncGenerator<CsvBatch> {
    try {
      do {
        for (const batch of windowBatches(reader)) {
          records += batch.rows.length;
          yield batch;
        }
      } while (!(await cursor.next()).done);
    } finally {
      await bytes.close();
    }
  }
  return {
    header,
    duplicates: duplicateNames(header),
    missing,
    dialect,
    batches,
    tally: () => ({ records, setAside: reader.setAside, encoding: reader.text.encoding ?? detected.encoding }),
    close: () => bytes.close(),
  };
}

function startReader(dialect: Dialect, { encoding, certain }: DetectedEncoding, separatorLength?: number): RowReader {
  const scan = startScan(dialect.delimiter, dialect.quote);
  scan.at = separatorLength ?? 0;
  return {
    scan,
    text: startText(certain ? encoding : undefined),
    setAside: { count: 0, first: [] },
    wanted: [],
    line: separatorLength === undefined ? 1 : 2,
    skipping: false,
  };
}

/** What the window holds, in batches none of which is empty. */
function* windowBatches(reader: RowReader): Generator<CsvBatch> {
  startWindow(reader.text, reader.scan);
  let batch: CsvBatch;
  do {
    batch = takeRows(reader);
    if (batch.rows.length > 0) yield batch;
  } while (batch.rows.length === BATCH_ROWS);
}

/** Workbooks and archives are often named .csv by mistake; both begin with the mark of a zip entry. */
function refuseArchive(head: Buffer, file: string | undefined): void {
  if (head.toString('latin1', 0, 4) !== 'PK\x03\x04') return;
  throw new SourceError({
    message: 'is a zip archive or an Excel workbook, not CSV',
    hint: 'save the sheet as CSV',
    ...(file !== undefined && { at: { file } }),
  });
}
