import type { Problem } from '../../lib/errors.ts';
import { build } from './build.ts';
import { type Origin, type Place, placeAt } from './locate.ts';
import { parse, type SyntaxProblem } from './parse.ts';
import type { Scope } from './scope.ts';
import { type Context, type Run, type Term, typeHint } from './term.ts';
import { describeType, type ExpressionType, fits, truthOf, type Value } from './type.ts';

/** A name that was read, or an unknown field of a list element (`deal.contacts[].role`), and what it held. */
export interface Leaf {
  readonly path: string;
  readonly value: Value;
}

/** One evaluation with its evidence: what was read, in order, each path once. The unknown leaves say why it is unknown. */
export interface Trace<T extends Value = Value> {
  readonly value: T;
  readonly leaves: readonly Leaf[];
}

export interface Compiled<V, T extends Value = Value> {
  readonly source: string;
  /** Every path that the expression can read, sorted. */
  readonly reads: readonly string[];
  readonly evaluate: (view: V) => T;
  readonly trace: (view: V) => Trace<T>;
}

export type Compilation<V, T extends Value = Value> =
  | { readonly ok: Compiled<V, T> }
  | { readonly problems: readonly Problem[] };

const noFile: Origin = { file: 'expression', line: 1, column: 1 };

/** Problems told of one expression; a hostile one could have thousands. */
const MOST_PROBLEMS = 20;

/*
 * The parser and RE2 cost some 30 ms to load: import this module inside the function that loads rules.
 */

/** A condition (`when`, `expect`, a route, a stage criterion): true, false, or `undefined` for unknown. */
export function compileCondition<V>(
  source: string,
  scope: Scope<V>,
  at: Origin | Place = noFile,
): Compilation<V, boolean | undefined> {
  return compileAs(source, scope, 'boolean', truthOf, at);
}

/** Any expression whose value fits `expected`. Every problem is told at once, with its place in the file. */
export function compile<V>(
  source: string,
  scope: Scope<V>,
  expected: ExpressionType,
  at: Origin | Place = noFile,
): Compilation<V> {
  return compileAs(source, scope, expected, expected === 'boolean' ? truthOf : (value) => value, at);
}

function compileAs<V, T extends Value>(
  source: string,
  scope: Scope<V>,
  expected: ExpressionType,
  finish: (value: Value) => T,
  at: Origin | Place,
): Compilation<V, T> {
  const parsed = parse(source);
  if (!('tree' in parsed)) return { problems: [located(parsed, source, at)] };
  const found: SyntaxProblem[] = [];
  const paths = new Set<string>();
  const report: Context<V>['report'] = (start, message, hint) => {
    if (found.length < MOST_PROBLEMS) found.push({ start, message, hint: typeof hint === 'function' ? hint() : hint });
  };
  const termFor = (watch: Context<V>['watch']): Term<V> =>
    build(parsed.tree, { scope, locals: new Map(), report, watch });
  const term = termFor((path, run, when) => {
    if (when === 'always') paths.add(path);
    return run;
  });
  if (!fits(term.type, expected)) {
    const types = `${describeType(expected)} is wanted here, but this is ${describeType(term.type)}`;
    report(term.start, types, typeHint(term, expected));
  }
  if (found.length > 0) return { problems: inOrder(found).map((problem) => located(problem, source, at)) };
  const { run } = term;
  const trace = tracer(termFor, finish);
  return { ok: { source, reads: [...paths].sort(), evaluate: (view) => finish(run(view)), trace } };
}

/** Compiles a second time, with every read watched, when the first trace is asked for: evaluation itself stays bare. */
function tracer<V, T extends Value>(
  termFor: (watch: Context<V>['watch']) => Term<V>,
  finish: (value: Value) => T,
): (view: V) => Trace<T> {
  let leaves = new Map<string, Value>();
  let watched: Run<V> | undefined;
  const watch: Context<V>['watch'] = (path, run, when) => (view) => {
    const value = run(view);
    if (when === 'always' || value === undefined) leaves.set(path, value);
    return value;
  };
  return (view) => {
    watched ??= termFor(watch).run;
    leaves = new Map();
    const value = finish(watched(view));
    return { value, leaves: [...leaves].map(([path, held]) => ({ path, value: held })) };
  };
}

function inOrder(problems: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  const distinct = new Map(problems.map((problem) => [`${problem.start} ${problem.message}`, problem]));
  return [...distinct.values()].sort((a, b) => a.start - b.start);
}

function located({ start, message, hint }: SyntaxProblem, source: string, at: Origin | Place): Problem {
  return { message, at: placeAt(at, source, start), ...(hint === undefined ? {} : { hint }) };
}
