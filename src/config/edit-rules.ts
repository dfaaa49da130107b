import { UserError } from '../lib/errors.ts';
import { validate } from '../lib/validate.ts';
import { parseYaml } from '../lib/yaml.ts';
import { setScalar } from '../lib/yaml-set.ts';
import { configSchema } from './schema.ts';

/** One parameter of one rule, as it is to be written. */
export interface NewParameter {
  readonly rule: string;
  readonly param: string;
  readonly value: string;
}

/** The value at a path as the file now gives it, in words. */
function valueAt(text: string, file: string, path: readonly string[]): string | undefined {
  const found = validate(configSchema, parseYaml(text, file));
  if ('problems' in found) return undefined;
  let at: unknown = found.value;
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  return at === undefined ? undefined : String(at);
}

/**
 * The text of a configuration with other values of parameters; everything else stays as it was written. Throws a
 * `UserError` where one cannot be put in, and then nothing is changed.
 */
export function setParameters(before: string | undefined, parameters: readonly NewParameter[], file: string): string {
  return parameters.reduce((text, { rule, param, value }) => {
    const path = ['rules', rule, 'params', param];
    const after = setScalar(text, path, value);
    if (after !== undefined && valueAt(after, file, path) === value) return after;
    throw new UserError({
      message: `the settings of ${rule} are written in a way that cannot be added to`,
      at: { file },
      hint: `write it by hand: ${rule}: { params: { ${param}: ${value} } }`,
    });
  }, before ?? '');
}
