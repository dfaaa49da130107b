import type { CsvRow } from '../../lib/csv/read-csv.ts';
import type { SheetPlace } from '../files/sheet.ts';

/** A row as the tables of exports read it: a text for each column; `undefined` is not known, an empty text is blank. */
export type RowText = (column: string) => string | undefined;

export interface SheetOptions {
  /** As it is called in gaps. */
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: () => AsyncIterable<readonly RowText[]>;
  readonly whyAbsent: (column: string) => string;
}

/** Records of a portal in the form of a sheet, so that they are read exactly as those of an export. */
export const sheetOf = ({ name, header, rows, whyAbsent }: SheetOptions): SheetPlace => ({
  name,
  shown: `HubSpot ${name}`,
  whyAbsent,
  open: async (choose) => {
    const columns = choose(header).map((at) => header[at] ?? '');
    let records = 0;
    return {
      header,
      duplicates: [],
      async *batches() {
        for await (const batch of rows()) {
          const cells: readonly CsvRow[] = batch.map((row) => columns.map(row));
          const first = records + 1;
          records += batch.length;
          yield { rows: cells, lines: cells.map((_, at) => first + at) };
        }
      },
      tally: () => ({ records, setAside: { count: 0, first: [] }, encoding: 'utf-8' }),
      close: async () => undefined,
    };
  },
});
