import { parseDuration } from '../lib/duration.ts';
import type { Position, Problem } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import type { YamlDocument, YamlPath } from '../lib/yaml.ts';
import type { Severity } from '../model/rule.ts';
import type { Origin, Place } from './expression/locate.ts';
import { describeType, type ExpressionType, type Value } from './expression/type.ts';
import { isDurationText, type Parameter, type RuleFile } from './schema.ts';

/** A rule file that has been read and has the right form. */
export interface ReadRule {
  readonly id: string;
  readonly pack: string;
  readonly document: YamlDocument;
  readonly file: RuleFile;
}

/** An expression not yet compiled, and the scalar that it was written as. */
export interface Written {
  readonly source: string;
  readonly origin: Origin | Place;
}

/** What a team says of one rule, and where it stands. */
export interface PlacedSetting {
  readonly isOff: boolean;
  readonly params: Readonly<Record<string, unknown>>;
  readonly severity: readonly WrittenSeverity[] | undefined;
  /** The place of the setting, or of a parameter in it. */
  readonly locate: (path: YamlPath, of: 'key' | 'value') => Position;
}

export interface WrittenSeverity {
  readonly when?: Written;
  readonly is: Severity;
}

/** What a team says of one rule on the records for which a condition holds. */
export interface PlacedOverride extends PlacedSetting {
  readonly when: Written;
}

/** Collects problems while a rule is put together; a part that failed is left out. */
export type Report = (problems: readonly Problem[]) => void;

/** The type of a parameter: that of its default. */
export const parameterType = (value: Parameter): ExpressionType => {
  if (Array.isArray(value)) return { list: 'text' };
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  return isDurationText(value) ? 'duration' : 'text';
};

function parameterValue(value: Parameter): Value {
  if (!isDurationText(value)) return value;
  const duration = parseDuration(value);
  return 'message' in duration ? value : duration;
}

const isParameter = (value: unknown): value is Parameter =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  typeof value === 'string' ||
  (Array.isArray(value) && value.every((item) => typeof item === 'string'));

/** A rule as far as its parameters go. */
interface Parameterized {
  readonly id: string;
  readonly file: Pick<RuleFile, 'params'>;
}

/** The parameters that a team gives: the names and the types stay those of the rule. */
export function givenParameters(
  rule: Parameterized,
  placed: PlacedSetting,
  report: Report,
): Readonly<Record<string, Parameter>> {
  const given: Record<string, Parameter> = {};
  for (const [name, value] of Object.entries(placed.params)) {
    const wrong = misfit(rule, name, value);
    if (wrong !== undefined) report([placedProblem(wrong, placed, name)]);
    else if (isParameter(value)) given[name] = value;
  }
  return given;
}

interface Misfit {
  readonly message: string;
  readonly of: 'key' | 'value';
  readonly hint?: string;
}

function placedProblem({ message, of, hint }: Misfit, { locate }: PlacedSetting, name: string): Problem {
  const at = locate(['params', name], of);
  return hint === undefined ? { message, at } : { message, at, hint };
}

function misfit({ id, file }: Parameterized, name: string, value: unknown): Misfit | undefined {
  const standard = Object.hasOwn(file.params, name) ? file.params[name] : undefined;
  if (standard === undefined) {
    const names = Object.keys(file.params);
    const hint = didYouMean(name, names) ?? (names.length > 0 ? `it has: ${names.join(', ')}` : 'it has none');
    return { message: `${id} has no parameter "${name}"`, of: 'key', hint };
  }
  const wanted = describeType(parameterType(standard));
  if (isParameter(value) && describeType(parameterType(value)) === wanted) return undefined;
  return {
    message: `parameter "${name}" of ${id} takes a ${wanted}, such as ${JSON.stringify(standard)}`,
    of: 'value',
  };
}

/** Parameters as expressions read them. */
export const parameterValues = (params: Readonly<Record<string, Parameter>>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, parameterValue(value)]));
