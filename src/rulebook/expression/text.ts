import { RE2JS, RE2JSSyntaxException } from 're2js';
import { broken, type Context, need, type Run, type Term } from './term.ts';
import type { Value } from './type.ts';

const predicates: ReadonlyMap<string, (text: string, part: string) => boolean> = new Map([
  ['startsWith', (text: string, part: string) => text.startsWith(part)],
  ['endsWith', (text: string, part: string) => text.endsWith(part)],
  ['contains', (text: string, part: string) => text.includes(part)],
]);

const BEYOND_ASCII = /[^\0-\x7f]/;

/** Nearly all texts are ASCII as a whole, of which the engine's own change of case means the same and takes a third. */
const lowerAscii = (text: string): string =>
  BEYOND_ASCII.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text.toLowerCase();
const upperAscii = (text: string): string =>
  BEYOND_ASCII.test(text) ? text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()) : text.toUpperCase();

const changes: ReadonlyMap<string, (text: string) => string> = new Map([
  ['lowerAscii', lowerAscii],
  ['upperAscii', upperAscii],
  ['trim', (text: string) => text.trim()],
]);

export const textMethods: readonly string[] = [...predicates.keys(), ...changes.keys(), 'matches'];

/** A method of texts. On a blank text a predicate is false and a change gives blank. */
export function textMethod<V>(method: string, text: Term<V>, values: readonly Term<V>[], context: Context<V>): Term<V> {
  const { start } = text;
  if (!need(text, 'text', `${method}()`, context)) return broken(start);
  const change = changes.get(method);
  const wanted = change === undefined ? 1 : 0;
  const [part] = values;
  if (values.length !== wanted) {
    context.report(start, `${method}() takes ${wanted === 1 ? 'one value' : 'no values'}, not ${values.length}`);
    return broken(start);
  }
  if (change !== undefined) return { type: 'text', run: changeRun(text.run, change), start };
  if (part === undefined || !need(part, 'text', `${method}()`, context)) return broken(start);
  const test = predicates.get(method);
  return test === undefined
    ? matches(text, part, context)
    : { type: 'boolean', run: predicateRun(text.run, part.run, test), start };
}

function changeRun<V>(run: Run<V>, change: (text: string) => string): Run<V> {
  return (view) => {
    const text = run(view);
    return typeof text === 'string' ? change(text) : text === null ? null : undefined;
  };
}

function predicateRun<V>(text: Run<V>, part: Run<V>, test: (text: string, part: string) => boolean): Run<V> {
  return (view) => {
    const a = text(view);
    const b = part(view);
    if (typeof a === 'string' && typeof b === 'string') return test(a, b);
    return a === undefined || b === undefined || (a !== null && b !== null) ? undefined : false;
  };
}

/** Searches the text for the pattern, by RE2 in linear time: a native pattern could hang on a hostile text. */
function matches<V>(text: Term<V>, pattern: Term<V>, context: Context<V>): Term<V> {
  const { start, run } = text;
  const written: Value = pattern.literal?.value;
  if (typeof written !== 'string') {
    context.report(pattern.start, 'matches() needs its pattern written out as a text');
    return broken(start);
  }
  const compiled = compilePattern(written);
  if (typeof compiled === 'string') {
    context.report(pattern.start, `matches() cannot read the pattern: ${compiled}`, 'patterns follow RE2 syntax');
    return broken(start);
  }
  const search = (view: V): boolean | undefined => {
    const value = run(view);
    return typeof value === 'string' ? compiled.test(value) : value === null ? false : undefined;
  };
  return { type: 'boolean', run: search, start };
}

function compilePattern(pattern: string): RE2JS | string {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return error.message.replace(/^error parsing regexp: /, '');
    throw error;
  }
}
