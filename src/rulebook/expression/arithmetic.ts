import { MINUTE } from '../../lib/time.ts';
import { asDay, broken, type Context, literal, need, type Run, type Term } from './term.ts';
import { describeType, type ExpressionType, fits, isDuration, type Value } from './type.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

const calculate: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

/**
 * Sums of numbers, `text + text`, differences of instants (minutes) and of dates (days), and a date or instant plus or
 * minus a duration. Blank with anything gives blank; so does a result that is no number, as of a division by zero.
 */
export function arithmetic<V>(
  operator: ArithmeticOperator,
  left: Term<V>,
  right: Term<V>,
  context: Context<V>,
): Term<V> {
  const { start } = left;
  const sides = [left, right];
  const isText = sides.some(({ type }) => type === 'text') && sides.every(({ type }) => fits(type, 'text'));
  if (operator === '+' && isText) return { type: 'text', run: lift(left.run, right.run, concatenate), start };
  if (isTime(left.type) && right.type === 'duration') return shifted(operator, left, right, context);
  if (operator === '-' && isTime(left.type) && isTime(right.type)) return difference(left, right, context);
  if (!isNumeric(left.type) || !isNumeric(right.type)) return refuse(operator, left, right, context);
  const sum = calculate[operator];
  const onNumbers = (a: Value, b: Value): Value =>
    typeof a === 'number' && typeof b === 'number' ? finite(sum(a, b)) : undefined;
  return { type: 'number', run: lift(left.run, right.run, onNumbers), start };
}

/** `-x`; folded where `x` is a literal. */
export function negative<V>(operand: Term<V>, start: number, context: Context<V>): Term<V> {
  if (!need(operand, 'number', '-', context)) return broken(start);
  const { run } = operand;
  const value = operand.literal?.value;
  if (typeof value === 'number') return literal(-value, 'number', start);
  const negate = (view: V): Value => {
    const x = run(view);
    return typeof x === 'number' ? -x : x === null ? null : undefined;
  };
  return { type: 'number', run: negate, start };
}

function isTime(type: ExpressionType): type is 'instant' | 'date' {
  return type === 'instant' || type === 'date';
}

function isNumeric(type: ExpressionType): boolean {
  return type === 'number' || type === 'any' || type === 'null';
}

/** Unknown before blank before the calculation. */
function lift<V>(left: Run<V>, right: Run<V>, of: (a: Value, b: Value) => Value): Run<V> {
  return (view) => {
    const a = left(view);
    const b = right(view);
    if (a === undefined || b === undefined) return undefined;
    return a === null || b === null ? null : of(a, b);
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function concatenate(a: Value, b: Value): Value {
  return typeof a === 'string' && typeof b === 'string' ? a + b : undefined;
}

/** Between instants the minutes may carry a fraction: a difference of seconds must not become none. */
function difference<V>(a: Term<V>, b: Term<V>, context: Context<V>): Term<V> {
  const isExact = a.type === 'instant' && b.type === 'instant';
  const left = isExact ? a : asDay(a, context);
  const right = isExact ? b : asDay(b, context);
  const unit = isExact ? 'm' : 'd';
  const divisor = isExact ? MINUTE : 1;
  const between = (x: Value, y: Value): Value =>
    typeof x === 'number' && typeof y === 'number' ? { amount: (x - y) / divisor, unit } : undefined;
  return { type: 'duration', run: lift(left.run, right.run, between), start: a.start };
}

function shifted<V>(operator: ArithmeticOperator, from: Term<V>, by: Term<V>, context: Context<V>): Term<V> {
  const { shift } = context.scope;
  const { type, start } = from;
  if (!isTime(type) || (operator !== '+' && operator !== '-')) return refuse(operator, from, by, context);
  if (shift === undefined) {
    context.report(
      start,
      `${operator} cannot move ${type === 'date' ? 'a date' : 'an instant'} here, where no calendar is known`,
    );
    return broken(start);
  }
  const sign = operator === '+' ? 1 : -1;
  const run = (view: V): Value => {
    const a = from.run(view);
    const b = by.run(view);
    if (a === undefined || b === undefined) return undefined;
    if (a === null || b === null) return null;
    return typeof a === 'number' && isDuration(b) ? shift(view, a, type, b, sign) : undefined;
  };
  return { type, run, start };
}

function refuse<V>(operator: string, left: Term<V>, right: Term<V>, context: Context<V>): Term<V> {
  const types = `${describeType(left.type)} and ${describeType(right.type)}`;
  const isOpen = left.type === 'any' || right.type === 'any';
  if (!isOpen) context.report(left.start, `${operator} does not work on ${types}`);
  return broken(left.start);
}
