import { type CsvOptions, readCsv } from '../../../src/lib/csv/read-csv.ts';

/** The bytes in pieces of the given sizes, repeated until all are out. */
export async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

export const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : content;

/** Reads a whole CSV: header, rows, their lines and what was set aside. */
export async function readAll(
  content: string | Uint8Array,
  options: CsvOptions = {},
  sizes: readonly number[] = [1e9],
) {
  const file = await readCsv(inPieces(bytesOf(content), sizes), options);
  const rows: (readonly (string | undefined)[])[] = [];
  const lines: number[] = [];
  for await (const batch of file.batches()) {
    rows.push(...batch.rows);
    lines.push(...batch.lines);
  }
  const { header, duplicates, missing, dialect } = file;
  return { header, duplicates, missing, dialect, rows, lines, ...file.tally() };
}
