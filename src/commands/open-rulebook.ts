import type { Config } from '../config/config.ts';
import type { Patch } from '../config/patch.ts';
import { readPackFiles, shippedRules, type TextFile } from '../config/rule-files.ts';
import { type Problem, UserError } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import { ruleAreas } from '../model/rule.ts';
import { loadRulebook, type PackFolder, rulebookOf } from '../rulebook/load.ts';
import type { Rulebook } from '../rulebook/rule.ts';
import { settingsOf } from '../rulebook/settings.ts';

/** A rule that is tried in place of the one in force, or beside the others. */
export interface TriedRule {
  readonly id: string;
  readonly file: TextFile;
}

/** The folder that a tried rule belongs to: the last that has a rule of its id, else of its area. */
function homeOf({ id }: TriedRule, folders: readonly PackFolder[]): number {
  const [area = ''] = id.split('/');
  const own = folders.findLastIndex(({ rules }) => rules.has(id));
  const near = folders.findLastIndex(({ rules }) => [...rules.keys()].some((one) => one.startsWith(`${area}/`)));
  if (own >= 0 || near >= 0) return own >= 0 ? own : near;
  if (ruleAreas.some((one) => one === area)) return 0;
  const known = new Set([...ruleAreas, ...folders.flatMap(({ rules }) => [...rules.keys()].map(areaOf))]);
  throw new UserError({
    message: `no folder of rules has the area "${area}" of ${id}`,
    hint: `areas are ${[...known].join(', ')}; --as names the rule by another`,
  });
}

const areaOf = (id: string): string => id.split('/')[0] ?? '';

function withRule(folders: readonly PackFolder[], rule: TriedRule): readonly PackFolder[] {
  const home = homeOf(rule, folders);
  return folders.map((folder, i) =>
    i === home ? { ...folder, rules: new Map([...folder.rules, [rule.id, rule.file]]) } : folder,
  );
}

/** A waiver of a rule that is in no folder: most probably misspelt. */
function refuseUnknownWaived({ waivers }: Config, folders: readonly PackFolder[]): void {
  const known = new Set(folders.flatMap(({ rules }) => [...rules.keys()]));
  const problems = waivers.list.flatMap(({ scope, at }): readonly Problem[] => {
    const rule = scope.kind === 'finding' ? null : scope.rule;
    if (rule === null || known.has(rule)) return [];
    const hint = didYouMean(rule, known) ?? 'threadcount rules list shows them all';
    return [{ message: `unknown rule "${rule}"`, at: at('rule'), hint }];
  });
  if (problems.length > 0) throw new UserError(problems);
}

/**
 * Loads the rules that a configuration asks for: shipped packs by id, and folders of the team's own; with what is tried
 * laid over them.
 */
export function openRulebook(
  config: Config,
  cwd: string,
  { rule, patch }: { readonly rule?: TriedRule; readonly patch?: Patch } = {},
): Rulebook {
  const own = config.packs.filter((pack) => pack.kind === 'folder');
  const shipped = config.packs.filter((pack) => pack.kind === 'shipped');
  const folders = [shippedRules, ...own.map(({ path }) => path)].map((folder) => readPackFiles(folder, cwd));
  refuseUnknownWaived(config, folders);
  const tried = rule === undefined ? folders : withRule(folders, rule);
  return loadRulebook(tried, settingsOf(config, patch === undefined ? [] : [patch]), {
    ids: shipped.map(({ id }) => id),
    problemAt: (index) => config.locate(['packs', index], 'value'),
  });
}

/** `--only` names rules and areas. */
export function narrow(rulebook: Rulebook, only: readonly string[]): Rulebook {
  if (only.length === 0) return rulebook;
  const known = new Set(rulebook.rules.flatMap(({ id, area }) => [id, area]));
  const problems = only
    .filter((name) => !known.has(name))
    .map((name): Problem => {
      const hint = didYouMean(name, known) ?? 'threadcount rules list shows them all';
      return { message: `--only: no rule or area "${name}"`, hint };
    });
  if (problems.length > 0) throw new UserError(problems);
  return rulebookOf(
    rulebook.packs,
    rulebook.rules.filter(({ id, area }) => only.includes(id) || only.includes(area)),
    rulebook.scenarios,
  );
}
