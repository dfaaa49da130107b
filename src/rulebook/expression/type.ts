import type { Duration } from '../../lib/duration.ts';

/** What an expression can hold. `any` is checked when it is evaluated; a value of the wrong kind then counts as unknown. */
export type ExpressionType =
  | 'boolean'
  | 'number'
  | 'text'
  | 'instant'
  | 'date'
  | 'duration'
  | 'null'
  | 'any'
  | ListType
  | RecordType;

export interface ListType {
  readonly list: ExpressionType;
}

/** The shape of the elements of a list, or of a name that holds further fields. */
export interface RecordType {
  readonly fields: Readonly<Record<string, ExpressionType>>;
}

/** An element with fields. Declare its shape with `type`, not `interface`: TypeScript wants that for an index signature. */
export interface FieldValues {
  readonly [field: string]: Value;
}

/**
 * A value at run time: instants are milliseconds since 1970-01-01T00:00Z, dates are days since 1970-01-01.
 * `undefined` is not known, `null` is known to be blank.
 */
export type Value = boolean | number | string | null | undefined | Duration | readonly Value[] | FieldValues;

export function isListType(type: ExpressionType): type is ListType {
  return typeof type === 'object' && 'list' in type;
}

export function isRecordType(type: ExpressionType): type is RecordType {
  return typeof type === 'object' && 'fields' in type;
}

/** `text`, `list of number`, `record with name, role`: how messages call a type. */
export function describeType(type: ExpressionType): string {
  if (typeof type === 'string') return type === 'null' ? 'null (blank)' : type;
  if ('list' in type) return `list of ${describeType(type.list)}`;
  return `record with ${Object.keys(type.fields).join(', ')}`;
}

/** Whether a value of type `from` can stand where `to` is wanted; `null` and `any` can stand anywhere. */
export function fits(from: ExpressionType, to: ExpressionType): boolean {
  if (from === to || from === 'any' || to === 'any' || from === 'null') return true;
  if (isListType(from) && isListType(to)) return fits(from.list, to.list);
  if (!isRecordType(from) || !isRecordType(to)) return false;
  return Object.entries(to.fields).every(([name, type]) => {
    const given = Object.hasOwn(from.fields, name) ? from.fields[name] : undefined;
    return given !== undefined && fits(given, type);
  });
}

/** The type of something that is one or the other, such as the branches of `?:`; `undefined` when they do not mix. */
export function join(a: ExpressionType, b: ExpressionType): ExpressionType | undefined {
  if (a === 'null') return b;
  if (fits(b, a)) return a;
  return fits(a, b) ? b : undefined;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isDuration(value: Value): value is Duration {
  return typeof value === 'object' && value !== null && 'amount' in value && 'unit' in value;
}

function isFieldValues(value: Value): value is FieldValues {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** The field of a record; blank of a blank record, and unknown where the record does not hold the field itself. */
export function fieldOf(value: Value, field: string): Value {
  if (value === null) return null;
  return isFieldValues(value) && Object.hasOwn(value, field) ? value[field] : undefined;
}

/** A value where true or false is wanted: a blank box counts as false, a value of another kind as unknown. */
export function truthOf(value: Value): boolean | undefined {
  if (value === null) return false;
  return typeof value === 'boolean' ? value : undefined;
}
