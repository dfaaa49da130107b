import type { ASTNode } from '@marcbachmann/cel-js';
import { didYouMean } from '../../lib/nearest.ts';
import { listMacro, listMacros } from './lists.ts';
import { constructed, isConstructor } from './literals.ts';
import { partsOf } from './names.ts';
import type { FunctionSpec } from './scope.ts';
import { broken, type Context, need, type Run, type Term } from './term.ts';
import { textMethod, textMethods } from './text.ts';
import { describeType, type ExpressionType, isList, isListType, type Value } from './type.ts';

type Build<V> = (node: ASTNode, context: Context<V>) => Term<V>;

/** The functions of the language itself. */
export const builtIns: readonly string[] = ['has', 'size', 'date', 'instant', 'duration', 'min', 'max', 'abs'];

/** `f(a, b)`: a function of the language or of the domain. */
export function call<V>(
  f: string,
  parts: readonly ASTNode[],
  start: number,
  context: Context<V>,
  build: Build<V>,
): Term<V> {
  if (f === 'has') return has(parts, start, context, build);
  const values = parts.map((part) => build(part, context));
  if (isConstructor(f)) return constructed(f, values, start, context);
  const [first] = values;
  if (f === 'size' && values.length === 1 && first !== undefined) return size({ ...first, start }, context);
  if (f === 'abs') return abs(values, start, context);
  if (f === 'min' || f === 'max') return extreme(f, values, start, context);
  const spec = context.scope.functions.get(f);
  if (spec !== undefined) return domainCall(f, spec, values, start, context);
  context.report(start, `unknown function "${f.slice(0, 80)}"`, () => functionHint(f, context));
  return broken(start);
}

function functionHint<V>(f: string, context: Context<V>): string | undefined {
  if (f === 'size') return 'it takes one value';
  if (textMethods.includes(f) || listMacros.includes(f)) return `write it after its value, as in x.${f}(…)`;
  return didYouMean(f, [...builtIns, ...context.scope.functions.keys()]);
}

/** `x.f(a, b)`: a method of texts or lists. */
export function methodCall<V>(
  method: string,
  receiver: Term<V>,
  parts: readonly ASTNode[],
  context: Context<V>,
  build: Build<V>,
): Term<V> {
  if (listMacros.includes(method)) return listMacro(method, receiver, parts, context, build);
  const values = parts.map((part) => build(part, context));
  if (textMethods.includes(method)) return textMethod(method, receiver, values, context);
  if (method === 'size' && values.length === 0) return size(receiver, context);
  context.report(receiver.start, `unknown method "${method.slice(0, 80)}"`, () =>
    builtIns.includes(method) || context.scope.functions.has(method)
      ? `write ${method}(…), with the value as its first argument`
      : didYouMean(method, ['size', ...textMethods, ...listMacros]),
  );
  return broken(receiver.start);
}

/** `has(record.amount)`: known and not blank; unknown where the value is. */
function has<V>(parts: readonly ASTNode[], start: number, context: Context<V>, build: Build<V>): Term<V> {
  const [part] = parts;
  if (parts.length !== 1 || part === undefined || partsOf(part) === undefined) {
    context.report(start, 'has() takes one name, as in has(record.createdAt)');
    return broken(start);
  }
  const { run } = build(part, context);
  const isPresent = (view: V): boolean | undefined => {
    const value = run(view);
    return value === undefined ? undefined : value !== null;
  };
  return { type: 'boolean', run: isPresent, start };
}

/** Elements of a list or characters (code points) of a text; 0 when blank. */
function size<V>(term: Term<V>, context: Context<V>): Term<V> {
  const { run, start, type } = term;
  if (type !== 'text' && type !== 'any' && type !== 'null' && !isListType(type)) {
    context.report(start, `size() needs a text or a list, but this is ${describeType(type)}`);
    return broken(start);
  }
  const measure = (view: V): number | undefined => {
    const value = run(view);
    if (value === null) return 0;
    if (typeof value === 'string') return characters(value);
    return isList(value) ? value.length : undefined;
  };
  return { type: 'number', run: measure, start };
}

function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function abs<V>(values: readonly Term<V>[], start: number, context: Context<V>): Term<V> {
  const [first] = values;
  if (values.length !== 1 || first === undefined) {
    context.report(start, 'abs() takes one number');
    return broken(start);
  }
  if (!need(first, 'number', 'abs()', context)) return broken(start);
  const { run } = first;
  const absolute = (view: V): Value => {
    const value = run(view);
    return typeof value === 'number' ? Math.abs(value) : value === null ? null : undefined;
  };
  return { type: 'number', run: absolute, start };
}

const ordered: readonly ExpressionType[] = ['number', 'instant', 'date', 'any', 'null'];

/** `min(a, b, …)` and `max(a, b, …)` of numbers, instants or dates; blank where one of them is. */
function extreme<V>(f: 'min' | 'max', values: readonly Term<V>[], start: number, context: Context<V>): Term<V> {
  const type = values.map((value) => value.type).find((each) => each !== 'any' && each !== 'null') ?? 'any';
  if (values.length < 2 || !ordered.includes(type)) {
    context.report(start, `${f}() takes two or more numbers, instants or dates`);
    return broken(start);
  }
  if (values.filter((value) => !need(value, type, `${f}() of ${describeType(type)}s`, context)).length > 0)
    return broken(start);
  const runs = values.map((value) => value.run);
  const pick = f === 'min' ? Math.min : Math.max;
  return { type, run: (view) => extremeOf(runs, view, pick), start };
}

function extremeOf<V>(runs: readonly Run<V>[], view: V, pick: (a: number, b: number) => number): Value {
  let best: number | undefined;
  let isBlank = false;
  for (const run of runs) {
    const value = run(view);
    if (value === null) isBlank = true;
    else if (typeof value !== 'number') return undefined;
    else best = best === undefined ? value : pick(best, value);
  }
  return isBlank ? null : best;
}

function domainCall<V>(
  f: string,
  spec: FunctionSpec<V>,
  values: readonly Term<V>[],
  start: number,
  context: Context<V>,
): Term<V> {
  const { parameters, result } = spec;
  if (values.length !== parameters.length) {
    const wanted = parameters.map(describeType).join(', ');
    context.report(start, `${f}() takes ${parameters.length} values, not ${values.length}`, `as in ${f}(${wanted})`);
    return broken(start);
  }
  const wrong = values.filter((value, i) => !need(value, parameters[i] ?? 'any', `${f}()`, context));
  if (wrong.length > 0) return broken(start);
  return {
    type: result,
    run: callRun(
      spec.call,
      values.map((value) => value.run),
    ),
    start,
  };
}

/** One and two arguments are spelled out: they are the usual case and need no list. */
function callRun<V>(f: FunctionSpec<V>['call'], runs: readonly Run<V>[]): Run<V> {
  const [first, second] = runs;
  if (runs.length === 1 && first !== undefined)
    return (view) => {
      const a = first(view);
      return a === undefined ? undefined : f(view, a);
    };
  if (runs.length === 2 && first !== undefined && second !== undefined)
    return (view) => {
      const a = first(view);
      const b = second(view);
      return a === undefined || b === undefined ? undefined : f(view, a, b);
    };
  return (view) => {
    const values = runs.map((run) => run(view));
    return values.includes(undefined) ? undefined : f(view, ...values);
  };
}
