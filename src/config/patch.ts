import * as z from 'zod';
import { UserError } from '../lib/errors.ts';
import { validate } from '../lib/validate.ts';
import type { YamlDocument } from '../lib/yaml.ts';
import type { Config } from './config.ts';
import { resolveOverrides, resolveRules } from './resolve.ts';
import { configSchema } from './schema.ts';

/** What a configuration says of rules, and nothing else. */
export type Patch = Pick<Config, 'rules' | 'overrides' | 'locate'>;

const patchSchema = z.strictObject({ rules: configSchema.shape.rules, overrides: configSchema.shape.overrides });

/** Whether a file speaks of rules as threadcount.yaml does; otherwise it is meant as a rule itself. */
export const isPatch = ({ value }: YamlDocument): boolean =>
  typeof value === 'object' && value !== null && (Object.hasOwn(value, 'rules') || Object.hasOwn(value, 'overrides'));

/** Reads `rules:` and `overrides:` of a file. Throws a `UserError` with everything that is wrong, at its place. */
export function readPatch(document: YamlDocument): Patch {
  const read = validate(patchSchema, document);
  if ('problems' in read) throw new UserError(read.problems);
  return {
    rules: resolveRules(document, ['rules'], read.value.rules),
    overrides: resolveOverrides(document, read.value.overrides),
    locate: document.position,
  };
}
