import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FileMapping } from '../../../config/config.ts';
import { compileDateFormat } from '../../../lib/date-format.ts';
import type { Position } from '../../../lib/errors.ts';
import { didYouMean } from '../../../lib/nearest.ts';
import type { YamlPath } from '../../../lib/yaml.ts';
import type { Stream } from '../../../model/dataset.ts';
import { canon, type Field, type RowType, rowTypes } from '../../../model/fields.ts';
import type { Rows } from '../../../model/records.ts';
import { holdsOf } from '../canonical-cells.ts';
import { type Cell, readerOf, type Spelling, type Value } from '../cell.ts';
import { type FilePlace, type Folder, findFiles } from '../folder.ts';
import type { Reading } from '../reading.ts';
import { notingParts, partOfType } from '../seen-parts.ts';
import { chain } from '../stream.ts';
import { absentColumn, openTable, recordsOf, type Table } from '../table.ts';
import type { Shape, Shaped } from './shape.ts';

/** Where a field is written in the configuration, under its own name or another accepted one. */
function locateField({ config }: Reading, base: YamlPath, names: readonly string[]): Position {
  const parent = config.locate(base, 'value');
  const places = names.map((name) => config.locate([...base, name], 'value'));
  return places.find(({ line, column }) => line !== parent.line || column !== parent.column) ?? parent;
}

const aliasesOf = (type: RowType, field: string): readonly string[] => {
  const fields: Readonly<Record<string, Field>> = canon[type];
  return fields[field]?.aliases ?? [];
};

/** The column of the id has a key of its own; every other stands among the columns. */
function locateColumn(reading: Reading, { type, at }: FileMapping, field: string): Position {
  if (field === 'id') return locateField(reading, at, ['id', 'columns']);
  return locateField(reading, [...at, 'columns'], [field, ...aliasesOf(type, field)]);
}

/** The file of a mapping: in the folder of the source, else where the configuration says. */
function placesOfMapping(folder: Folder, { file, path }: FileMapping): readonly FilePlace[] {
  const found = findFiles(folder, file);
  if (found.length > 0) return found;
  const beside = [join(folder.path, file), path].find((one) => existsSync(one));
  return beside === undefined ? [] : [{ name: basename(beside), shown: file, bytes: () => beside }];
}

function spellingOf(reading: Reading, { dates, at }: FileMapping): Spelling | undefined {
  const { wants, zone, config } = reading;
  const format = compileDateFormat(dates ?? 'auto', { zone, asOf: wants.asOf, dateOrder: config.dateOrder });
  if ('day' in format) return { dates: format, zone, hasSalesforceIds: false };
  reading.problems.push({ ...format, at: config.locate([...at, 'dates'], 'value') });
  return undefined;
}

/** What the values of a column stand for, as values of the field's type. */
function valuesOf(reading: Reading, mapping: FileMapping, field: string, plain: Cell, spelling: Spelling) {
  const written = mapping.values[field];
  if (written === undefined) return undefined;
  const read = readerOf(plain, spelling);
  const values = new Map<string, Value>();
  for (const [label, meaning] of Object.entries(written)) {
    const value = typeof meaning === plain.type ? meaning : read(`${meaning}`);
    values.set(label, value);
    if (value !== undefined) continue;
    const at = reading.config.locate([...mapping.at, 'values', field, label], 'value');
    reading.problems.push({ message: `"${meaning}" is no ${plain.type}, which ${field} holds`, at });
  }
  return values;
}

/** Every mapped column is a cell, so that its absence is told whether or not anything wants it today. */
function cellsOf(reading: Reading, mapping: FileMapping, spelling: Spelling): Record<string, Cell> {
  const { type } = mapping;
  const fields: readonly [string, Field][] = Object.entries(canon[type]);
  const columns = { ...reading.config.fields[type], ...mapping.columns };
  const cells: Record<string, Cell> = {};
  for (const [field, canonical] of fields) {
    const column = columns[field];
    if (column === undefined) continue;
    const plain: Cell = { type: canonical.type, holds: holdsOf(field), from: [column], hides: [] };
    const values = valuesOf(reading, mapping, field, plain, spelling);
    cells[field] = values === undefined ? plain : { ...plain, values };
  }
  return cells;
}

function checkColumns(reading: Reading, mapping: FileMapping, table: Table): void {
  const { type } = mapping;
  for (const [field, { from }] of Object.entries(table.cells)) {
    const [column = ''] = from;
    if (table.columnOf(field) !== undefined) continue;
    const isOwn = field in mapping.columns;
    const at = isOwn
      ? locateColumn(reading, mapping, field)
      : locateField(reading, ['fields', type], [field, ...aliasesOf(type, field)]);
    reading.problems.push(absentColumn(column, table.place.shown, at, didYouMean(column, table.header)));
  }
}

/** Groups of fields of which one is enough, and fields that others imply or that only some CRMs have. */
const INSTEAD = [
  ['ownerId', 'ownerName', 'ownerEmail'],
  ['accountId', 'accountName'],
  ['isClosed', 'isWon', 'stage'],
  ['isConverted', 'status'],
  ['name', 'lastName', 'companyName'],
  ['firstName', 'lastName', 'name'],
] as const;
const SPARE = new Set(['currency', 'isDeleted', 'nextStepDate', 'nextStepUpdatedAt', 'routingException', 'pipeline']);

/** What rules want of leads and deals and no column is mapped to. */
function noteUnmapped(reading: Reading, { type }: FileMapping, { cells, place }: Table): void {
  if (type !== 'lead' && type !== 'deal') return;
  for (const field of Object.keys(canon[type])) {
    if (!reading.wants.fields[type].has(field) || field in cells || SPARE.has(field)) continue;
    if (INSTEAD.some((group) => group.some((name) => name === field) && group.some((name) => name in cells))) continue;
    reading.gaps.push({
      what: place.name,
      reason: `no column is mapped to ${field}`,
      hides: [`${type}.${field}`],
      isIncomplete: false,
    });
  }
}

/** Opens the file of a mapping; what is wrong with either is noted, and told once all of them have been looked at. */
async function openMapping(folder: Folder, reading: Reading, mapping: FileMapping): Promise<Table | undefined> {
  const { type, at, file } = mapping;
  const { config, problems } = reading;
  if ((type === 'lead' || type === 'deal') && mapping.columns.id === undefined)
    problems.push({ message: `files.${type} names no column of ids`, hint: 'id: …', at: config.locate(at, 'value') });
  const spelling = spellingOf(reading, mapping);
  const places = placesOfMapping(folder, mapping);
  if (places.length === 0) {
    const hint = didYouMean(file, folder.names);
    const where = config.locate([...at, 'file'], 'value');
    problems.push({ message: `no such file: ${file}`, at: where, ...(hint !== undefined && { hint }) });
  }
  if (places.length === 0 || spelling === undefined) return undefined;
  const cells = cellsOf(reading, mapping, spelling);
  const table = await openTable(places, { cells, spelling, tag: type }, reading);
  if (table === undefined) {
    reading.gaps.push({ what: basename(file), reason: 'the file is empty', hides: [], isIncomplete: true });
    return undefined;
  }
  checkColumns(reading, mapping, table);
  noteUnmapped(reading, mapping, table);
  return table;
}

function streamOf<T extends RowType>(reading: Reading, type: T, tables: readonly Table[]): Stream<Rows[T]> {
  return notingParts(type, chain(tables.map((table) => recordsOf(type, table, reading))), reading.parts);
}

/** A source that is one file is read by the mappings of that file alone. */
function mappingsFor({ isFile, names }: Folder, { config }: Reading): readonly FileMapping[] {
  return isFile ? config.files.filter(({ file }) => basename(file) === names[0]) : config.files;
}

/** Any CSV, by the `files:` of the configuration. */
export const mapped: Shape = async (folder, reading, taken) => {
  const tables = new Map<RowType, Table[]>();
  const mappings = mappingsFor(folder, reading).filter(({ type }) => !taken.has(type));
  if (mappings.length === 0) return undefined;
  for (const mapping of mappings) {
    const table = await openMapping(folder, reading, mapping);
    if (table !== undefined) tables.set(mapping.type, [...(tables.get(mapping.type) ?? []), table]);
  }
  const streams: { -readonly [T in keyof Shaped['streams']]: Shaped['streams'][T] } = {};
  const open = <T extends RowType>(type: T): Stream<Rows[T]> => streamOf(reading, type, tables.get(type) ?? []);
  const types = new Set(mappings.map(({ type }) => type));
  for (const type of rowTypes) {
    if (!types.has(type)) continue;
    const part = partOfType[type];
    if (part !== undefined) reading.parts.add(part);
    Object.assign(streams, { [type]: open(type) });
  }
  return {
    streams,
    columnOf: (type, field) =>
      tables
        .get(type)
        ?.map((table) => table.columnOf(field))
        .find((name) => name !== undefined),
    hasSalesforceIds: false,
  };
};
