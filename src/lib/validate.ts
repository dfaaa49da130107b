import type * as z from 'zod';
import type { Position, Problem } from './errors.ts';
import { didYouMean } from './nearest.ts';
import { expectation, namesIn, type PlacedIssue, plainIssues, type SchemaPath } from './schema-issues.ts';
import { keysAt } from './schema-keys.ts';
import type { YamlDocument } from './yaml.ts';

/** As many as the reader of YAML names; each costs a search for its place. */
const mostProblems = 100;

/**
 * Checks a parsed file against a schema: its value, or every problem at its place in the file. A message of the schema
 * is a noun phrase ("a duration such as 10d") where a value has the wrong form, and a sentence in a refinement, which
 * may carry a hint in its `params`.
 */
export function validate<S extends z.ZodType>(
  schema: S,
  document: YamlDocument,
): { readonly value: z.output<S> } | { readonly problems: readonly Problem[] } {
  if (document.problems.length > 0) return { problems: document.problems };
  // Without a message of the schema there is none: the words of zod are for programmers.
  const result = schema.safeParse(document.value, { error: () => '' });
  if (result.success) return { value: result.data };
  const issues = result.error.issues.flatMap((issue) => plainIssues(issue, [])).slice(0, mostProblems);
  return { problems: inOrder(issues.flatMap((issue) => problemsOf(issue, schema, document))) };
}

/** By place in the file; problems of one place stay as they were found. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const order = (a: number | undefined, b: number | undefined) => (a ?? 0) - (b ?? 0);
  return [...problems].sort((a, b) => order(a.at?.line, b.at?.line) || order(a.at?.column, b.at?.column));
}

function problemsOf({ issue, path }: PlacedIssue, schema: z.ZodType, document: YamlDocument): readonly Problem[] {
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, schema, document);
  const found = valueAt(document.value, path);
  if (found === undefined && path.length > 0)
    return [
      problem(
        `missing key "${path.at(-1)}"`,
        document.position(path.slice(0, -1), 'key'),
        `it takes ${expectation(issue)}`,
      ),
    ];
  if (issue.code === 'custom') {
    const hint: unknown = issue.params?.hint;
    return [problem(issue.message, document.position(path, 'value'), typeof hint === 'string' ? hint : undefined)];
  }
  const of = issue.code === 'invalid_key' ? 'key' : 'value';
  const shown = of === 'key' ? show(path.at(-1)) : show(found);
  const message = `${of === 'key' ? 'key' : nameOf(path)}: expected ${expectation(issue)}, found ${shown}`;
  return [problem(message, document.position(path, of), hintFor(issue, found))];
}

function unknownKeys(keys: readonly string[], path: SchemaPath, schema: z.ZodType, document: YamlDocument) {
  const known = keysAt(schema, path);
  return keys
    .slice(0, mostProblems)
    .map((key) =>
      problem(
        `unknown key ${JSON.stringify(key)}`,
        document.position([...path, key], 'key'),
        didYouMean(key, known) ?? listed(known),
      ),
    );
}

/** More names than these are a manual page, not a hint. */
const mostNames = 12;

const listed = (names: readonly string[]): string | undefined =>
  names.length > 0 && names.length <= mostNames ? `known: ${names.join(', ')}` : undefined;

function hintFor(issue: PlacedIssue['issue'], found: unknown): string | undefined {
  if (typeof found === 'string') return didYouMean(found, namesIn(issue));
  const wantsText = issue.code === 'invalid_type' && issue.expected === 'string' && issue.message === '';
  return wantsText && (typeof found === 'number' || typeof found === 'boolean') ? 'put it in quotes' : undefined;
}

function valueAt(value: unknown, path: SchemaPath): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}

/** The nearest key above: positions tell which entry of a list it is. */
function nameOf(path: SchemaPath): string {
  return path.findLast((step): step is string => typeof step === 'string') ?? (path.length > 0 ? 'entry' : 'file');
}

const longestShown = 40;

function show(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}…` : value);
}

const problem = (message: string, at: Position, hint?: string): Problem =>
  hint === undefined ? { message, at } : { message, at, hint };
