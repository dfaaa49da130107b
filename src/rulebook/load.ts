import { contentHash } from '../config/hash.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import { type Problem, UserError } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import { inOrder, validate } from '../lib/validate.ts';
import { parseYaml } from '../lib/yaml.ts';
import { scenarioIds } from '../model/rule.ts';
import { compileRule } from './compile-rule.ts';
import type { PlacedOverride, PlacedSetting, ReadRule, Report } from './parameters.ts';
import type { Pack, Rule, Rulebook, Scenario } from './rule.ts';
import { compileScenario } from './scenario.ts';
import { packSchema, ruleSchema } from './schema.ts';
import { type Parameterized, type ScopeWith, scopeWith, type View } from './scope.ts';

/** A file of a pack folder, read from disk elsewhere. */
export interface TextFile {
  /** As shown in messages. */
  readonly name: string;
  readonly text: string;
}

/** A folder of rules: its pack.yaml, and the files of rules and scenarios by id. */
export interface PackFolder {
  readonly pack: TextFile;
  readonly rules: ReadonlyMap<string, TextFile>;
  readonly scenarios?: ReadonlyMap<string, TextFile>;
}

/** What a team says of rules in its configuration, by rule id. */
export interface RuleSettings {
  readonly settings: ReadonlyMap<string, PlacedSetting>;
  readonly overrides: ReadonlyMap<string, readonly PlacedOverride[]>;
}

/** Which packs of the first folder count (all when undefined), and where the configuration names each. */
export interface PackChoice {
  readonly ids: readonly string[];
  readonly problemAt: (index: number) => Problem['at'];
}

interface OpenPack {
  readonly pack: Pack;
  readonly rules: readonly ReadRule[];
}

function readRule(id: string, pack: string, { name, text }: TextFile, problems: Problem[]): ReadRule | undefined {
  const document = parseYaml(text, name);
  const read = validate(ruleSchema, document);
  if ('value' in read) return { id, pack, document, file: read.value };
  problems.push(...read.problems);
  return undefined;
}

/** The packs of one folder; a rule of an area that no pack names belongs to none and is a problem. */
function openFolder({ pack, rules }: PackFolder, problems: Problem[]): readonly OpenPack[] {
  const document = parseYaml(pack.text, pack.name);
  const read = validate(packSchema, document);
  if ('problems' in read) {
    problems.push(...read.problems);
    return [];
  }
  const areas = new Set(read.value.packs.flatMap((one) => one.areas));
  for (const [id, { name }] of rules) {
    const [area = ''] = id.split('/');
    if (!areas.has(area)) problems.push({ message: `no pack names the area "${area}"`, at: { file: name } });
  }
  return read.value.packs.map(({ id, version, 'review-by': reviewBy, areas: own }) => {
    const files = [...rules].filter(([rule]) => own.includes(rule.split('/')[0] ?? ''));
    const opened = files.map(([rule, file]) => readRule(rule, id, file, problems)).filter((rule) => rule !== undefined);
    const hash = contentHash({ version, rules: opened.map((rule) => [rule.id, rule.document.value]).sort() });
    return { pack: { id, version, reviewBy, hash }, rules: opened };
  });
}

/** The packs that the configuration asks for by id, in its order. */
function choose(opened: readonly OpenPack[], choice: PackChoice | undefined, problems: Problem[]): readonly OpenPack[] {
  if (choice === undefined) return opened;
  const known = new Map(opened.map((one) => [one.pack.id, one]));
  return choice.ids.flatMap((id, index) => {
    const found = known.get(id);
    if (found !== undefined) return [found];
    const at = choice.problemAt(index);
    const hint = didYouMean(id, known.keys()) ?? `known: ${[...known.keys()].join(', ')}`;
    problems.push({ message: `unknown pack "${id}"`, hint, ...(at && { at }) });
    return [];
  });
}

/** What a team says of a rule that is in no folder. */
function refuseUnknown(
  known: ReadonlySet<string>,
  placed: Iterable<readonly [string, PlacedSetting]>,
  problems: Problem[],
): void {
  for (const [id, { locate }] of placed) {
    if (known.has(id)) continue;
    const hint = didYouMean(id, known);
    problems.push({ message: `unknown rule "${id}"`, at: locate([], 'key'), ...(hint && { hint }) });
  }
}

function refuseUnknownSuperseded(known: ReadonlySet<string>, rules: readonly ReadRule[], problems: Problem[]): void {
  for (const { file, document } of rules) {
    file.supersedes.forEach((id, index) => {
      if (known.has(id)) return;
      const hint = didYouMean(id, known);
      const at = document.position(['supersedes', index], 'value');
      problems.push({ message: `unknown rule "${id}"`, at, ...(hint && { hint }) });
    });
  }
}

/** In order of id. Of two rules with one id the later counts: a team may write its own in place of a shipped one. */
function inForce(rules: readonly ReadRule[]): readonly ReadRule[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return [...byId.values()].sort((a, b) => byCodeUnit(a.id, b.id));
}

/** In the order of `scenarioIds`. As with rules, a team may write its own in place of a shipped one. */
function scenariosOf<V extends Parameterized>(
  folders: readonly PackFolder[],
  scopes: ScopeWith<V>,
  report: Report,
): readonly Scenario<V>[] {
  const files = new Map(folders.flatMap(({ scenarios }) => [...(scenarios ?? [])]));
  const compiled = [...files].map(([id, file]) => compileScenario(id, file, scopes, report));
  return scenarioIds.flatMap((id) => compiled.find((one) => one?.id === id) ?? []);
}

const noSettings: RuleSettings = { settings: new Map(), overrides: new Map() };

/**
 * Loads, checks and compiles rules under a team's settings: the shipped folder first, then the team's own. Throws a
 * `UserError` with every problem of every file at its place.
 */
export const loadRulebook = (
  folders: readonly PackFolder[],
  settings: RuleSettings = noSettings,
  choice?: PackChoice,
): Rulebook => loadRulebookOver<View>(scopeWith, folders, settings, choice);

/** The same over names that are read in another way, such as from records as they were stored. */
export function loadRulebookOver<V extends Parameterized>(
  scopes: ScopeWith<V>,
  folders: readonly PackFolder[],
  { settings, overrides }: RuleSettings,
  choice?: PackChoice,
): Rulebook<V> {
  const problems: Problem[] = [];
  const [first = [], ...others] = folders.map((folder) => openFolder(folder, problems));
  const chosen = [...choose(first, choice, problems), ...others.flat()];
  const read = inForce(chosen.flatMap(({ rules }) => rules));
  const known = new Set(folders.flatMap(({ rules }) => [...rules.keys()]));
  refuseUnknown(known, settings, problems);
  for (const [id, list] of overrides) {
    const placed = list.map((one) => [id, one] as const);
    refuseUnknown(known, placed, problems);
  }
  refuseUnknownSuperseded(
    known,
    [...first, ...others.flat()].flatMap(({ rules }) => rules),
    problems,
  );
  const report = (found: readonly Problem[]): void => void problems.push(...found);
  const compiled = read
    .filter(({ id }) => settings.get(id)?.isOff !== true)
    .map((rule) => compileRule(rule, settings.get(rule.id), overrides.get(rule.id) ?? [], scopes, report))
    .filter((rule) => rule !== undefined);
  const scenarios = scenariosOf(folders, scopes, report);
  if (problems.length > 0) throw new UserError(byFile(problems));
  return rulebookOf(
    chosen.map(({ pack }) => pack),
    compiled,
    scenarios,
  );
}

/** A rulebook of some rules, such as those of an audit with `--only`; scenarios that none of them proves are left out. */
export function rulebookOf<V = View>(
  packs: readonly Pack[],
  rules: readonly Rule<V>[],
  scenarios: readonly Scenario<V>[] = [],
): Rulebook<V> {
  const on = (type: 'lead' | 'deal'): readonly Rule<V>[] => rules.filter((rule) => rule.on.includes(type));
  const proven = scenarios.filter(({ id }) => rules.some((rule) => rule.scenarios.includes(id)));
  return { packs, rules, on: { lead: on('lead'), deal: on('deal') }, scenarios: proven };
}

/** File by file, and in each by place. */
export function byFile(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map(({ at }) => at?.file ?? ''))].sort(byCodeUnit);
  return files.flatMap((file) => inOrder(problems.filter(({ at }) => (at?.file ?? '') === file)));
}
