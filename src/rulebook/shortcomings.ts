import type { RouteChoice } from '../config/config.ts';
import type { Problem } from '../lib/errors.ts';
import { formatDay } from '../lib/time.ts';
import { type RecordType, recordTypes } from '../model/records.ts';
import type { Rubric } from '../model/rubric.ts';
import { constantOf, type Givens } from './constant.ts';
import type { Override, Pack, Rule } from './rule.ts';

/** What is looked through for things that work and yet should not stay so. */
export interface Inspected {
  readonly packs: readonly Pack[];
  /** The rules as their files have them. */
  readonly own: readonly Rule[];
  /** The rules under the settings of the team. */
  readonly inForce: readonly Rule[];
  readonly rubrics: readonly Rubric[];
  readonly routes: readonly RouteChoice[];
}

const wanted = ['pass', 'fail', 'not-evaluable'] as const;

const missingExamples = ({ file, examples }: Rule): readonly Problem[] =>
  wanted
    .filter((outcome) => !examples.some(({ expect }) => expect === outcome))
    .map((outcome) => ({ message: `no example that expects ${outcome}`, at: { file } }));

/** Parameters that neither decide anything nor are told in the message. */
function unusedParameters({ own, when, expect, severity, mentions, document }: Rule): readonly Problem[] {
  const conditions = [when, expect, ...severity.map((one) => one.when)];
  const read = new Set([...conditions.flatMap((one) => one?.reads ?? []), ...mentions]);
  return Object.keys(own.params)
    .filter((name) => !read.has(`params.${name}`))
    .map((name) => ({
      message: `nothing reads the parameter "${name}"`,
      at: document.position(['params', name], 'key'),
    }));
}

/** The last override that holds for a record decides, so one that always holds takes the say from those before it. */
function isTurnedOff(overrides: readonly Override[]): boolean {
  const always = overrides.map(({ when }) => constantOf(when.source));
  const last = always.lastIndexOf(true);
  return last >= 0 && overrides.slice(last).every(({ isOff }, i) => isOff || always[last + i] === false);
}

/** Rules that are never judged, or whose verdict does not depend on the record. */
function idle({ on, params, own, when, expect, overrides, document, file }: Rule): readonly Problem[] {
  const givens: Givens = { on, params, written: own.params };
  const applies = when === null ? true : constantOf(when.source, givens);
  if (applies === false) {
    return [{ message: 'is never reached: `when` can never hold', at: document.position(['when'], 'value') }];
  }
  if (isTurnedOff(overrides)) {
    const message = 'is never reached: an override that always holds turns it off';
    return [{ message, at: { file }, hint: 'write "off" under `rules:` instead' }];
  }
  const holds = overrides.length === 0 ? constantOf(expect.source, givens) : undefined;
  if (holds === undefined) return [];
  const message = holds ? 'can never fail: `expect` always holds' : 'can never pass: `expect` never holds';
  return [{ message, at: document.position(['expect'], 'value') }];
}

const typesOf = (source: string): readonly RecordType[] => {
  const specific = recordTypes.filter((type) => source.includes(`${type}.`));
  return specific.length === 0 ? recordTypes : specific;
};

/** Routes that no record gets to. */
function deadRoutes(routes: readonly RouteChoice[]): readonly Problem[] {
  const constants = routes.map(({ when }) => constantOf(when.source));
  return routes.flatMap(({ name, when }, place): readonly Problem[] => {
    const { file, line, column } = when.origin;
    const at = { file, line, column };
    if (constants[place] === false) return [{ message: `the route "${name}" can never hold`, at }];
    const before = routes
      .slice(0, place)
      .find(
        ({ from, until, when: earlier }, i) =>
          constants[i] === true &&
          from === undefined &&
          until === undefined &&
          typesOf(when.source).every((type) => typesOf(earlier.source).includes(type)),
      );
    if (before === undefined) return [];
    return [{ message: `the route "${name}" is never reached: "${before.name}" before it takes every record`, at }];
  });
}

/** Months after which even a rubric that nobody complains of needs another look. */
const STALE = 18;

/** `YYYY-MM-DD`, some months later; a day that the month does not have sorts behind those that it has. */
function monthsLater(date: string, months: number): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const count = year * 12 + month - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}${date.slice(7)}`;
}

function rubricReviews({ id, reviewBy, changed }: Rubric, today: string): readonly Problem[] {
  const at = { file: `rules/rubrics/${id}.yaml` };
  if (changed === undefined) return [{ message: 'does not say when it last changed', at, hint: 'add `changed:`' }];
  return [
    ...(reviewBy < today ? [{ message: `was due for review by ${reviewBy}`, at }] : []),
    ...(monthsLater(changed, STALE) <= today
      ? [{ message: `has not changed for ${STALE} months, since ${changed}`, at }]
      : []),
  ];
}

function ruleReviews({ own, document }: Rule, today: string): readonly Problem[] {
  const due = own['review-by'];
  if (due === undefined || due >= today) return [];
  return [{ message: `was due for review by ${due}`, at: document.position(['review-by'], 'value') }];
}

/**
 * Examples that are missing, parameters that nobody uses, rules and routes that are never reached, and reviews that are
 * overdue on a day (days since 1970).
 */
export function shortcomings({ packs, own, inForce, rubrics, routes }: Inspected, today: number): readonly Problem[] {
  const day = formatDay(today);
  const late = packs.filter(({ reviewBy }) => reviewBy < day);
  return [
    ...own.flatMap((rule) => [...missingExamples(rule), ...unusedParameters(rule), ...ruleReviews(rule, day)]),
    ...inForce.flatMap(idle),
    ...deadRoutes(routes),
    ...late.map(({ id, reviewBy }) => ({ message: `was due for review by ${reviewBy}`, at: { file: id } })),
    ...rubrics.flatMap((rubric) => rubricReviews(rubric, day)),
  ];
}
