import type * as z from 'zod';

/** From the top of the file: keys, and places in lists from 0. */
export type SchemaPath = readonly (string | number)[];

type ZodIssue = z.core.$ZodIssue;

/** A zod issue, and its path from the top of the file. */
export interface PlacedIssue {
  readonly issue: ZodIssue;
  readonly path: SchemaPath;
}

/** An issue as one or more that have no alternatives left: of a union, the branch that the value comes nearest to. */
export function plainIssues(issue: ZodIssue, base: SchemaPath): readonly PlacedIssue[] {
  const path = [...base, ...issue.path.map(plainStep)];
  if (issue.code !== 'invalid_union') return [{ issue, path }];
  const branches: readonly (readonly ZodIssue[])[] = issue.errors;
  const [nearest] = branches.filter((issues) => !issues.some(isOfWrongKind)).sort((a, b) => a.length - b.length);
  if (nearest !== undefined) return nearest.flatMap((inner) => plainIssues(inner, path));
  return [{ issue, path }];
}

const plainStep = (step: PropertyKey): string | number => (typeof step === 'number' ? step : String(step));

/** The value as a whole is something else than asked for, so a message about its insides would mislead. */
function isOfWrongKind(issue: ZodIssue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_union') return issue.errors.every((branch) => branch.some(isOfWrongKind));
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'nothing',
};

/** What was expected, as a noun phrase: "one of info, warning, error, critical". */
export function expectation(issue: ZodIssue): string {
  if (issue.message !== '') return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'too_small':
      return atLeast(issue.origin, Number(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return atMost(issue.origin, Number(issue.maximum), issue.inclusive !== false);
    case 'invalid_union':
      return either(issue.errors.flatMap((branch) => branch.filter(isOfWrongKind).map(expectation)));
    case 'invalid_key':
      return either(issue.issues.map(expectation));
    case 'invalid_format':
      return `text of the form ${issue.pattern ?? issue.format}`;
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    default:
      return 'something else';
  }
}

/** The words that would have been right. */
export function namesIn(issue: ZodIssue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' ? issue.errors.flat().filter(isOfWrongKind).flatMap(namesIn) : [];
}

const oneOf = (values: readonly string[]) => (values.length === 1 ? (values[0] ?? '') : `one of ${values.join(', ')}`);

const either = (phrases: readonly string[]) => [...new Set(phrases)].join(', or ');

function atLeast(origin: string, minimum: number, isInclusive: boolean): string {
  if (origin === 'string') return minimum === 1 ? 'text that is not empty' : `at least ${minimum} characters`;
  if (origin === 'array') return `at least ${minimum} ${minimum === 1 ? 'entry' : 'entries'}`;
  return isInclusive ? `${minimum} or more` : `more than ${minimum}`;
}

function atMost(origin: string, maximum: number, isInclusive: boolean): string {
  if (origin === 'string') return `at most ${maximum} characters`;
  if (origin === 'array') return `at most ${maximum} ${maximum === 1 ? 'entry' : 'entries'}`;
  return isInclusive ? `${maximum} or less` : `less than ${maximum}`;
}
