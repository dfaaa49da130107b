import type { ASTNode } from '@marcbachmann/cel-js';
import { didYouMean } from '../../lib/nearest.ts';
import { broken, type Context, type Run, type Term } from './term.ts';
import { describeType, type ExpressionType, fieldOf, isRecordType } from './type.ts';

/** `record.nextStep.due` as its parts; `undefined` where the chain does not begin with a name. */
export function partsOf(node: ASTNode): readonly string[] | undefined {
  const parts: string[] = [];
  let at = node;
  while (at.op === '.') {
    parts.push(at.args[1]);
    at = at.args[0];
  }
  return at.op === 'id' ? [...parts, at.args].reverse() : undefined;
}

/** A name of the scope or a variable of a list macro, and any fields of it that follow. */
export function name<V>(parts: readonly string[], start: number, context: Context<V>): Term<V> {
  const [root = '', ...fields] = parts;
  const local = context.locals.get(root);
  if (local !== undefined) return fieldsOf({ ...local, start }, fields, context);
  // The longest known path wins; what is left of it are fields of the record that it holds.
  for (let length = parts.length; length > 0; length--) {
    const path = parts.slice(0, length).join('.');
    const known = context.scope.lookup(path);
    const rest = parts.slice(length);
    if (known === undefined || (rest.length > 0 && !mayHoldFields(known.type))) continue;
    const term = { type: known.type, run: context.watch(path, known.read, 'always'), start, path };
    return fieldsOf(term, rest, context);
  }
  reportUnknown(parts.join('.'), start, context);
  return broken(start);
}

function mayHoldFields(type: ExpressionType): boolean {
  return type === 'any' || isRecordType(type);
}

function reportUnknown<V>(path: string, start: number, context: Context<V>): void {
  const prefix = `${path}.`;
  const below = [...context.scope.names()]
    .filter((known) => known.startsWith(prefix))
    .map((known) => known.slice(prefix.length));
  if (below.length > 0) {
    context.report(start, `"${path}" is not a value of its own`, `it holds ${below.sort().slice(0, 8).join(', ')}`);
    return;
  }
  const shown = path.length > 80 ? `${path.slice(0, 80)}…` : path;
  context.report(start, `unknown name "${shown}"`, () =>
    didYouMean(path, [...context.scope.names(), ...context.locals.keys()]),
  );
}

function fieldsOf<V>(term: Term<V>, fields: readonly string[], context: Context<V>): Term<V> {
  let result = term;
  for (const field of fields) result = fieldTerm(result, field, context);
  return result;
}

/** `element.role`: a field of a record or of an element of a list. */
export function fieldTerm<V>(base: Term<V>, field: string, context: Context<V>): Term<V> {
  const { start } = base;
  const type = typeOfField(base.type, field);
  if (type === undefined) {
    const isRecord = isRecordType(base.type);
    const fields = isRecordType(base.type) ? Object.keys(base.type.fields) : [];
    const message = isRecord ? `unknown field "${field}"` : `${describeType(base.type)} has no field "${field}"`;
    context.report(
      start,
      message,
      () => didYouMean(field, fields) ?? (isRecord ? `it has ${fields.join(', ')}` : undefined),
    );
    return broken(start);
  }
  const { run } = base;
  const read: Run<V> = (view) => fieldOf(run(view), field);
  if (base.path === undefined) return { type, run: read, start };
  const path = `${base.path}.${field}`;
  return { type, run: context.watch(path, read, 'unknown'), start, path };
}

function typeOfField(type: ExpressionType, field: string): ExpressionType | undefined {
  if (type === 'any') return 'any';
  return isRecordType(type) && Object.hasOwn(type.fields, field) ? type.fields[field] : undefined;
}
