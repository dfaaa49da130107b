// Finds the rows of a query.

import { shuffled } from '../dice.mjs';
import { ApiError, malformed, restricted } from '../errors.mjs';
import { isLongText } from '../schema.mjs';
import { pathOf } from './paths.mjs';
import { compared } from './values.mjs';
import { conditionOf } from './where.mjs';

const MOST_OFFSET = 2000;

/** Rows that pass, and whether they come in the order of ids. What `query` hides, archived and deleted rows, only `queryAll` shows. */
export function matching(world, object, where) {
  const table = world.table(object);
  const condition = where
    ? conditionOf(world, object, where, (inner, query) => matching(world, inner, query.where))
    : undefined;
  const isShown = world.isShown(object);
  const near = condition?.near() ?? { rows: table.handles(), isInOrder: true };
  const isInOrder = near.isInOrder && table.isInIdOrder;
  const rows = (function* filter() {
    for (const handle of near.rows) {
      if (isShown(handle) && (condition === undefined || condition.test(handle))) yield handle;
    }
  })();
  return { rows, isInOrder };
}

/** Rows of a query in the order, or the disorder, in which they are returned. */
export function rowsOf(world, object, query) {
  assertSelective(object, query);
  if (query.offset > MOST_OFFSET)
    throw new ApiError(400, 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  const { rows: found, isInOrder } = matching(world, object, query.where);
  const ordered =
    query.orderBy.length === 0
      ? shuffled(found, world.seed)
      : isInOrder && isById(query.orderBy)
        ? checkedOrder(world, object, query, found)
        : sorted(world, object, query, found);
  return limited(ordered, query);
}

const isById = (orderBy) =>
  orderBy.length === 1 && orderBy[0].path.join('').toLowerCase() === 'id' && !orderBy[0].isDescending;

const checkedOrder = (world, object, { orderBy }, found) => {
  for (const key of orderBy) pathOf(world, object, key);
  return found;
};

function* limited(rows, { limit, offset }) {
  let position = 0;
  if (limit === 0) return;
  for (const row of rows) {
    position += 1;
    if (position <= offset) continue;
    yield row;
    if (limit !== null && position >= offset + limit) return;
  }
}

function sorted(world, object, { orderBy }, found) {
  const keys = orderBy.map((key) => {
    const path = pathOf(world, object, key);
    if (isLongText(path.field) || path.field.type === 'anyType')
      throw malformed(world.soql, key.at, `field '${path.field.name}' can not be sorted in a query call`);
    return { ...key, get: (handle) => compared(path.field, path.get(handle)) };
  });
  const rows = Array.from(found, (handle) => ({ handle, values: keys.map(({ get }) => get(handle)) }));
  rows.sort((a, b) => {
    for (const [index, key] of keys.entries()) {
      const order = compareBy(key, a.values[index], b.values[index]);
      if (order !== 0) return order;
    }
    return 0;
  });
  return rows.map(({ handle }) => handle);
}

function compareBy({ isDescending, nullsLast }, a, b) {
  if (a === b) return 0;
  if (a === null || b === null) return (a === null) === nullsLast ? 1 : -1;
  return a < b === isDescending ? 1 : -1;
}

const LINK_KEYS = new Set(['contentdocumentid', 'linkedentityid', 'id']);

function hasLinkKey(node) {
  if (node.kind === 'and') return node.parts.some(hasLinkKey);
  const isExact = (node.kind === 'in' && !node.isNot && node.values) || node.operator === '=';
  return Boolean(isExact) && LINK_KEYS.has(node.path.join('.').toLowerCase());
}

function assertSelective({ name }, { where }) {
  if (name === 'ContentDocumentLink' && !(where && hasLinkKey(where)))
    throw restricted(
      "ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator.",
    );
}
