import type { Position, Problem } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import { parseDay, parseInstant } from '../lib/time.ts';
import type { Zone } from '../lib/time-zone.ts';
import { canon, type Fields, type RowType, type ValueType } from '../model/fields.ts';
import type { Rows } from '../model/records.ts';
import type { Example } from './schema.ts';

/** A row as an example writes it. */
export type WrittenRow = Example['record'];
type Written = WrittenRow[string];

/** Where a row of an example stands in its file, and to whom its problems are told. */
export interface RowPlace {
  readonly zone: Zone;
  readonly at: (field: string, of: 'key' | 'value') => Position;
  readonly report: (problem: Problem) => void;
}

const shapes: Readonly<Record<ValueType, string>> = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  instant: 'a moment such as 2026-11-17T15:00:00Z',
  date: 'a date such as 2026-11-20',
  texts: 'a list of texts',
};

/** The canonical name of a field that an example names, by itself or by another accepted spelling. */
export function canonicalName(type: RowType, name: string): string | undefined {
  const fields: Fields = canon[type];
  if (Object.hasOwn(fields, name)) return name;
  return Object.entries(fields).find(([, { aliases }]) => aliases.includes(name))?.[0];
}

/** Reads a value as rows hold it; `undefined` where it is of another kind than the field. */
type Reader = (written: Written, zone: Zone) => string | number | boolean | readonly string[] | undefined;

const readers: Readonly<Record<ValueType, Reader>> = {
  text: (written) => (typeof written === 'string' ? written : undefined),
  number: (written) => (typeof written === 'number' ? written : undefined),
  boolean: (written) => (typeof written === 'boolean' ? written : undefined),
  instant: (written, zone) => (typeof written === 'string' ? parseInstant(written, zone) : undefined),
  date: (written) => (typeof written === 'string' ? parseDay(written) : undefined),
  texts: (written) => (typeof written === 'object' && written !== null ? written : undefined),
};

const shown = (written: Written): string => (typeof written === 'object' ? 'a list' : JSON.stringify(written));

/** A row of an example in canonical names and types: `null` is blank, and what is not written is not known. */
export function readRow<T extends RowType>(type: T, row: WrittenRow, place: RowPlace): Rows[T];
export function readRow(type: RowType, row: WrittenRow, { zone, at, report }: RowPlace): object {
  const fields: Fields = canon[type];
  const read: Record<string, unknown> = {};
  for (const [name, written] of Object.entries(row)) {
    const known = canonicalName(type, name);
    const field = known === undefined ? undefined : fields[known];
    if (known === undefined || field === undefined) {
      const hint = didYouMean(name, namesOf(type));
      report({ message: `a ${wordsFor[type]} has no field "${name}"`, at: at(name, 'key'), ...(hint && { hint }) });
      continue;
    }
    const value = written === null ? null : readers[field.type](written, zone);
    if (value !== undefined) read[known] = value;
    else report({ message: `${name} takes ${shapes[field.type]}, found ${shown(written)}`, at: at(name, 'value') });
  }
  return read;
}

const wordsFor: Readonly<Record<RowType, string>> = {
  person: 'person',
  account: 'account',
  contact: 'contact',
  contactRole: 'contact role',
  history: 'change',
  activity: 'activity',
  lead: 'lead',
  deal: 'deal',
};

function namesOf(type: RowType): readonly string[] {
  const fields: Fields = canon[type];
  return Object.entries(fields).flatMap(([name, { aliases }]) => [name, ...aliases]);
}
