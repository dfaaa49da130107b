// Rows in memory.

import { compared } from '../soql/values.mjs';

/**
 * Rows of one object. What a handle is, is the table's own affair.
 * @typedef {object} Table
 * @property {() => Iterable<unknown>} handles all rows
 * @property {(handle: unknown, field: string) => unknown} get
 * @property {(id: string) => unknown} byId `undefined` when there is no such row
 * @property {(field: string, values: unknown[]) => Iterable<unknown> | undefined} near a superset of the rows with one
 *   of these values, each row once; `undefined` where the table cannot tell
 * @property {(id: string) => Iterable<unknown>} [from] rows from an id on, in the order of ids
 * @property {boolean} isInIdOrder whether `handles` come in the order of ids
 * @property {Set<string>} [never] flags that no row has
 * @property {() => number} size
 */

/** @returns {Table & { rows: object[], touch: () => void }} */
export function memoryTable(schema, rows) {
  const indexes = new Map();
  const typeOf = (field) => schema.fields.get(field.toLowerCase()) ?? { type: 'string' };
  const indexOf = (field) => {
    if (!indexes.has(field)) indexes.set(field, grouped(rows, field, typeOf(field)));
    return indexes.get(field);
  };
  const near = (field, values) => values.flatMap((value) => indexOf(field).get(value) ?? []);
  return {
    rows,
    isInIdOrder: false,
    size: () => rows.length,
    handles: () => rows,
    get: (row, field) => row[field] ?? null,
    byId: (id) => near('Id', [id])[0],
    near,
    /** To be called after rows have been changed. */
    touch: () => indexes.clear(),
  };
}

function grouped(rows, field, type) {
  const groups = new Map();
  for (const row of rows) {
    const key = compared(type, row[field]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
