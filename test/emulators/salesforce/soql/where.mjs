// Conditions, as a test of rows and as a hint at where to look for them.

import { badValue, malformed, restricted } from '../errors.mjs';
import { pathOf } from './paths.mjs';
import { assertFilterable, comparable, compared } from './values.mjs';

/**
 * @typedef {object} Condition
 * @property {(handle: unknown) => boolean} test
 * @property {() => Near | undefined} near where to look for the rows that pass, where that is known
 */
/** @typedef {{ rows: Iterable<unknown>, isInOrder: boolean }} Near rows, and whether they come in the order of ids */

const everywhere = () => undefined;

/** @returns {Condition} */
export function conditionOf(world, object, node, run, isUnderOr = false) {
  const part = (child, under) => conditionOf(world, object, child, run, under);
  switch (node.kind) {
    case 'and': {
      const parts = node.parts.map((child) => part(child, isUnderOr));
      return { test: (handle) => parts.every(({ test }) => test(handle)), near: () => nearest(parts) };
    }
    case 'or': {
      const parts = node.parts.map((child) => part(child, true));
      return { test: (handle) => parts.some(({ test }) => test(handle)), near: everywhere };
    }
    case 'not': {
      const { test } = part(node.part, true);
      return { test: (handle) => !test(handle), near: everywhere };
    }
    case 'in':
      return node.query ? semiJoin(world, object, node, run, isUnderOr) : oneOf(world, object, node);
    default:
      return comparison(world, object, node);
  }
}

function nearest(parts) {
  for (const { near } of parts) {
    const found = near();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Rows by the value of a field of theirs, or of a parent of theirs. */
function nearBy(world, object, { steps, field }, values) {
  const table = world.table(object);
  if (steps.length === 0) return unordered(table.near(field.name, values));
  const [step] = steps;
  if (steps.length > 1 || step.referenceTo.length > 1) return undefined;
  const parent = world.table(world.object(step.referenceTo[0]));
  const parents = parent.near(field.name, values);
  if (parents === undefined) return undefined;
  return unordered(
    table.near(
      step.name,
      Array.from(parents, (handle) => parent.get(handle, 'Id')),
    ),
  );
}

const unordered = (rows) => (rows === undefined ? undefined : { rows, isInOrder: false });

const ORDERS = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
const RANGES = {
  '=': (value, { from, to }) => value >= from && value < to,
  '!=': (value, { from, to }) => value < from || value >= to,
  '<': (value, { from }) => value < from,
  '<=': (value, { to }) => value < to,
  '>': (value, { to }) => value >= to,
  '>=': (value, { from }) => value >= from,
};
const TEXTS = new Set(['string', 'picklist', 'email', 'phone', 'url', 'combobox', 'textarea']);

function bound(world, object, node) {
  const path = pathOf(world, object, node);
  assertFilterable(world.soql, path, node.at);
  return { path, get: (handle) => compared(path.field, path.get(handle)) };
}

function comparison(world, object, node) {
  const { path, get } = bound(world, object, node);
  if (node.operator === 'LIKE') return likeness(world, path, get, node);
  const literal = comparable(world, path, node.value);
  if ('from' in literal) {
    const isIn = RANGES[node.operator];
    return {
      test: (handle) => {
        const value = get(handle);
        return value === null ? node.operator === '!=' : isIn(value, literal);
      },
      near: everywhere,
    };
  }
  const wanted = compared(path.field, literal.value);
  if (node.operator === '=') {
    const near = () => (wanted === null ? undefined : nearBy(world, object, path, [wanted]));
    return { test: (handle) => get(handle) === wanted, near };
  }
  if (node.operator === '!=') return { test: (handle) => get(handle) !== wanted, near: everywhere };
  return ordered(world, object, { path, get, wanted, operator: node.operator });
}

function ordered(world, object, { path, get, wanted, operator }) {
  const holds = ORDERS[operator];
  const table = world.table(object);
  const isAfterId = path.steps.length === 0 && path.field.name === 'Id' && operator.startsWith('>');
  return {
    test: (handle) => {
      const value = get(handle);
      return value !== null && wanted !== null && holds(value, wanted);
    },
    near: () => (isAfterId && table.from ? { rows: table.from(wanted), isInOrder: true } : undefined),
  };
}

function likeness({ soql }, { field }, get, { value }) {
  if (!TEXTS.has(field.type) || value.kind !== 'string')
    throw badValue(soql, value.at, `invalid operator on ${field.type} field`);
  return { test: (handle) => value.like.test(get(handle) ?? ''), near: everywhere };
}

function oneOf(world, object, node) {
  const { path, get } = bound(world, object, node);
  const literals = node.values.map((literal) => comparable(world, path, literal));
  const ranges = literals.filter((literal) => 'from' in literal);
  const values = literals.filter((literal) => 'value' in literal).map(({ value }) => compared(path.field, value));
  const set = new Set(values);
  const isIn = (value) => set.has(value) || (value !== null && ranges.some((range) => RANGES['='](value, range)));
  const isOpen = node.isNot || ranges.length > 0 || set.has(null);
  return {
    test: (handle) => isIn(get(handle)) !== node.isNot,
    near: () => (isOpen ? undefined : nearBy(world, object, path, [...set])),
  };
}

const NEVER_INNER = new Set(['Task', 'Event', 'Note', 'Attachment', 'ActivityHistory', 'OpenActivity', 'EmailMessage']);
const isReference = ({ type }) => type === 'id' || type === 'reference';

function semiJoin(world, object, node, run, isUnderOr) {
  const { path, get } = bound(world, object, node);
  world.joins = (world.joins ?? 0) + 1;
  if (world.joins > 2) throw malformed(world.soql, node.at, 'the maximum number of semi join sub-selects is 2');
  if (isUnderOr) throw malformed(world.soql, node.at, 'Semi join sub-selects are not allowed with the OR operator');
  const { query } = node;
  const [selected, ...more] = query.select;
  const isPlain = selected.kind === 'field' && selected.path.length === 1 && more.length === 0;
  if (!isPlain || !isReference(path.field))
    throw malformed(world.soql, node.at, 'semi join sub-selects can only query one id field');
  const inner = world.objectAt(query.from);
  if (NEVER_INNER.has(inner.name)) throw restricted(`${inner.name} is not supported in a semi join inner select`);
  if (inner.name === object.name)
    throw malformed(world.soql, node.at, 'The inner and outer selects should not be on the same object type');
  if (query.where && hasJoin(query.where))
    throw malformed(world.soql, node.at, 'nesting of semi join sub-selects is not supported');
  const column = pathOf(world, inner, selected);
  const ids = new Set();
  for (const handle of run(inner, query).rows) ids.add(column.get(handle));
  ids.delete(null);
  return {
    test: (handle) => ids.has(get(handle)) !== node.isNot,
    near: () => (node.isNot ? undefined : nearBy(world, object, path, [...ids])),
  };
}

const hasJoin = (node) => node.query !== undefined || (node.parts ?? (node.part ? [node.part] : [])).some(hasJoin);
