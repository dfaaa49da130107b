import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import { readDocument } from '../config/documents.ts';
import { isPatch, readPatch } from '../config/patch.ts';
import { UserError } from '../lib/errors.ts';
import type { YamlDocument } from '../lib/yaml.ts';
import type { Rulebook } from '../rulebook/rule.ts';
import { openRulebook, type TriedRule } from './open-rulebook.ts';

/** What is tried: the file as messages name it, the rules that it speaks of, and all rules with it laid over them. */
export interface OpenTrial {
  readonly file: string;
  readonly rules: readonly string[];
  readonly rulebook: Rulebook;
}

const idForm = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/;

/** A rule is called by its folder and its name, `next-steps/undated.yaml`, unless the option says otherwise. */
function idOf(path: string, as: string | undefined): string {
  const id = as ?? `${basename(dirname(path))}/${basename(path).replace(/\.ya?ml$/, '')}`;
  if (idForm.test(id)) return id;
  throw new UserError({
    message:
      as === undefined ? `the folder and the name of ${basename(path)} make no rule id` : `--as: no rule id "${id}"`,
    hint: as === undefined ? 'name it with --as next-steps/undated' : 'write one such as next-steps/undated',
  });
}

function openRule(config: Config, rule: TriedRule, cwd: string): OpenTrial {
  const { id, file } = rule;
  const rulebook = openRulebook(config, cwd, { rule });
  if (rulebook.rules.some((one) => one.id === id)) return { file: file.name, rules: [id], rulebook };
  throw new UserError({
    message: `${id} is not in force`,
    at: { file: file.name },
    hint: 'threadcount.yaml turns it off, or leaves its pack out',
  });
}

function openPatch(config: Config, document: YamlDocument, cwd: string): OpenTrial {
  const patch = readPatch(document);
  const rulebook = openRulebook(config, cwd, { patch });
  const spoken = [...patch.rules, ...patch.overrides.flatMap(({ rules }) => rules)].map(({ rule }) => rule);
  return { file: document.file, rules: [...new Set(spoken)].sort(), rulebook };
}

/** Reads the file that is tried: a rule, or settings of rules. Throws a `UserError` with everything that is wrong in it. */
export function openTrial(
  config: Config,
  { file, as }: { readonly file: string; readonly as: string | undefined },
  cwd: string,
): OpenTrial {
  const path = resolve(cwd, file);
  const document = readDocument(path, cwd);
  if (document.problems.length > 0) throw new UserError(document.problems);
  if (!isPatch(document)) {
    const text = readFileSync(path, 'utf8');
    return openRule(config, { id: idOf(path, as), file: { name: document.file, text } }, cwd);
  }
  if (as === undefined) return openPatch(config, document, cwd);
  throw new UserError({
    message: '--as names a rule, but the file holds settings of rules',
    at: { file: document.file },
  });
}
