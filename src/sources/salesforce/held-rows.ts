import type { CsvRow } from '../../lib/csv/read-csv.ts';
import type { Schema } from './describe.ts';
import { fieldsOf } from './first-pages.ts';
import { baseQuery } from './objects.ts';
import type { Query } from './soql.ts';

/** Fields by which the rows of one object lead to those of another. */
const links: Readonly<Record<string, readonly string[]>> = {
  User: ['Name', 'Email', 'ManagerId'],
  Group: ['Name', 'Email'],
  Lead: ['OwnerId', 'Email', 'LastName', 'Company', 'ConvertedOpportunityId', 'ConvertedContactId'],
  Opportunity: ['OwnerId', 'AccountId', 'ContactId'],
  OpportunityContactRole: ['OpportunityId', 'ContactId'],
  Contact: ['AccountId'],
  LeadHistory: ['Field'],
  OpportunityFieldHistory: ['Field'],
  Task: ['TaskSubtype'],
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
  /** Rows with these fields, in the order of ids. */
  readonly rows: (object: string, fields: readonly string[]) => readonly CsvRow[];
}

export function holdRows(schema: Schema): HeldRows {
  const wanted = new Map<string, Set<string>>();
  const held = new Map<string, Map<string, CsvRow>>();
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
      const known = held.get(object) ?? new Map<string, CsvRow>();
      held.set(object, known);
      for (const row of rows) if (row[0] !== undefined) known.set(row[0], row);
    },
    values: (object, field, where = () => true) => {
      const fields = fieldsIn(object);
      const at = fields.indexOf(field);
      const rows = [...(held.get(object)?.values() ?? [])];
      const some = rows.filter((row) => where((name) => row[fields.indexOf(name)] ?? ''));
      return [...new Set(some.map((row) => row[at] ?? ''))].filter((value) => value !== '');
    },
    rows: (object, fields) => {
      const places = fields.map((field) => fieldsIn(object).indexOf(field));
      const ids = [...(held.get(object)?.keys() ?? [])].sort();
      return ids.map((id) => places.map((place) => held.get(object)?.get(id)?.[place]));
    },
  };
}
