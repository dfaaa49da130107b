import { type RecordType, recordTypes } from '../model/records.ts';
import { compileCondition } from './expression/compile.ts';
import { type Name, type Scope, scopeOf } from './expression/scope.ts';
import type { ExpressionType, Value } from './expression/type.ts';
import { parameterType } from './parameters.ts';
import type { Parameter } from './schema.ts';
import { names } from './scope.ts';

/** All that is known of the record: its type, and the parameters that it would be judged with. */
interface Blind {
  readonly type: RecordType;
  readonly params: Readonly<Record<string, Value>>;
}

const blindNames: ReadonlyMap<string, Name<Blind>> = new Map(
  [...names].map(([path, { type }]) => [
    path,
    { type, read: (view: Blind): Value => (path === 'record.type' ? view.type : undefined) },
  ]),
);

function blindScope(types: ReadonlyMap<string, ExpressionType>): Scope<Blind> {
  const own = new Map<string, Name<Blind>>(blindNames);
  for (const [name, type] of types) own.set(`params.${name}`, { type, read: ({ params }) => params[name] });
  return scopeOf(own, new Map(), { toDay: () => undefined, shift: () => undefined });
}

/** What a condition is judged with, beside the record. */
export interface Givens {
  readonly on?: readonly RecordType[];
  readonly params?: Readonly<Record<string, Value>>;
  /** The parameters as written, for their types. */
  readonly written?: Readonly<Record<string, Parameter>>;
}

/**
 * What a condition comes to on a record of which nothing is known: if it is known then, it is the same on every record,
 * since no value that becomes known can change what is decided without it. `undefined` where it depends on the record.
 */
export function constantOf(
  source: string,
  { on = recordTypes, params = {}, written = {} }: Givens = {},
): boolean | undefined {
  const types = new Map(Object.entries(written).map(([name, value]) => [name, parameterType(value)]));
  const compiled = compileCondition(source, blindScope(types));
  if ('problems' in compiled) return undefined;
  const [first, ...others] = on.map((type) => compiled.ok.evaluate({ type, params }));
  return others.every((value) => value === first) ? first : undefined;
}
