// Literals, as values that compare with what is stored.

import { ApiError, badValue } from '../errors.mjs';
import { isId, longId } from '../ids.mjs';
import { isLongText } from '../schema.mjs';
import { isDay, relativeRange, storedInstant } from './dates.mjs';

const KINDS = {
  id: ['string'],
  reference: ['string'],
  boolean: ['boolean'],
  int: ['number'],
  double: ['number'],
  currency: ['number'],
  percent: ['number'],
  date: ['date', 'relative'],
  datetime: ['datetime', 'relative'],
};
const UNFILTERED = new Set(['anyType', 'base64']);
const isBare = (type) => KINDS[type] !== undefined && !['id', 'reference'].includes(type);

/** @throws when a field is none to filter by */
export function assertFilterable(soql, { field }, at) {
  if (UNFILTERED.has(field.type) || isLongText(field))
    throw badValue(soql, at, `field '${field.name}' can not be filtered in a query call`);
}

function wrongKind(soql, { name, type }, at) {
  const quotes = isBare(type) ? 'should not be enclosed in quotes' : 'should be enclosed in quotes';
  return badValue(soql, at, `value of filter criterion for field '${name}' must be of type ${type} and ${quotes}`);
}

/**
 * A literal as a range `[from, to)` of a relative date, or as one value.
 * @returns {{ value: unknown } | { from: string, to: string }}
 */
export function comparable(world, { field }, literal) {
  const { kind, value, at } = literal;
  if (kind === 'null') return { value: null };
  if (!(KINDS[field.type] ?? ['string']).includes(kind)) throw wrongKind(world.soql, field, at);
  if (kind === 'relative') {
    const [from, to] = relativeRange(value, world.clock(), field.type === 'date');
    return { from, to };
  }
  return { value: stored(world.soql, field, value, at) };
}

function stored(soql, field, value, at) {
  switch (field.type) {
    case 'id':
    case 'reference':
      if (!isId(value)) throw new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${value}`);
      return longId(value);
    case 'date':
      if (!isDay(value)) throw badValue(soql, at, `line 1:${at} invalid date: ${value}`);
      return value;
    case 'datetime':
      return storedInstant(value) ?? badInstant(soql, at, value);
    case 'boolean':
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return value;
    default:
      return value.toLowerCase();
  }
}

function badInstant(soql, at, value) {
  throw badValue(soql, at, `line 1:${at} invalid dateTime: ${value}`);
}

const EXACT = new Set(['id', 'reference', 'date', 'datetime']);

/** A stored value in the form in which it is compared: texts whatever their case, no empty texts, no unset flags. */
export function compared({ type }, value) {
  if (type === 'boolean') return value ?? false;
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' && !EXACT.has(type) ? value.toLowerCase() : value;
}
