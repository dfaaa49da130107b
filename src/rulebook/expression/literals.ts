import { parseDuration } from '../../lib/duration.ts';
import { parseDay, parseInstant } from '../../lib/time.ts';
import { broken, type Context, literal, type Term } from './term.ts';
import type { Value } from './type.ts';

/** A literal as the parser gives it; whole numbers and decimals are one type. */
export function plainLiteral<V>(value: unknown, start: number, context: Context<V>): Term<V> {
  if (value === null) return literal(null, 'null', start);
  if (typeof value === 'boolean') return literal(value, 'boolean', start);
  if (typeof value === 'string') return literal(value, 'text', start);
  if (typeof value === 'number') return literal(value, 'number', start);
  if (typeof value !== 'bigint') {
    context.report(start, 'unsigned numbers and bytes are not part of this language', 'leave out the u or the b');
    return broken(start);
  }
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    context.report(start, 'this whole number is too large to be exact');
    return broken(start);
  }
  return literal(number, 'number', start);
}

type Constructor = 'date' | 'instant' | 'duration';

/** The value, or what to write instead. */
type Reading = { readonly value: Value } | { readonly hint: string };

const constructors: Readonly<Record<Constructor, (text: string) => Reading>> = {
  date: (text) => reading(parseDay(text), 'as in date("2026-10-01")'),
  // A clock without a zone is refused: a rule must mean the same instant everywhere.
  instant: (text) =>
    reading(parseInstant(text, { fromWall: () => Number.NaN }), 'as in instant("2026-10-01T09:00:00Z")'),
  duration: (text) => {
    const duration = parseDuration(text);
    return 'unit' in duration ? { value: duration } : { hint: duration.hint ?? 'as in duration("10d")' };
  },
};

function reading(value: number | undefined, hint: string): Reading {
  return value === undefined ? { hint } : { value };
}

export function isConstructor(name: string): name is Constructor {
  return Object.hasOwn(constructors, name);
}

/** `date("…")`, `instant("…")`, `duration("…")`: read once, when the rule is loaded. */
export function constructed<V>(
  type: Constructor,
  values: readonly Term<V>[],
  start: number,
  context: Context<V>,
): Term<V> {
  const [first] = values;
  const written = first?.literal?.value;
  if (values.length !== 1 || first === undefined || typeof written !== 'string') {
    context.report(start, `${type}() takes one text that is written out, such as ${type}("…")`);
    return broken(start);
  }
  const read = constructors[type](written);
  if ('value' in read) return literal(read.value, type, start);
  context.report(first.start, `"${written.slice(0, 40)}" is not ${type === 'instant' ? 'an' : 'a'} ${type}`, read.hint);
  return broken(start);
}
