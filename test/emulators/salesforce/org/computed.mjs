// Rows that are computed when they are asked for: a handle is a number.

import { indexOf } from '../ids.mjs';

function* numbers(from, below) {
  for (let n = from; n < below; n += 1) yield n;
}

/**
 * @param {import('../schema.mjs').ObjectSchema} object
 * @param {{ size: number, columns: Record<string, (n: number) => unknown>, near: Record<string, (ids: string[]) => Iterable<number>>, pod?: string }} plan
 * @returns {import('./tables.mjs').Table}
 */
export function computedTable({ prefix }, { size, columns, near, pod }) {
  const byId = (id) => {
    const n = indexOf(prefix, id, pod);
    return n === undefined || n >= size ? undefined : n;
  };
  const withId = (ids) => [...new Set(ids)].map(byId).filter((n) => n !== undefined);
  return {
    isInIdOrder: true,
    never: new Set(['IsDeleted', 'IsArchived']),
    size: () => size,
    handles: () => numbers(0, size),
    get: (n, field) => columns[field]?.(n) ?? null,
    byId,
    near: (field, values) => (field === 'Id' ? withId(values) : near[field]?.(values)),
    from: (id) => numbers(byId(id) ?? 0, size),
  };
}
