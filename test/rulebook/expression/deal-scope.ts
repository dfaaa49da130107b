import { formatProblem } from '../../../src/lib/errors.ts';
import { compile, compileCondition, type Leaf } from '../../../src/rulebook/expression/compile.ts';
import { type FunctionSpec, type Name, type Scope, scopeOf } from '../../../src/rulebook/expression/scope.ts';
import type { ExpressionType, Value } from '../../../src/rulebook/expression/type.ts';

/** What the test scope knows; a path that is left out is unknown. */
export type View = Readonly<Record<string, Value>>;

const contact = { fields: { role: 'text', engaged: 'boolean', seen: 'instant', titles: { list: 'text' } } } as const;

const types: Readonly<Record<string, ExpressionType>> = {
  asOf: 'instant',
  'params.limit': 'duration',
  'params.most': 'number',
  'record.isOpen': 'boolean',
  'record.createdAt': 'instant',
  'record.nextStep.text': 'text',
  'record.nextStep.due': 'date',
  'lead.tags': { list: 'text' },
  'lead.scores': { list: 'number' },
  'lead.custom': 'any',
  'deal.amount': 'number',
  'deal.closeDate': 'date',
  'deal.stage.group': 'text',
  'deal.contacts': { list: contact },
  'deal.champion': contact,
};

const DAY = 86_400_000;

const olderThan: FunctionSpec<View> = {
  parameters: ['instant', 'duration'],
  result: 'boolean',
  call: (view, at, limit) => {
    const asOf = view.asOf;
    if (typeof asOf !== 'number' || typeof at !== 'number') return at === null ? true : undefined;
    return typeof limit === 'object' && limit !== null && 'amount' in limit && typeof limit.amount === 'number'
      ? asOf - at > limit.amount * DAY
      : undefined;
  },
};

/** Any number of texts would do; three show that more than two arguments work. */
const clamp: FunctionSpec<View> = {
  parameters: ['number', 'number', 'number'],
  result: 'number',
  call: (_, low, value, high) => {
    const [a, b, c] = [low, value, high].map(Number);
    return a === undefined || b === undefined || c === undefined ? undefined : Math.min(Math.max(a, b), c);
  },
};

const names = new Map<string, Name<View>>(
  Object.entries(types).map(([path, type]) => [path, { type, read: (view) => view[path] }]),
);

const functions = new Map([
  ['olderThan', olderThan],
  ['clamp', clamp],
]);

/** A scope whose days are UTC days and whose calendar knows plain days only. */
export const dealScope: Scope<View> = scopeOf(names, functions, {
  toDay: (_, instant) => Math.floor(instant / DAY),
  shift: (_, from, type, by, sign) => from + sign * by.amount * (type === 'instant' ? DAY : 1),
});

export const scopeWithoutCalendar: Scope<View> = scopeOf(names, functions);

/** The value of an expression, which must compile. */
export function resultOf(source: string, view: View = {}): Value {
  const compiled = compile(source, dealScope, 'any');
  if ('problems' in compiled) throw new Error(compiled.problems.map(formatProblem).join('\n'));
  return compiled.ok.evaluate(view);
}

/** Whether a condition holds; it must compile. */
export function holds(source: string, view: View = {}): boolean | undefined {
  const compiled = compileCondition(source, dealScope);
  if ('problems' in compiled) throw new Error(compiled.problems.map(formatProblem).join('\n'));
  return compiled.ok.evaluate(view);
}

/** What one evaluation read. */
export function leavesOf(source: string, view: View): readonly Leaf[] {
  const compiled = compileCondition(source, dealScope);
  if ('problems' in compiled) throw new Error(compiled.problems.map(formatProblem).join('\n'));
  return compiled.ok.trace(view).leaves;
}

/** `column: message (hint)` of every problem; empty where the expression compiles. */
export function problemsOf(
  source: string,
  expected: ExpressionType = 'any',
  scope: Scope<View> = dealScope,
): readonly string[] {
  const compiled = compile(source, scope, expected);
  if (!('problems' in compiled)) return [];
  return compiled.problems.map((problem) => formatProblem(problem).replace(/^expression:1:/, ''));
}
