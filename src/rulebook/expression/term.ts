import type { Scope } from './scope.ts';
import { describeType, type ExpressionType, fits, type Value } from './type.ts';

export type Run<V> = (view: V) => Value;

/** A part of an expression, checked and compiled: what it holds and how to get it. */
export interface Term<V> {
  readonly type: ExpressionType;
  readonly run: Run<V>;
  /** Offset of its first character in the source. */
  readonly start: number;
  /** Literals only: the value, known when the rule is loaded. */
  readonly literal?: { readonly value: Value };
  /** Where the value was read from, such as `deal.contacts[].role`; absent for computed values. */
  readonly path?: string;
}

export interface Context<V> {
  readonly scope: Scope<V>;
  /** The variables of the list macros around this place. */
  readonly locals: ReadonlyMap<string, Term<V>>;
  /** Notes a problem at an offset of the source. The hint is made only when the problem is kept. */
  readonly report: (start: number, message: string, hint?: string | (() => string | undefined)) => void;
  /** Hears of every read: of names always, of the fields of list elements only when they are unknown. */
  readonly watch: (path: string, run: Run<V>, when: 'always' | 'unknown') => Run<V>;
}

export function literal<V>(value: Value, type: ExpressionType, start: number): Term<V> {
  return { type, run: () => value, start, literal: { value } };
}

/** Stands in for a part that could not be compiled; its type `any` keeps one mistake from being reported twice. */
export function broken<V>(start: number): Term<V> {
  return { type: 'any', run: () => undefined, start };
}

/** Reports a term of the wrong type; `who` is the operator or function that needs it. */
export function need<V>(term: Term<V>, type: ExpressionType, who: string, context: Context<V>): boolean {
  if (fits(term.type, type)) return true;
  context.report(
    term.start,
    `${who} needs ${describeType(type)}, but this is ${describeType(term.type)}`,
    typeHint(term, type),
  );
  return false;
}

/** What to write for a term of the wrong type; `undefined` where nothing helps. */
export function typeHint<V>(term: Term<V>, wanted: ExpressionType): string | undefined {
  return wanted === 'boolean' ? 'compare it with something, such as != null' : literalHint(term, wanted);
}

/** `write date("2026-10-01")` where a text literal stands for a date, an instant, a duration or a number. */
export function literalHint<V>(term: Term<V>, wanted: ExpressionType): string | undefined {
  const text = term.literal?.value;
  if (typeof text !== 'string' || text.length > 40) return undefined;
  if (wanted === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? `write ${text} without quotes` : undefined;
  if (wanted === 'instant' && /^\d{4}-\d\d-\d\d$/.test(text)) return `write date("${text}")`;
  return wanted === 'date' || wanted === 'instant' || wanted === 'duration' ? `write ${wanted}("${text}")` : undefined;
}

/** The instant as its local date; everything else unchanged. */
export function asDay<V>(term: Term<V>, context: Context<V>): Term<V> {
  if (term.type !== 'instant') return term;
  const { run, start } = term;
  const toDay = context.scope.toDay;
  if (toDay === undefined) {
    context.report(start, 'a date and an instant cannot be compared here, where no time zone is known');
    return broken(start);
  }
  const day = (view: V): Value => {
    const instant = run(view);
    return typeof instant === 'number' ? toDay(view, instant) : instant;
  };
  return { type: 'date', run: day, start };
}

/** The two terms with an instant turned into its local date where the other one is a date. */
export function alignDays<V>(left: Term<V>, right: Term<V>, context: Context<V>): readonly [Term<V>, Term<V>] {
  if (left.type === 'date') return [left, asDay(right, context)];
  if (right.type === 'date') return [asDay(left, context), right];
  return [left, right];
}
