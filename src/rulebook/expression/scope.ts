import type { Duration } from '../../lib/duration.ts';
import type { ExpressionType, Value } from './type.ts';

/** A canonical field, fact or parameter: what it holds and how it is read from a view (one record under judgment). */
export interface Name<V> {
  readonly type: ExpressionType;
  readonly read: (view: V) => Value;
}

/**
 * A function of the domain, such as `olderThan(instant, duration)`. It is called with known arguments only (an
 * unknown one makes the result unknown), and must say itself what a blank one means.
 */
export interface FunctionSpec<V> {
  readonly parameters: readonly ExpressionType[];
  readonly result: ExpressionType;
  readonly call: (view: V, ...values: readonly Value[]) => Value;
}

/** What an expression may speak of. `V` is what it is evaluated on. */
export interface Scope<V> {
  /** By full dotted path, such as `record.nextStep.due`. Must not find inherited names such as `constructor`. */
  readonly lookup: (path: string) => Name<V> | undefined;
  /** Every path, for suggestions. */
  readonly names: () => Iterable<string>;
  readonly functions: ReadonlyMap<string, FunctionSpec<V>>;
  /** The local date (days since 1970-01-01) of an instant (ms). Without it a date and an instant cannot be compared. */
  readonly toDay?: (view: V, instant: number) => number | undefined;
  /** `date + duration` and `instant - duration`; `sign` is 1 or -1. Without it such sums are refused. */
  readonly shift?: (view: V, from: number, type: 'instant' | 'date', by: Duration, sign: 1 | -1) => Value;
}

/** A scope over maps, which hold no inherited names. */
export function scopeOf<V>(
  names: ReadonlyMap<string, Name<V>>,
  functions: ReadonlyMap<string, FunctionSpec<V>> = new Map(),
  calendar: Pick<Scope<V>, 'toDay' | 'shift'> = {},
): Scope<V> {
  return { ...calendar, lookup: (path) => names.get(path), names: () => names.keys(), functions };
}
