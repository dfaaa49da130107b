// An org: a schema, and a table for each object of it.

import { longId, ORG_ID } from '../ids.mjs';
import { customField, wholeSchema } from '../schema.mjs';
import { storedInstant } from '../soql/dates.mjs';
import { setupRows } from './setup-rows.mjs';
import { memoryTable } from './tables.mjs';

/**
 * @typedef {object} Org
 * @property {string} id
 * @property {Map<string, import('../schema.mjs').ObjectSchema>} schema by name in lower case
 * @property {Map<string, import('./tables.mjs').Table>} tables by name
 */

/** Objects that are there only where a feature has been switched on, or a file has been given. */
const OPTIONAL = new Set([
  'Territory2',
  'Territory2Model',
  'UserTerritory2Association',
  'ObjectTerritory2Association',
  'CurrencyType',
]);
const HISTORY = new Set(['LeadHistory', 'OpportunityFieldHistory', 'TaskRelation', 'EventRelation']);
const SYSTEM = new Set([
  'Id',
  'IsDeleted',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
]);

/**
 * An org of the rows of an export. An object has the fields that its file has columns for, and those of the system.
 * @param {Map<string, { columns: string[], rows: Record<string, string>[] }>} files by name of the object
 * @returns {Org}
 */
export function orgOfFiles(files, { hasAllFields = false } = {}) {
  const schema = wholeSchema();
  const tables = new Map();
  const given = new Map([...files].map(([name, file]) => [name.toLowerCase(), file]));
  for (const [key, object] of schema) {
    const file = given.get(key);
    if (file === undefined && (OPTIONAL.has(object.name) || HISTORY.has(object.name))) {
      schema.delete(key);
      continue;
    }
    if (file !== undefined) adapt(object, file, hasAllFields);
    tables.set(object.name, file === undefined ? [] : file.rows.map((row) => typed(object, row)));
  }
  complete(schema, tables);
  return {
    id: ORG_ID,
    schema,
    tables: new Map([...tables].map(([name, rows]) => [name, memoryTable(schema.get(name.toLowerCase()), rows)])),
  };
}

/** Leaves an object the fields that its file has, and adds those that only the file has. */
function adapt(object, { columns, rows }, hasAllFields) {
  const present = new Set(columns.map((column) => column.toLowerCase()));
  for (const [key, field] of object.fields) {
    if (!present.has(key) && !SYSTEM.has(field.name) && !hasAllFields) object.fields.delete(key);
  }
  for (const column of columns) {
    if (object.fields.has(column.toLowerCase()) || !/^[A-Za-z]\w*$/.test(column)) continue;
    object.fields.set(column.toLowerCase(), customField(column, guessedType(rows.map((row) => row[column]))));
  }
}

const GUESSES = [
  ['boolean', /^(true|false)$/i],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['datetime', /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/],
  ['double', /^-?\d+(\.\d+)?$/],
];

function guessedType(values) {
  const filled = values.filter((value) => value !== '');
  const guess = GUESSES.find(([, pattern]) => filled.length > 0 && filled.every((value) => pattern.test(value)));
  if (guess) return guess[0];
  return filled.some((value) => value.length > 255) ? 'textarea:32000' : 'string:255';
}

const NUMBERS = new Set(['int', 'double', 'currency', 'percent']);

function typedValue({ type }, text) {
  if (text === '' || text === undefined) return type === 'boolean' ? false : null;
  if (type === 'boolean') return /^(true|1|yes)$/i.test(text);
  if (NUMBERS.has(type)) return Number(text);
  if (type === 'datetime') return storedInstant(text) ?? null;
  if (type === 'id' || type === 'reference') return longId(text);
  return text;
}

function typed(object, row) {
  const out = {};
  const byKey = new Map(Object.entries(row).map(([column, text]) => [column.toLowerCase(), text]));
  for (const [key, field] of object.fields) out[field.name] = typedValue(field, byKey.get(key));
  out.CreatedDate ??= out.LastModifiedDate ?? '2020-01-01T00:00:00.000Z';
  if (object.fields.has('lastmodifieddate')) out.LastModifiedDate ??= out.CreatedDate;
  if (object.fields.has('systemmodstamp')) out.SystemModstamp ??= out.LastModifiedDate ?? out.CreatedDate;
  return out;
}

/** What no export holds, or what follows from the rest of it. */
function complete(schema, tables) {
  for (const [name, rows] of setupRows(tables))
    if (schema.has(name.toLowerCase()) && tables.get(name).length === 0) tables.set(name, rows);
  const [someone] = tables.get('User') ?? [];
  for (const [name, rows] of tables) sign(schema.get(name.toLowerCase()), rows, someone?.Id ?? null);
  for (const row of tables.get('LeadHistory') ?? []) typeHistory(row, schema.get('lead'));
  for (const row of tables.get('OpportunityFieldHistory') ?? []) typeHistory(row, schema.get('opportunity'));
}

/** Every row has been made, and last been changed, by somebody: by its owner unless it says otherwise. */
function sign({ fields }, rows, someone) {
  for (const row of rows) {
    const maker = row.CreatedById ?? (row.OwnerId?.startsWith('005') ? row.OwnerId : someone);
    if (fields.has('createdbyid')) row.CreatedById = maker;
    if (fields.has('lastmodifiedbyid')) row.LastModifiedById ??= maker;
  }
}

/** Old and new values come typed as the field they are of. */
function typeHistory(row, object) {
  const field = object.fields.get(String(row.Field).toLowerCase());
  if (field === undefined || field.type === 'reference') return;
  for (const side of ['OldValue', 'NewValue']) row[side] = row[side] === null ? null : typedValue(field, row[side]);
}
