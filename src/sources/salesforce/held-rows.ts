import type { CsvRow } from '../../lib/csv/read-csv.ts';
import type { Schema } from './describe.ts';
import { fieldsOf } from './first-pages.ts';
import { chunksOf } from './id-chunks.ts';
import { baseQuery } from './objects.ts';
import type { Query } from './soql.ts';

/** Fields by which the rows of one object lead to those of another. */
const links: Readonly<Record<string, readonly string[]>> = {
  User: ['Name', 'Email', 'ManagerId'],
  Group: ['Name', 'Email'],
  Lead: ['OwnerId', 'Email', 'LastName', 'Company', 'ConvertedOpportunityId', 'ConvertedContactId'],
  Opportunity: ['OwnerId', 'AccountId', 'ContactId', 'IsClosed', 'CloseDate', 'LastModifiedDate'],
  OpportunityContactRole: ['OpportunityId', 'ContactId'],
  Contact: ['AccountId'],
  LeadHistory: ['Field'],
  OpportunityFieldHistory: ['Field'],
  Task: ['TaskSubtype', 'WhatId'],
  ContentDocumentLink: ['ContentDocumentId'],
};

/** The rows of some records and of what belongs to them, held in memory: each once, by id. */
export interface HeldRows {
  /** Fields that are wanted of an object, beside those that lead to others. */
  readonly want: (object: string, fields: readonly string[]) => void;
  readonly isWanted: (object: string) => boolean;
  /** A query for rows of an object with everything that is wanted of it. */
  readonly query: (object: string, more?: Partial<Query>) => Query;
  readonly add: (object: string, rows: readonly CsvRow[]) => void;
  /** Values of a field, each once, without blanks, in the order of rows; of some rows only where it is asked. */
  readonly values: (
    object: string,
    field: string,
    where?: (cellOf: (field: string) => string) => boolean,
  ) => readonly string[];
  /** Rows with these fields, in the order of ids, some at a time. */
  readonly rows: (object: string, fields: readonly string[]) => Iterable<readonly CsvRow[]>;
}

/** As many rows as are handed out together. */
const BATCH = 2000;

/** Stands in no value: pages have it replaced. */
const BETWEEN = '\0';

/** A row as it is held: one text takes a quarter of the room that a list of short ones does. */
type Packed = string | CsvRow;

const packed = (row: CsvRow): Packed =>
  row.some((cell) => cell === undefined || cell.includes(BETWEEN)) ? row : row.join(BETWEEN);
const unpacked = (row: Packed): CsvRow => (typeof row === 'string' ? row.split(BETWEEN) : row);

export function holdRows(schema: Schema): HeldRows {
  const wanted = new Map<string, Set<string>>();
  const held = new Map<string, Map<string, Packed>>();
  const query = (object: string, more: Partial<Query> = {}): Query => {
    const known = new Set(schema.of(object)?.fields);
    const fields = [...(wanted.get(object) ?? []), ...(links[object] ?? []).filter((field) => known.has(field))];
    const base = baseQuery(schema, object, [...new Set(fields)]);
    return { ...base, ...more, where: [...base.where, ...(more.where ?? [])] };
  };
  const fieldsIn = (object: string): readonly string[] => fieldsOf(query(object));
  return {
    query,
    want: (object, fields) => {
      wanted.set(object, new Set([...(wanted.get(object) ?? []), ...fields]));
    },
    isWanted: (object) => wanted.has(object),
    add: (object, rows) => {
      const known = held.get(object) ?? new Map<string, Packed>();
      held.set(object, known);
      for (const row of rows) if (row[0] !== undefined) known.set(row[0], packed(row));
    },
    values: (object, field, where = () => true) => {
      const places = new Map(fieldsIn(object).map((name, place) => [name, place]));
      const cellOf = (row: CsvRow, name: string): string => row[places.get(name) ?? -1] ?? '';
      const found = new Set<string>();
      for (const one of held.get(object)?.values() ?? []) {
        const row = unpacked(one);
        const value = cellOf(row, field);
        if (value !== '' && where((name) => cellOf(row, name))) found.add(value);
      }
      return [...found];
    },
    *rows(object, fields) {
      const known = held.get(object) ?? new Map<string, Packed>();
      const at = fieldsIn(object);
      const places = fields.map((field) => at.indexOf(field));
      for (const ids of chunksOf([...known.keys()].sort(), BATCH)) {
        const rows = ids.map((id) => unpacked(known.get(id) ?? []));
        yield rows.map((row) => places.map((place) => row[place]));
      }
    },
  };
}
