import { sameDuration } from './duration-order.ts';
import { alignDays, broken, type Context, literalHint, type Run, type Term } from './term.ts';
import { describeType, type ExpressionType, fits, isDuration, type Value } from './type.ts';

/** Whether two known values are equal; unknown between plain and business time. */
type Same = (a: Value, b: Value) => boolean | undefined;

/** `==` and `!=`: blank equals blank only, whatever the type; unknown makes the result unknown. */
export function equality<V>(operator: '==' | '!=', a: Term<V>, b: Term<V>, context: Context<V>): Term<V> {
  const [left, right] = alignDays(a, b, context);
  if (!areComparable(left, right, operator, context)) return broken(a.start);
  return { type: 'boolean', run: equalRun(left, right, operator === '=='), start: a.start };
}

/** `wanted` is true for `==` and false for `!=`. */
function equalRun<V>(left: Term<V>, right: Term<V>, wanted: boolean): Run<V> {
  if (right.literal !== undefined && !isDuration(right.literal.value))
    return toLiteral(left.run, right.literal.value, wanted);
  if (left.literal !== undefined && !isDuration(left.literal.value))
    return toLiteral(right.run, left.literal.value, wanted);
  const same = sameFor(left.type, right.type);
  const first = left.run;
  const second = right.run;
  return (view) => {
    const x = first(view);
    const y = second(view);
    if (x === undefined || y === undefined) return undefined;
    const isSame = same(x, y);
    return isSame === undefined ? undefined : isSame === wanted;
  };
}

function toLiteral<V>(run: Run<V>, value: Value, wanted: boolean): Run<V> {
  return (view) => {
    const x = run(view);
    return x === undefined ? undefined : (x === value) === wanted;
  };
}

function sameFor(a: ExpressionType, b: ExpressionType): Same {
  const mayBeDuration = [a, b].some((type) => type === 'duration' || type === 'any');
  return mayBeDuration ? sameValue : (x, y) => x === y;
}

function sameValue(a: Value, b: Value): boolean | undefined {
  return isDuration(a) && isDuration(b) ? sameDuration(a, b) : a === b;
}

function areComparable<V>(left: Term<V>, right: Term<V>, operator: string, context: Context<V>): boolean {
  const { type } = left;
  const mixes = fits(type, right.type) || fits(right.type, type);
  const isWhole = [left, right].some((term) => term.type === 'null' || typeof term.type === 'string');
  if (mixes && isWhole) return true;
  const hint = mixes ? 'use in, all or exists' : (literalHint(right, type) ?? literalHint(left, right.type));
  context.report(left.start, `${operator} cannot compare ${describeType(type)} with ${describeType(right.type)}`, hint);
  return false;
}

/** `x in list`: unknown where the value, the list or an undecided element is unknown; a blank list holds nothing. */
export function membership<V>(value: Term<V>, list: Term<V>, context: Context<V>): Term<V> {
  const { start } = value;
  const elementType = elementTypeOf(list, context);
  if (elementType === undefined) return broken(start);
  if (!fits(value.type, elementType) && !fits(elementType, value.type)) {
    const types = `${describeType(value.type)} in a ${describeType(list.type)}`;
    context.report(start, `in cannot look for ${types}`, literalHint(value, elementType));
    return broken(start);
  }
  const members = literalMembers(list);
  const run = members === undefined ? search(value, list, sameFor(value.type, elementType)) : isOneOf(value, members);
  return { type: 'boolean', run, start };
}

function elementTypeOf<V>(list: Term<V>, context: Context<V>): ExpressionType | undefined {
  if (list.type === 'any') return 'any';
  if (typeof list.type === 'object' && 'list' in list.type) return list.type.list;
  const hint = list.type === 'text' ? 'for a part of a text write whole.contains(part)' : undefined;
  context.report(list.start, `in needs a list on its right, but this is ${describeType(list.type)}`, hint);
  return undefined;
}

function literalMembers<V>(list: Term<V>): ReadonlySet<Value> | undefined {
  const values = list.literal?.value;
  return Array.isArray(values) && !values.some(isDuration) ? new Set<Value>(values) : undefined;
}

function isOneOf<V>(value: Term<V>, members: ReadonlySet<Value>): Run<V> {
  const { run } = value;
  return (view) => {
    const x = run(view);
    return x === undefined ? undefined : members.has(x);
  };
}

function search<V>(value: Term<V>, list: Term<V>, same: Same): Run<V> {
  return (view) => {
    const x = value.run(view);
    const elements = list.run(view);
    if (x === undefined || elements === undefined) return undefined;
    if (elements === null) return false;
    return Array.isArray(elements) ? holds(elements, x, same) : undefined;
  };
}

function holds(elements: readonly Value[], value: Value, same: Same): boolean | undefined {
  let result: boolean | undefined = false;
  for (const element of elements) {
    const found = element === undefined ? undefined : same(value, element);
    if (found === true) return true;
    if (found === undefined) result = undefined;
  }
  return result;
}
