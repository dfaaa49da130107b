import { type CsvFile, readCsv } from '../../lib/csv/read-csv.ts';
import type { FilePlace } from './folder.ts';

/** What a place hands over once it is open: names of columns, and batches of rows of which the wanted cells are told. */
export type Sheet = Pick<CsvFile, 'header' | 'duplicates' | 'batches' | 'tally' | 'close'>;

/** Given the names of all columns, answers with the indices of those to read, in order. */
export type ChooseColumns = (header: readonly string[]) => readonly number[];

/** Rows that come from no file. */
export interface SheetPlace {
  /** As it is called in gaps. */
  readonly name: string;
  /** As it is called in errors. */
  readonly shown: string;
  readonly open: (choose: ChooseColumns) => Promise<Sheet>;
  /** Why a column is not there, and what to ask for. */
  readonly whyAbsent?: (column: string) => string;
}

/** Where the rows of a table come from: a CSV, or whatever hands them over as one would. */
export type TablePlace = FilePlace | SheetPlace;

/** Opens a place; `choose` is called with its header. */
export const openSheet = (place: TablePlace, choose: ChooseColumns): Promise<Sheet> =>
  'open' in place ? place.open(choose) : readCsv(place.bytes(), { file: place.shown, columns: choose });

/** Why a place does not have a column. */
export const whyAbsent = (place: TablePlace, column: string): string =>
  ('whyAbsent' in place ? place.whyAbsent?.(column) : undefined) ?? `no column ${column}`;
