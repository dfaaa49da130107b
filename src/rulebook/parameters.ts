import { parseDuration } from '../lib/duration.ts';
import type { Problem } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import type { YamlDocument, YamlPath } from '../lib/yaml.ts';
import type { Severity } from '../model/rule.ts';
import { describeType, type ExpressionType, type Value } from './expression/type.ts';
import { isDurationText, type Parameter, type RuleFile } from './schema.ts';

/** A rule file that has been read and has the right form. */
export interface ReadRule {
  readonly id: string;
  readonly pack: string;
  readonly document: YamlDocument;
  readonly file: RuleFile;
}

/** What a team says of a rule in threadcount.yaml. */
export type RuleSetting =
  | 'off'
  | {
      readonly params?: Readonly<Record<string, unknown>> | undefined;
      readonly severity?:
        | Severity
        | readonly { readonly when?: string | undefined; readonly is: Severity }[]
        | undefined;
    };

/** A setting and where it is written. */
export interface PlacedSetting {
  readonly setting: RuleSetting;
  readonly document: YamlDocument;
  readonly path: YamlPath;
}

/** An override: where its condition stands, and what it says of this rule. */
export interface PlacedOverride extends PlacedSetting {
  readonly when: string;
  readonly whenPath: YamlPath;
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

/** A team's parameters laid over the defaults: the names and the types stay those of the rule. */
export function settleParameters(
  rule: ReadRule,
  placed: PlacedSetting | undefined,
  report: Report,
): Readonly<Record<string, Parameter>> {
  const { setting } = placed ?? {};
  const given = setting === undefined || setting === 'off' ? {} : (setting.params ?? {});
  const settled: Record<string, Parameter> = { ...rule.file.params };
  for (const [name, value] of Object.entries(given)) {
    const wrong = misfit(rule, name, value);
    if (wrong !== undefined && placed !== undefined) report([placedProblem(wrong, placed, name)]);
    if (wrong === undefined && isParameter(value)) settled[name] = value;
  }
  return settled;
}

interface Misfit {
  readonly message: string;
  readonly of: 'key' | 'value';
  readonly hint?: string;
}

function placedProblem({ message, of, hint }: Misfit, { document, path }: PlacedSetting, name: string): Problem {
  const at = document.position([...path, 'params', name], of);
  return hint === undefined ? { message, at } : { message, at, hint };
}

function misfit({ id, file }: ReadRule, name: string, value: unknown): Misfit | undefined {
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
