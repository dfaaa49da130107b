import { basename } from 'node:path';
import type { AuditRequest } from '../audit/request.ts';
import type { Config, SourceChoice } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import { resolveSource } from '../config/resolve.ts';
import { listShipped, readShipped } from '../config/rule-files.ts';
import { createCalendar } from '../facts/calendar.ts';
import type { Setting } from '../facts/world.ts';
import { UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import { parseDay, parseInstant } from '../lib/time.ts';
import { version } from '../lib/version.ts';
import type { Rubric } from '../model/rubric.ts';
import { parseRubric } from '../rulebook/rubric.ts';
import type { Rulebook } from '../rulebook/rule.ts';
import { createSetting } from '../rulebook/setting.ts';
import { demoAsOf, demoConfigFile } from '../sources/demo.ts';
import type { ReadingOptions } from '../sources/files/reading.ts';
import * as sources from '../sources/index.ts';
import type { Source } from '../sources/source.ts';
import { allOf, oneOf, type Typed } from './command.ts';
import { isLive, liveSource } from './live-source.ts';
import type { Mirroring } from './mirroring.ts';
import { narrow, openRulebook } from './open-rulebook.ts';

/** Everything laid out for judging: the configuration, the rules under it, and where the records come from. */
export interface Workbench {
  readonly config: Config;
  readonly rulebook: Rulebook;
  readonly request: AuditRequest;
  /** Where the records come from. */
  readonly choice: SourceChoice | undefined;
  /** What a suggested command needs to read the same source. */
  readonly sourceOption: string;
  /** Reads the same with a mirror; `undefined` where the source is not a live one. */
  readonly readWith: ((mirroring: Mirroring) => Source) | undefined;
}

/**
 * The demo stands in where neither an option nor a configuration names a source. It brings its own configuration, and
 * gives way to another only when `--config` names one.
 */
function chooseConfig(
  typed: Typed,
  { cwd }: Io,
  createsWaivers: boolean,
): { readonly config: Config; readonly isDemo: boolean } {
  const flag = oneOf(typed, 'config');
  const source = oneOf(typed, 'source');
  const hasOtherSource = source !== undefined;
  if (flag !== undefined) {
    const config = loadConfig({ flag, cwd, hasOtherSource, createsWaivers });
    return { config, isDemo: (hasOtherSource ? source : config.source?.kind) === 'demo' };
  }
  if (hasOtherSource && source !== 'demo')
    return { config: loadConfig({ cwd, hasOtherSource, createsWaivers }), isDemo: false };
  const found = hasOtherSource ? undefined : loadConfig({ cwd, createsWaivers });
  if (found?.file !== undefined && found.source?.kind !== 'demo') return { config: found, isDemo: false };
  return { config: loadConfig({ flag: demoConfigFile, cwd, hasOtherSource: true }), isDemo: true };
}

/** The rubrics in force. */
export function openRubrics(): readonly Rubric[] {
  return listShipped('rubrics').map((path) => {
    const { name, text } = readShipped(path);
    const rubric = parseRubric(text, name);
    if ('problems' in rubric) throw new UserError(rubric.problems);
    return rubric.value;
  });
}

/** Quoted for a shell where the words need it. */
const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

const sourceOptionOf = (typed: Typed): string =>
  [
    ['--config', oneOf(typed, 'config')],
    ['--source', oneOf(typed, 'source')],
    ['--as-of', oneOf(typed, 'asOf')],
  ]
    .flatMap(([flag = '', value]) => (value === undefined ? [] : [flag, shellWord(value)]))
    .join(' ');

/** The configuration found, whatever the source. */
export const openConfig = (typed: Typed, { cwd }: Io): Config =>
  loadConfig({ flag: oneOf(typed, 'config'), cwd, hasOtherSource: true });

/** The rules in force under the configuration found, whatever the source. */
export const openRules = (typed: Typed, io: Io): Rulebook =>
  narrow(openRulebook(openConfig(typed, io), io.cwd), allOf(typed, 'only'));

/** The rules as their files have them, without the team's settings: what their examples were written for. */
export function openOwnRules(typed: Typed, io: Io): Rulebook {
  const config = { ...openConfig(typed, io), rules: [], overrides: [], routing: undefined };
  return narrow(openRulebook(config, io.cwd), allOf(typed, 'only'));
}

/** The setting in force under the configuration found, as of the moment that the option names, else now. */
export function openSetting(typed: Typed, io: Io): Setting {
  const config = openConfig(typed, io);
  return createSetting(config, asOfFrom(typed, config, false, io.now()), readShipped).setting;
}

/** The setting of somebody who has written no configuration: what the examples of shipped rules were written for. */
export const openDefaultSetting = ({ cwd, now }: Io): Setting =>
  createSetting(loadConfig({ cwd, ignoreDiscovered: true }), now(), readShipped).setting;

/** A date means its end in the configured zone; without one, now (or the demo's own moment). */
function asOfFrom(typed: Typed, config: Config, isDemo: boolean, now: number): number {
  const written = oneOf(typed, 'asOf');
  if (written === undefined) return isDemo ? demoAsOf : now;
  const { zone } = createCalendar(config.calendar);
  const day = parseDay(written);
  const instant = day === undefined ? parseInstant(written, zone) : zone.endOfDay(day);
  if (instant !== undefined && instant >= EARLIEST && instant < LATEST) return instant;
  throw new UserError({
    message: `--as-of: "${written}" is neither a date nor an instant`,
    hint: 'write 2026-11-18 or 2026-11-18T17:00:00Z',
  });
}

/** As-of lies in the years that CRMs speak of: 1970 to 2199. */
const EARLIEST = 0;
const LATEST = Date.UTC(2200, 0);

/** The source that the option names, else the configuration; settings of the configuration count for both. */
function sourceChoice({ source }: Config, written: string | undefined, cwd: string): SourceChoice | undefined {
  const choice = written === undefined ? source : resolveSource(written, cwd);
  return choice?.kind === source?.kind && isLive(choice) ? source : choice;
}

function openSource(choice: SourceChoice | undefined, options: ReadingOptions): Source {
  switch (choice?.kind) {
    case 'demo':
      return sources.demo(options);
    case 'path':
      return sources.files({ path: choice.path, label: labelOf(choice.path), ...options });
    default:
      throw new UserError({ message: 'no source', hint: 'name one with --source, or in threadcount.yaml' });
  }
}

/** The name of a folder or file, never where it lies. */
const labelOf = (path: string): string =>
  path.endsWith('/') || !/\.\w+$/.test(path) ? `${basename(path)}/` : basename(path);

/** Whom the options ask for, else whom the configuration does. */
function scopeFrom(typed: Typed, { scope, closedWithin }: Config): AuditRequest['scope'] {
  const asked = { reps: allOf(typed, 'rep'), teams: allOf(typed, 'team') };
  const { reps, teams } = asked.reps.length + asked.teams.length > 0 ? asked : scope;
  return { reps, teams, closedWithin };
}

/** Lays out everything that the options of an audit ask for. Throws a `UserError` with everything that is wrong. */
export function openWorkbench(
  typed: Typed,
  io: Io,
  { createsWaivers = false, isHashedElsewhere = false } = {},
): Workbench {
  const { config, isDemo } = chooseConfig(typed, io, createsWaivers);
  const only = allOf(typed, 'only');
  const rulebook = narrow(openRulebook(config, io.cwd), only);
  const choice: SourceChoice | undefined = isDemo
    ? { kind: 'demo' }
    : sourceChoice(config, oneOf(typed, 'source'), io.cwd);
  const live = liveSource(typed, config, choice, io);
  const asOf = asOfFrom(typed, config, isDemo, live?.resumedAsOf() ?? io.now());
  const { setting, gaps } = createSetting(config, asOf, readShipped);
  const { zone } = setting.calendar;
  const read = live === undefined ? openSource(choice, { config, zone, isHashedElsewhere }) : live.open(zone);
  const rubrics = openRubrics();
  return {
    config,
    rulebook,
    choice,
    sourceOption: sourceOptionOf(typed),
    readWith: live && ((mirroring) => live.open(zone, mirroring)),
    request: {
      read,
      rulebook,
      rubrics,
      setting,
      scope: scopeFrom(typed, config),
      only,
      gaps,
      waivers: config.waivers.list,
      roles: config.roles,
      configHash: config.hash,
      version,
    },
  };
}
