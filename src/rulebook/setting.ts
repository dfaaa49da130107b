import type { z } from 'zod';
import type { Config, ExclusionChoice, RouteChoice, StageChoice } from '../config/config.ts';
import { leadStatusLookup, stageLookup } from '../config/labels.ts';
import { createCalendar } from '../facts/calendar.ts';
import type { Exclusion, Route, RoutingPolicy, Setting, Stage } from '../facts/world.ts';
import { type Problem, UserError } from '../lib/errors.ts';
import { parseDay } from '../lib/time.ts';
import { validate } from '../lib/validate.ts';
import { parseYaml } from '../lib/yaml.ts';
import type { Gap } from '../model/dataset.ts';
import { type RecordType, recordTypes } from '../model/records.ts';
import { createDateWords } from '../text/date-words.ts';
import { createDateFinder, createTokenDateFinder } from '../text/dates.ts';
import { lately } from '../text/lately.ts';
import { dateLexiconSchema, peopleLexiconSchema, stepLexiconSchema } from '../text/lexicon.ts';
import { createNextStepAnalyzer } from '../text/next-step.ts';
import { createNoteAnalyzer } from '../text/note.ts';
import { noteLexiconSchema } from '../text/note-lexicon.ts';
import { pasteLexiconSchema } from '../text/paste-lexicon.ts';
import { buyingRolesSchema, createBuyingRoles } from './buying-roles.ts';
import { compileCondition } from './expression/compile.ts';
import {
  countriesSchema,
  createNobody,
  createPlaceholderNames,
  mailboxesSchema,
  namesSchema,
  placeholdersSchema,
} from './lexicons.ts';
import { limitsSchema } from './limits.ts';
import { identityOf } from './people.ts';
import { presenceOf } from './presence.ts';
import { recordScope } from './scope.ts';

/** Hands out a shipped file, `lexicons/dates.yaml`, by name. */
export type ReadShipped = (path: string) => { readonly name: string; readonly text: string };

/** A shipped file against its schema; what is wrong with it is wrong for everybody. */
function shipped<S extends z.ZodType>(read: ReadShipped, path: string, schema: S): z.output<S> {
  const { name, text } = read(path);
  const found = validate(schema, parseYaml(text, name));
  if ('problems' in found) throw new UserError(found.problems);
  return found.value;
}

/** Remembers answers by label: a CRM has few of them, and a million records. */
function remembered<T>(answer: (label: string) => T): (label: string) => T {
  const known = new Map<string, T>();
  return (label) => {
    if (!known.has(label)) known.set(label, answer(label));
    return known.get(label) ?? answer(label);
  };
}

type Report = (problems: readonly Problem[]) => void;

function routeOf({ name, when, owners, from, until }: RouteChoice, report: Report): Route | undefined {
  const compiled = compileCondition(when.source, recordScope, when.origin);
  if ('problems' in compiled) {
    report(compiled.problems);
    return undefined;
  }
  return {
    name,
    when: compiled.ok.evaluate,
    owners,
    reads: compiled.ok.reads,
    from: from === undefined ? null : (parseDay(from) ?? null),
    until: until === undefined ? null : (parseDay(until) ?? null),
  };
}

const speaksOf = ({ reads }: Route, type: RecordType): boolean => reads.some((path) => path.startsWith(`${type}.`));

/**
 * A route that reads lead fields speaks of leads alone, one that reads deal fields of deals alone. One that reads
 * neither, such as the last resort, speaks of every type that some other route speaks of.
 */
function policyOf({ routing }: Config, report: Report): RoutingPolicy | null {
  if (routing === undefined) return null;
  const routes = routing.routes.map((route) => routeOf(route, report)).filter((route) => route !== undefined);
  const specific = recordTypes.filter((type) => routes.some((route) => speaksOf(route, type)));
  const covered: readonly RecordType[] = specific.length > 0 ? specific : recordTypes;
  const isAbout = (route: Route, type: RecordType): boolean =>
    covered.includes(type) && (speaksOf(route, type) || !recordTypes.some((other) => speaksOf(route, other)));
  const about = (type: RecordType): readonly Route[] => routes.filter((route) => isAbout(route, type));
  return { lead: about('lead'), deal: about('deal') };
}

function exclusionOf({ reason, when, rep, records }: ExclusionChoice, report: Report): Exclusion {
  const compiled = when && compileCondition(when.source, recordScope, when.origin);
  if (compiled && 'problems' in compiled) report(compiled.problems);
  const condition = compiled && 'ok' in compiled ? compiled.ok : undefined;
  return {
    reason,
    when: condition?.evaluate ?? null,
    rep: rep ?? null,
    records: records === undefined ? null : new Set(records),
    reads: condition?.reads ?? [],
  };
}

function stageOf({ name, group, index, exit }: StageChoice, reads: string[], report: Report): Stage {
  const criteria = exit.flatMap(({ source, origin }) => {
    const compiled = compileCondition(source, recordScope, origin);
    if ('ok' in compiled) {
      reads.push(...compiled.ok.reads);
      return [{ source, holds: compiled.ok.evaluate }];
    }
    report(compiled.problems);
    return [];
  });
  return { name, group, index, exit: criteria };
}

/** Stages with their criteria compiled, found by label. */
function stagesOf({ stages }: Config, report: Report): Pick<Setting, 'stageOf' | 'exitReads'> {
  const exitReads: string[] = [];
  const compiled = new Map(stages.map((stage) => [stage, stageOf(stage, exitReads, report)]));
  const find = stageLookup(stages);
  const stageOfLabel = remembered((label) => {
    const choice = find(label);
    return choice === undefined ? undefined : compiled.get(choice);
  });
  return { stageOf: stageOfLabel, exitReads };
}

function ratesOf({ currency }: Config): Setting['rateOf'] {
  const rates = new Map(Object.entries(currency?.rates ?? {}));
  return (code) => (code === (currency?.report ?? 'USD') ? 1 : rates.get(code));
}

function analyzersOf(
  read: ReadShipped,
  { dateOrder }: Config,
): Pick<Setting, 'judgeNextStep' | 'judgeNote' | 'isDateWord'> {
  const dates = shipped(read, 'lexicons/dates.yaml', dateLexiconSchema);
  const findDates = createTokenDateFinder(dates, { dateOrder });
  const step = {
    dates,
    nextStep: shipped(read, 'lexicons/next-step.yaml', stepLexiconSchema),
    people: shipped(read, 'lexicons/people.yaml', peopleLexiconSchema),
  };
  const note = {
    note: shipped(read, 'lexicons/note.yaml', noteLexiconSchema),
    paste: shipped(read, 'lexicons/paste.yaml', pasteLexiconSchema),
  };
  return {
    judgeNextStep: lately(
      createNextStepAnalyzer(step, findDates),
      ({ text, updatedDay, asOfDay }) => `${updatedDay} ${asOfDay} ${text === null ? '' : `=${text}`}`,
    ),
    // The day of the audit changes nothing in a note.
    judgeNote: lately(
      createNoteAnalyzer(note, createDateFinder(findDates)),
      ({ text, writtenDay }) => `${writtenDay} ${text === null ? '' : `=${text}`}`,
    ),
    isDateWord: createDateWords(dates),
  };
}

/** Without a routing file nothing can be said of routing, and that is said. */
const gapsOf = ({ routing }: Config): readonly Gap[] =>
  routing === undefined
    ? [
        {
          what: 'routing.yaml',
          reason: 'the configuration names no routing file',
          hides: ['routing'],
          isIncomplete: false,
        },
      ]
    : [];

/**
 * What a team has told us, ready to judge by: labels looked up, routes and stage criteria compiled, texts analyzed.
 * Throws a `UserError` with every problem of every expression at its place.
 */
export function createSetting(
  config: Config,
  asOf: number,
  read: ReadShipped,
): { readonly setting: Setting; readonly gaps: readonly Gap[] } {
  const problems: Problem[] = [];
  const report: Report = (found) => void problems.push(...found);
  const calendar = createCalendar(config.calendar);
  const mailboxes = shipped(read, 'lexicons/mailboxes.yaml', mailboxesSchema);
  const isPlaceholderName = createPlaceholderNames(shipped(read, 'lexicons/placeholders.yaml', placeholdersSchema));
  const names = shipped(read, 'lexicons/names.yaml', namesSchema);
  const countries = shipped(read, 'lexicons/countries.yaml', countriesSchema);
  const limits = shipped(read, 'defaults/facts.yaml', limitsSchema);
  const setting: Setting = {
    asOf,
    today: calendar.zone.toDay(asOf),
    calendar,
    limits,
    internalDomains: new Set(config.internalDomains.map((domain) => domain.toLowerCase())),
    freeMailDomains: new Set(mailboxes.free),
    isNobody: createNobody(mailboxes),
    isPlaceholderName,
    identity: identityOf({ mailboxes, names, countries, isPlaceholderName }, limits.nearName),
    statusOf: remembered(leadStatusLookup(config.leadStatuses)),
    ...stagesOf(config, report),
    routing: policyOf(config, report),
    exclusions: config.scope.exclude.map((one) => exclusionOf(one, report)),
    rateOf: ratesOf(config),
    reportCurrency: config.currency?.report ?? null,
    ...analyzersOf(read, config),
    buyingRoles: createBuyingRoles(shipped(read, 'lexicons/buying-roles.yaml', buyingRolesSchema)),
    presence: presenceOf(config),
  };
  if (problems.length > 0) throw new UserError(problems);
  return { setting, gaps: gapsOf(config) };
}
