import type { ASTNode } from '@marcbachmann/cel-js';
import { broken, type Context, literal, need, type Run, type Term } from './term.ts';
import { describeType, type ExpressionType, isList, isListType, join, truthOf, type Value } from './type.ts';

/** Each further level multiplies the work by the length of the list. */
const MOST_NESTED = 2;

export const listMacros: readonly string[] = ['all', 'exists', 'exists_one', 'filter', 'map'];

/** `[a, b]`: a literal where all its elements are. */
export function listOf<V>(elements: readonly Term<V>[], start: number, context: Context<V>): Term<V> {
  let type: ExpressionType = 'null';
  for (const element of elements) {
    const both: ExpressionType | undefined = join(type, element.type);
    if (both === undefined) {
      context.report(element.start, `a list of ${describeType(type)} cannot hold ${describeType(element.type)}`);
      return broken(start);
    }
    type = both;
  }
  const listType = { list: elements.length === 0 ? 'any' : type } as const;
  const literals = elements.flatMap((element) => (element.literal === undefined ? [] : [element.literal.value]));
  if (literals.length === elements.length) return literal(literals, listType, start);
  const runs = elements.map((element) => element.run);
  return { type: listType, run: (view) => runs.map((run) => run(view)), start };
}

/** What a macro runs over, once per element: the list, the expression, and where that expression finds the element. */
interface Loop<V> {
  readonly list: Run<V>;
  readonly body: Run<V>;
  readonly cell: { element: Value };
}

/**
 * `list.exists(x, …)` and its kin. A blank list counts as empty; an unknown element makes the result unknown unless
 * the others decide it.
 */
export function listMacro<V>(
  macro: string,
  list: Term<V>,
  parts: readonly ASTNode[],
  context: Context<V>,
  build: (node: ASTNode, context: Context<V>) => Term<V>,
): Term<V> {
  const { start } = list;
  const [variable, body] = parts;
  if (parts.length !== 2 || variable?.op !== 'id' || body === undefined) {
    context.report(start, `${macro}() takes a variable and an expression, as in ${macro}(x, x != null)`);
    return broken(start);
  }
  if (list.type !== 'any' && !isListType(list.type)) {
    context.report(start, `${macro}() needs a list, but this is ${describeType(list.type)}`);
    return broken(start);
  }
  if (context.locals.has(variable.args) || context.locals.size >= MOST_NESTED) {
    const taken = context.locals.has(variable.args);
    const message = taken ? `"${variable.args}" already names an element` : 'list functions nest two deep at most';
    context.report(variable.start, message);
    return broken(start);
  }
  const element = isListType(list.type) ? list.type.list : 'any';
  const cell: { element: Value } = { element: undefined };
  const local = elementTerm(element, () => cell.element, list, context);
  const inner = build(body, { ...context, locals: new Map([...context.locals, [variable.args, local]]) });
  const loop = { list: list.run, body: inner.run, cell };
  if (macro === 'map') return { type: { list: inner.type }, run: over(loop, mapped), start };
  if (!need(inner, 'boolean', `${macro}()`, context)) return broken(start);
  if (macro === 'filter') return { type: list.type, run: over(loop, filtered), start, ...pathOf(list) };
  return { type: 'boolean', run: over(loop, quantifierFor(macro)), start };
}

function elementTerm<V>(type: ExpressionType, run: Run<V>, list: Term<V>, context: Context<V>): Term<V> {
  if (list.path === undefined) return { type, run, start: list.start };
  const path = `${list.path}[]`;
  return { type, run: context.watch(path, run, 'unknown'), start: list.start, path };
}

/** A list that was filtered still comes from where it came from. */
function pathOf<V>({ path }: Term<V>): { readonly path?: string } {
  return path === undefined ? {} : { path };
}

type Body = (element: Value) => Value;
type Macro = (elements: readonly Value[], body: Body) => Value;

function over<V>({ list, body, cell }: Loop<V>, macro: Macro): Run<V> {
  return (view) => {
    const elements = list(view);
    if (elements === undefined) return undefined;
    if (elements !== null && !isList(elements)) return undefined;
    // Put back at the end, so that an expression may be evaluated again while it is being evaluated.
    const before = cell.element;
    const result = macro(elements ?? [], (element) => {
      cell.element = element;
      return body(view);
    });
    cell.element = before;
    return result;
  };
}

function quantifierFor(macro: string): Macro {
  if (macro === 'all') return (elements, body) => decidedBy(false, elements, body);
  return macro === 'exists' ? (elements, body) => decidedBy(true, elements, body) : exactlyOne;
}

/** One element whose expression gives `decisive` decides (`exists`: true, `all`: false). */
function decidedBy(decisive: boolean, elements: readonly Value[], body: Body): boolean | undefined {
  let result: boolean | undefined = !decisive;
  for (const element of elements) {
    const value = truthOf(body(element));
    if (value === decisive) return decisive;
    if (value === undefined) result = undefined;
  }
  return result;
}

/** Two true elements decide, whatever is unknown. */
function exactlyOne(elements: readonly Value[], body: Body): boolean | undefined {
  let found = 0;
  let open = false;
  for (const element of elements) {
    const value = truthOf(body(element));
    if (value === true) found++;
    if (found > 1) return false;
    if (value === undefined) open = true;
  }
  return open ? undefined : found === 1;
}

/** Unknown as a whole where it is unknown of one element whether it belongs. */
function filtered(elements: readonly Value[], body: Body): Value {
  const kept: Value[] = [];
  for (const element of elements) {
    const value = truthOf(body(element));
    if (value === undefined) return undefined;
    if (value) kept.push(element);
  }
  return kept;
}

function mapped(elements: readonly Value[], body: Body): Value {
  return elements.map(body);
}
