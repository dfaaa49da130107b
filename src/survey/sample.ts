import type { ByteSource } from '../lib/byte-stream.ts';
import { readCsv } from '../lib/csv/read-csv.ts';

/** The first rows of a file, column by column. */
export interface Sample {
  readonly name: string;
  readonly columns: readonly SampledColumn[];
  readonly rows: number;
}

export interface SampledColumn {
  readonly name: string;
  /** Trimmed values that are not empty, in the order of rows. */
  readonly values: readonly string[];
}

/** Rows that are looked at of each file: enough to tell dates, numbers and ids apart. */
const SAMPLE_ROWS = 5_000;

/** Columns that are looked at, and characters of a value: more would only be hostile. */
const MOST_COLUMNS = 1_000;
const LONGEST = 200;

/** Reads the head of a CSV. Throws what `readCsv` throws. */
export async function sampleCsv(bytes: ByteSource, name: string): Promise<Sample> {
  const csv = await readCsv(bytes, { file: name });
  const columns = csv.header.slice(0, MOST_COLUMNS).map((column) => ({ name: column, values: [] as string[] }));
  let rows = 0;
  try {
    for await (const batch of csv.batches()) {
      for (const row of batch.rows.slice(0, SAMPLE_ROWS - rows)) {
        columns.forEach(({ values }, i) => {
          const value = (row[i] ?? '').slice(0, LONGEST).trim();
          if (value !== '') values.push(value);
        });
        rows += 1;
      }
      if (rows >= SAMPLE_ROWS) break;
    }
  } finally {
    await csv.close();
  }
  const named = columns.filter(
    (column, i) => column.name !== '' && columns.findIndex((one) => one.name === column.name) === i,
  );
  return { name, columns: named, rows };
}
