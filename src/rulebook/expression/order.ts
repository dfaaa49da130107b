import { compareDurations } from './duration-order.ts';
import { alignDays, broken, type Context, literalHint, type Run, type Term } from './term.ts';
import { describeType, type ExpressionType, isDuration, type Value } from './type.ts';

export type OrderOperator = '<' | '<=' | '>' | '>=';

/** `<`, `<=`, `>`, `>=`: against blank false, against unknown unknown. Texts go by code unit. */
export function order<V>(operator: OrderOperator, a: Term<V>, b: Term<V>, context: Context<V>): Term<V> {
  const [left, right] = alignDays(a, b, context);
  if (!areOrdered(left, right, operator, context)) return broken(a.start);
  return { type: 'boolean', run: orderRun(operator, left, right), start: a.start };
}

const ordered: readonly ExpressionType[] = ['number', 'text', 'instant', 'date', 'duration', 'null', 'any'];
const numeric: readonly ExpressionType[] = ['number', 'instant', 'date'];

function areOrdered<V>(left: Term<V>, right: Term<V>, operator: string, context: Context<V>): boolean {
  const { type } = left;
  const isOrdered = ordered.includes(type) && ordered.includes(right.type);
  if (isOrdered && (type === right.type || isOpen(type) || isOpen(right.type))) return true;
  context.report(
    left.start,
    `${operator} cannot compare ${describeType(type)} with ${describeType(right.type)}`,
    literalHint(right, type) ?? literalHint(left, right.type),
  );
  return false;
}

function isOpen(type: ExpressionType): boolean {
  return type === 'any' || type === 'null';
}

function orderRun<V>(operator: OrderOperator, left: Term<V>, right: Term<V>): Run<V> {
  if (!numeric.includes(left.type) || !numeric.includes(right.type)) return generic(operator, left.run, right.run);
  const limit = right.literal?.value;
  return typeof limit === 'number' ? toLimit[operator](left.run, limit) : between[operator](left.run, right.run);
}

type ToLimit = <V>(run: Run<V>, limit: number) => Run<V>;
type Between = <V>(left: Run<V>, right: Run<V>) => Run<V>;

/** One value that is no number: blank gives false; a value of the wrong kind counts as unknown. */
function withoutNumber(value: Value): false | undefined {
  return value === null ? false : undefined;
}

function withoutNumbers(a: Value, b: Value): false | undefined {
  return a === undefined || b === undefined || (a !== null && b !== null) ? undefined : false;
}

// Spelled out per operator: a comparison runs millions of times per audit, and a shared closure would be slower.
const toLimit: Readonly<Record<OrderOperator, ToLimit>> = {
  '<': (run, limit) => (view) => {
    const a = run(view);
    return typeof a === 'number' ? a < limit : withoutNumber(a);
  },
  '<=': (run, limit) => (view) => {
    const a = run(view);
    return typeof a === 'number' ? a <= limit : withoutNumber(a);
  },
  '>': (run, limit) => (view) => {
    const a = run(view);
    return typeof a === 'number' ? a > limit : withoutNumber(a);
  },
  '>=': (run, limit) => (view) => {
    const a = run(view);
    return typeof a === 'number' ? a >= limit : withoutNumber(a);
  },
};

const between: Readonly<Record<OrderOperator, Between>> = {
  '<': (left, right) => (view) => {
    const a = left(view);
    const b = right(view);
    return typeof a === 'number' && typeof b === 'number' ? a < b : withoutNumbers(a, b);
  },
  '<=': (left, right) => (view) => {
    const a = left(view);
    const b = right(view);
    return typeof a === 'number' && typeof b === 'number' ? a <= b : withoutNumbers(a, b);
  },
  '>': (left, right) => (view) => {
    const a = left(view);
    const b = right(view);
    return typeof a === 'number' && typeof b === 'number' ? a > b : withoutNumbers(a, b);
  },
  '>=': (left, right) => (view) => {
    const a = left(view);
    const b = right(view);
    return typeof a === 'number' && typeof b === 'number' ? a >= b : withoutNumbers(a, b);
  },
};

const bySign: Readonly<Record<OrderOperator, (sign: number) => boolean>> = {
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

function generic<V>(operator: OrderOperator, left: Run<V>, right: Run<V>): Run<V> {
  const test = bySign[operator];
  return (view) => {
    const a = left(view);
    const b = right(view);
    if (a === undefined || b === undefined) return undefined;
    if (a === null || b === null) return false;
    const sign = compare(a, b);
    return sign === undefined ? undefined : test(sign);
  };
}

/** `undefined` for values that have no order: of different kinds, or plain against business time. */
function compare(a: Value, b: Value): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return isDuration(a) && isDuration(b) ? compareDurations(a, b) : undefined;
}
