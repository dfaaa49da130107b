import { sameDuration } from './duration-order.ts';
import { broken, type Context, need, type Term } from './term.ts';
import { isDuration, join, type Value } from './type.ts';

/*
 * Kleene's logic: `undefined` (unknown) spreads unless the other side decides. A blank boolean is a box that nobody
 * ticked: it counts as false.
 */

export function and<V>(left: Term<V>, right: Term<V>, context: Context<V>): Term<V> {
  if (!areBooleans('&&', [left, right], context)) return broken(left.start);
  const first = left.run;
  const second = right.run;
  const run = (view: V): boolean | undefined => {
    const a = first(view);
    if (a === false || a === null) return false;
    const b = second(view);
    if (b === false || b === null) return false;
    return a === true && b === true ? true : undefined;
  };
  return { type: 'boolean', run, start: left.start };
}

export function or<V>(left: Term<V>, right: Term<V>, context: Context<V>): Term<V> {
  if (!areBooleans('||', [left, right], context)) return broken(left.start);
  const first = left.run;
  const second = right.run;
  const run = (view: V): boolean | undefined => {
    const a = first(view);
    if (a === true) return true;
    const b = second(view);
    if (b === true) return true;
    return isFalse(a) && isFalse(b) ? false : undefined;
  };
  return { type: 'boolean', run, start: left.start };
}

export function not<V>(operand: Term<V>, start: number, context: Context<V>): Term<V> {
  if (!areBooleans('!', [operand], context)) return broken(start);
  const inner = operand.run;
  const run = (view: V): boolean | undefined => {
    const value = inner(view);
    return value === true ? false : isFalse(value) ? true : undefined;
  };
  return { type: 'boolean', run, start };
}

/** `condition ? yes : no`; with an unknown condition, known only where both branches give the same value. */
export function choose<V>(condition: Term<V>, yes: Term<V>, no: Term<V>, context: Context<V>): Term<V> {
  const { start } = condition;
  const type = join(yes.type, no.type);
  if (type === undefined)
    context.report(yes.start, 'the two branches of ?: hold values of different types', 'give both the same type');
  if (!areBooleans('?:', [condition], context) || type === undefined) return broken(start);
  const test = condition.run;
  const ifTrue = yes.run;
  const ifFalse = no.run;
  const run = (view: V): Value => {
    const decided = test(view);
    if (decided === true) return ifTrue(view);
    if (isFalse(decided)) return ifFalse(view);
    const value = ifTrue(view);
    return isSame(value, ifFalse(view)) ? value : undefined;
  };
  return { type, run, start };
}

function areBooleans<V>(who: string, operands: readonly Term<V>[], context: Context<V>): boolean {
  return operands.filter((operand) => !need(operand, 'boolean', who, context)).length === 0;
}

function isFalse(value: Value): boolean {
  return value === false || value === null;
}

function isSame(a: Value, b: Value): boolean {
  return a === b || (isDuration(a) && isDuration(b) && sameDuration(a, b) === true);
}
