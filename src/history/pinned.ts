import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Config } from '../config/config.ts';
import {
  listShipped,
  type PackFiles,
  readPackFiles,
  readShipped,
  shippedRules,
  type TextFile,
} from '../config/rule-files.ts';
import { type Calendar, createCalendar } from '../facts/calendar.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import { type Problem, SourceError, UserError } from '../lib/errors.ts';
import type { Rubric } from '../model/rubric.ts';
import type { PinnedFile } from '../model/run.ts';
import { loadRulebookOver, type PackFolder, rulebookOf } from '../rulebook/load.ts';
import { parseRubric } from '../rulebook/rubric.ts';
import type { Rulebook } from '../rulebook/rule.ts';
import { settingsOf } from '../rulebook/settings.ts';
import { type StoredView, storedScopes } from '../rulebook/stored-scope.ts';
import { configName, configText, policyIn, readConfig } from './pinned-config.ts';

/** The rules, rubrics and calendar that a run was judged by, ready to judge its records again. */
export interface PinnedStandards {
  readonly rulebook: Rulebook<StoredView>;
  readonly rubrics: readonly Rubric[];
  readonly calendar: Calendar;
  /** What else was set, by name: two runs whose settings differ cannot be told apart from behavior by these. */
  readonly settings: ReadonlyMap<string, string>;
}

const hashOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Names for the folders of a team's own rules: their last part, numbered where two are called the same. */
function folderNames(folders: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const folder of folders) {
    const name = basename(folder);
    const isTaken = name === 'rules' || names.includes(name);
    names.push(isTaken ? `${name}-${names.length + 2}` : name);
  }
  return names;
}

function filesOf(folder: string, { pack, rules, scenarios }: PackFiles): readonly TextFile[] {
  const named = (ids: ReadonlyMap<string, TextFile>, within: string) =>
    [...ids].map(([id, { text }]) => ({ name: `${folder}/${within}${id}.yaml`, text }));
  return [{ name: `${folder}/pack.yaml`, text: pack.text }, ...named(rules, ''), ...named(scenarios, 'scenarios/')];
}

/** The shipped files beside rules that decide. */
const shippedFiles = (): readonly TextFile[] =>
  ['rubrics', 'lexicons', 'defaults']
    .flatMap((folder) => listShipped(folder).map(readShipped))
    .map(({ name, text }) => ({ name, text }));

/** Everything that decides a run, as it is in force: packs, rubrics, lexicons and the configuration, by name. */
export function pin(config: Config, only: readonly string[], cwd: string): readonly PinnedFile[] {
  const own = config.packs.flatMap((pack) => (pack.kind === 'folder' ? [pack.path] : []));
  const names = folderNames(own);
  const packs = [['rules', shippedRules] as const, ...own.map((path, i) => [names[i] ?? '', path] as const)];
  const files = [
    { name: configName, text: configText(config, only, names) },
    ...packs.flatMap(([name, path]) => filesOf(name, readPackFiles(path, cwd))),
    ...shippedFiles(),
  ];
  return files.map(({ name, text }) => ({ hash: hashOf(text), name, text })).sort((a, b) => byCodeUnit(a.name, b.name));
}

/** Throws where a file is not what it was when the run was stored. */
function checkHashes(pinned: readonly PinnedFile[]): void {
  const damaged = pinned.filter(({ hash, text }) => hash !== hashOf(text));
  const problems = damaged.map(({ name }): Problem => ({ message: 'the stored file is damaged', at: { file: name } }));
  if (problems.length > 0) throw new SourceError(problems);
}

function folderOf(folder: string, pinned: readonly PinnedFile[]): PackFolder {
  const inside = pinned.filter(({ name }) => name.startsWith(`${folder}/`) && name.endsWith('.yaml'));
  const files = new Map(inside.map((file) => [file.name.slice(folder.length + 1, -'.yaml'.length), file]));
  const isRule = (id: string): boolean => !/^(pack|scenarios\/.*|rubrics\/.*|lexicons\/.*|defaults\/.*)$/.test(id);
  const scenarios = [...files].filter(([id]) => id.startsWith('scenarios/'));
  return {
    pack: files.get('pack') ?? { name: `${folder}/pack.yaml`, text: '' },
    rules: new Map([...files].filter(([id]) => isRule(id))),
    scenarios: new Map(scenarios.map(([id, file]) => [id.slice('scenarios/'.length), file])),
  };
}

function rubricsOf(pinned: readonly PinnedFile[]): readonly Rubric[] {
  return pinned
    .filter(({ name }) => name.startsWith('rules/rubrics/'))
    .map(({ name, text }) => {
      const rubric = parseRubric(text, name);
      if ('problems' in rubric) throw new UserError(rubric.problems);
      return rubric.value;
    });
}

/**
 * Lays out what a run was judged by, from the files stored with it alone. Throws a `SourceError` for a damaged file or
 * for rules that this version no longer understands.
 */
export function openPinned(pinned: readonly PinnedFile[]): PinnedStandards {
  checkHashes(pinned);
  const config = readConfig(pinned.find(({ name }) => name === configName)?.text ?? 'null');
  const calendar = createCalendar(config.calendar);
  const shipped = config.packs.flatMap((pack) => pack.shipped ?? []);
  const folders = ['rules', ...config.packs.flatMap((pack) => pack.folder ?? [])];
  try {
    const whole = loadRulebookOver<StoredView>(
      storedScopes(calendar),
      folders.map((folder) => folderOf(folder, pinned)),
      settingsOf(config.choices),
      { ids: shipped, problemAt: () => ({ file: configName }) },
    );
    return {
      rulebook: narrowed(whole, config.only),
      rubrics: rubricsOf(pinned),
      calendar,
      settings: otherSettings(pinned),
    };
  } catch (error) {
    if (error instanceof UserError) throw new SourceError(error.problems, { cause: error });
    throw error;
  }
}

/** Every setting that works through facts: the files that are neither rules nor rubrics, and the rest of the configuration. */
function otherSettings(pinned: readonly PinnedFile[]): ReadonlyMap<string, string> {
  const shipped = pinned.filter(({ name }) => /^rules\/(lexicons|defaults)\//.test(name));
  const config = pinned.find(({ name }) => name === configName)?.text ?? '{}';
  return new Map([...shipped.map(({ name, hash }) => [name, hash] as const), ...policyIn(config)]);
}

/** The rules of an audit with `--only`. */
function narrowed<V>(rulebook: Rulebook<V>, only: readonly string[]): Rulebook<V> {
  if (only.length === 0) return rulebook;
  const asked = rulebook.rules.filter(({ id, area }) => only.includes(id) || only.includes(area));
  return rulebookOf(rulebook.packs, asked, rulebook.scenarios);
}
