import type { CsvRow } from '../../lib/csv/read-csv.ts';
import { type Problem, SourceError } from '../../lib/errors.ts';
import { readAgain, type Stream } from '../../model/dataset.ts';
import type { RowType } from '../../model/fields.ts';
import type { Rows } from '../../model/records.ts';
import { type CellReader, type Cells, type RowOfCells, readerOf, type Spelling, type Value } from './cell.ts';
import type { ContentHash } from './content-hash.ts';
import { namedLines, quietly, type Reading, settleSetAside } from './reading.ts';
import { openSheet, type Sheet, type TablePlace } from './sheet.ts';

/** A row while it is being made. */
export type Draft = Record<string, Value>;

/** How the rows of a file are made. */
export interface TableSpec<C extends Cells = Cells> {
  readonly cells: C;
  readonly spelling: Spelling;
  /** Marks the rows in the hash: the row type, or the object of the vendor. */
  readonly tag: string;
}

/** One column that is read: which cell of the row it fills, and what was wrong in it. */
interface Column {
  readonly field: string;
  readonly name: string;
  readonly read: CellReader;
  /** The last text and its value: many columns hold the same in row after row. */
  lastText: string | undefined;
  lastValue: Value;
  readonly flaws: { count: number; readonly lines: number[] };
}

/** One place whose header has been read. */
interface TablePart {
  readonly place: TablePlace;
  readonly sheet: Sheet;
  readonly columns: readonly Column[];
}

/** The rows of one object: a CSV, or several that are parts of one export, or what else shows them as rows. */
export interface Table<C extends Cells = Cells> {
  /** The first part. */
  readonly place: TablePlace;
  /** Columns of any part. */
  readonly header: readonly string[];
  /** The column of each cell that has one in some part. */
  readonly columnOf: (field: string) => string | undefined;
  readonly cells: C;
  readonly spelling: Spelling;
  readonly parts: readonly TablePart[];
  readonly tag: string;
}

/** Lines remembered of a column with flaws. */
const NAMED = 8;

/** Where a cell's column stands: custom names first; upper and lower case are one where nothing fits exactly. */
function indexOf(names: readonly string[], header: readonly string[], lower: readonly string[]): number {
  for (const name of names) {
    const exact = header.indexOf(name);
    const at = exact >= 0 ? exact : lower.indexOf(name.toLowerCase());
    if (at >= 0) return at;
  }
  return -1;
}

const startColumn = (field: string, name: string, read: CellReader): Column => ({
  field,
  name,
  read,
  lastText: undefined,
  lastValue: undefined,
  flaws: { count: 0, lines: [] },
});

/** Opens a place and finds its columns. The cells are read in the order of their names, whatever the order of columns. */
async function openPart(
  place: TablePlace,
  { cells, spelling }: TableSpec,
  { opened, gaps }: Pick<Reading, 'opened' | 'gaps'>,
): Promise<TablePart> {
  const columns: Column[] = [];
  const choose = (header: readonly string[]): readonly number[] => {
    const lower = header.map((name) => name.toLowerCase());
    const fields = Object.keys(cells).sort();
    return fields.flatMap((field) => {
      const one = cells[field];
      const at = one === undefined ? -1 : indexOf(one.from, header, lower);
      if (one === undefined || at < 0) return [];
      columns.push(startColumn(field, header[at] ?? '', readerOf(one, spelling)));
      return [at];
    });
  };
  const sheet = await openSheet(place, choose);
  opened.push(sheet);
  const twice = sheet.duplicates.filter((name) => columns.some((column) => column.name === name));
  if (twice.length > 0) {
    const reason = `${twice.join(', ')} stands more than once in the header: the first column of a name counts`;
    gaps.push({ what: place.name, reason, hides: [], isIncomplete: true });
  }
  return { place, sheet, columns };
}

/** Opens a place, or several that are parts of one; `undefined` when none of them has a header. */
export async function openTable<C extends Cells>(
  places: readonly TablePlace[],
  spec: TableSpec<C>,
  reading: Pick<Reading, 'opened' | 'gaps'>,
): Promise<Table<C> | undefined> {
  const parts: TablePart[] = [];
  for (const place of places) {
    const part = await openPart(place, spec, reading);
    if (part.sheet.header.some((name) => name !== '')) parts.push(part);
  }
  const [first] = parts;
  if (first === undefined) return undefined;
  const columns = parts.flatMap((part) => part.columns);
  return {
    place: first.place,
    header: [...new Set(parts.flatMap(({ sheet }) => sheet.header))],
    columnOf: (field) => columns.find((column) => column.field === field)?.name,
    ...spec,
    parts,
  };
}

/** Every key of every row of a table, in one order, so that all rows have one shape in memory. */
const blankRow = ({ cells }: Table, more: Readonly<Draft>): Draft => {
  const row: Draft = {};
  for (const field of Object.keys(cells)) row[field] = undefined;
  return { ...row, ...more };
};

function noteFlaw({ flaws }: Column, line: number): void {
  flaws.count += 1;
  if (flaws.lines.length < NAMED) flaws.lines.push(line);
}

function valueIn(column: Column, text: string): Value {
  if (text === '') return null;
  if (text !== column.lastText) {
    column.lastValue = column.read(text);
    column.lastText = text;
  }
  return column.lastValue;
}

/** Fills a row from the cells of a line. */
function fillRow(row: Draft, { columns }: TablePart, cells: CsvRow, line: number, hash: ContentHash): void {
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i];
    const text = cells[i];
    if (column === undefined || text === undefined) continue;
    const value = valueIn(column, text);
    row[column.field] = value;
    if (value === undefined) noteFlaw(column, line);
    hash.value(value);
  }
}

const kinds = {
  number: ['a number', 'numbers'],
  boolean: ['yes or no', 'yes or no'],
  date: ['a date', 'dates'],
  instant: ['a date', 'dates'],
  text: ['a text', 'texts'],
  texts: ['a list', 'lists'],
} as const;

/** What could not be read of a file, once it has been read to its end. */
function settle({ place, sheet, columns }: TablePart, { cells }: Table, reading: Reading): void {
  const { records, setAside } = sheet.tally();
  settleSetAside(reading, place, setAside, records);
  for (const { name, field, flaws } of columns) {
    if (flaws.count === 0) continue;
    const [one, many] = kinds[cells[field]?.type ?? 'text'];
    const finding = flaws.count === 1 ? `1 value is not ${one}` : `${flaws.count} values are not ${many}`;
    reading.gaps.push({
      what: place.name,
      reason: `${name}: ${finding} (${namedLines(flaws.lines, flaws.count)})`,
      isIncomplete: true,
      hides: [],
    });
  }
}

/** Gives a row its last touches; `false` leaves it out. */
export type Finish = (row: Draft) => boolean;

/** What a row has besides its columns: values to begin with, and last touches. */
export interface Making {
  readonly start?: Readonly<Draft>;
  readonly finish?: Finish;
}

/** The rows of one part, in batches of the file: those that `finish` leaves, and how many there were. */
async function* readPart(part: TablePart, blank: Draft, hash: ContentHash, finish: Finish) {
  for await (const { rows, lines } of part.sheet.batches()) {
    const drafts: Draft[] = [];
    for (let i = 0; i < rows.length; i++) {
      const row = { ...blank };
      fillRow(row, part, rows[i] ?? [], lines[i] ?? 0, hash);
      if (finish(row)) drafts.push(row);
    }
    yield { drafts, count: rows.length };
  }
}

async function* readDrafts(table: Table, reading: Reading, start: Draft, finish: Finish): AsyncGenerator<Draft[]> {
  const blank = blankRow(table, start);
  let read = 0;
  let head: string | undefined;
  for (const part of table.parts) {
    const fields = part.columns.map(({ field }) => field);
    // Rows are hashed alike however many files they come in.
    if (head !== fields.join(' ')) reading.hash.head(table.tag, fields);
    head = fields.join(' ');
    for await (const { drafts, count } of readPart(part, blank, reading.hash, finish)) {
      read += count;
      reading.progress?.(part.place.name, read);
      if (drafts.length > 0) yield drafts;
    }
    settle(part, table, reading);
  }
}

/** The rows of files once more. */
async function* rereadDrafts(table: Table, loud: Reading, start: Draft, finish: Finish): AsyncGenerator<Draft[]> {
  const reading = quietly(loud);
  const places = table.parts.map(({ place }) => place);
  const now = await openTable(places, table, reading);
  if (now !== undefined) yield* readDrafts(now, reading, start, finish);
  const rowsIn = (one: Table | undefined) => one?.parts.map(({ sheet }) => sheet.tally().records).join(' ');
  if (rowsIn(now) !== rowsIn(table))
    throw new SourceError({ message: 'has changed while it was being read', at: { file: table.place.shown } });
}

/** Files can be read again; what a live org has handed over would have to be asked for once more. */
const isOnDisk = ({ parts }: Table): boolean => parts.every(({ place }) => 'bytes' in place);

const keepAll: Finish = () => true;

/** The rows of a table as they are; consumed once. */
export function rowsOf<C extends Cells>(table: Table<C>, reading: Reading): Stream<RowOfCells<C>>;
export function rowsOf(table: Table, reading: Reading): Stream<Draft> {
  return readDrafts(table, reading, {}, keepAll);
}

/** The canonical rows of a table whose cells are canonical fields; those of files can be read again. */
export function recordsOf<T extends RowType>(type: T, table: Table, reading: Reading, more?: Making): Stream<Rows[T]>;
export function recordsOf(type: RowType, table: Table, reading: Reading, more: Making = {}): Stream<Draft> {
  const start = type === 'lead' || type === 'deal' ? { type, ...more.start } : { ...more.start };
  const finish = more.finish ?? keepAll;
  const again = isOnDisk(table) ? () => rereadDrafts(table, reading, start, finish) : undefined;
  return readAgain(readDrafts(table, reading, start, finish), again);
}

/** The problem of a column that the configuration names and the file lacks. */
export function absentColumn(column: string, file: string, at: Problem['at'], hint: string | undefined): Problem {
  return {
    message: `${file} has no column "${column}"`,
    ...(at !== undefined && { at }),
    ...(hint !== undefined && { hint }),
  };
}
