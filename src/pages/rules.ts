import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { flow } from '../reports/terminal/layout.ts';
import type { Override, Rule } from '../rulebook/rule.ts';
import type { Parameter } from '../rulebook/schema.ts';
import { names } from '../rulebook/scope.ts';
import type { PageOptions } from './explanation.ts';
import type { RuleRow } from './rule-list.ts';

/** A severity with the condition that it holds under; the last, without one, for the rest. */
interface WrittenCase {
  readonly when: string | null;
  readonly is: string;
}

const casesOf = (cases: NonNullable<Override['severity']>): readonly WrittenCase[] =>
  cases.map(({ when, is }) => ({ when: when?.source ?? null, is }));

const ownCases = ({ own: { severity } }: Rule): readonly WrittenCase[] =>
  typeof severity === 'string'
    ? [{ when: null, is: severity }]
    : severity.map(({ when, is }) => ({ when: when ?? null, is }));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const severityOf = ({ severity }: Rule): string => [...new Set(severity.map(({ is }) => is))].join('/');

/** Whether a team's configuration has a say in a rule. */
const isChanged = (rule: Rule): boolean =>
  rule.overrides.length > 0 || !same(rule.written, rule.own.params) || !same(casesOf(rule.severity), ownCases(rule));

/** A rule in one row. */
export const ruleRow = (rule: Rule): RuleRow => ({
  id: rule.id,
  area: rule.area,
  title: rule.title,
  on: rule.on,
  severity: severityOf(rule),
  params: rule.written,
  isChanged: isChanged(rule),
  scenarios: rule.scenarios,
  confidence: rule.source.confidence,
  reviewBy: rule.own['review-by'] ?? null,
  pack: rule.pack,
});

const overrideCard = ({ when, isOff, written, severity }: Override) => ({
  when: when.source,
  isOff,
  params: written,
  severities: severity === null ? null : casesOf(severity),
});

/** Everything there is to know of a rule. */
export const ruleCard = (rule: Rule, isOff: boolean) => ({
  ...ruleRow(rule),
  isOff,
  defaults: rule.own.params,
  severities: casesOf(rule.severity),
  defaultSeverities: ownCases(rule),
  overrides: rule.overrides.map(overrideCard),
  when: rule.when?.source ?? null,
  expect: rule.expect.source,
  fix: rule.fix,
  supersedes: rule.supersedes,
  source: rule.source,
  reads: rule.reads.map((path) => ({ name: path, about: names.get(path)?.about ?? '' })),
  examples: rule.examples.map(({ name, record, expect }) => ({ name, record, expect })),
  file: rule.file,
});

function section(title: string, rows: readonly string[], width: number): Line[] {
  if (rows.length === 0) return [];
  return [blank, [ink(title, 'accent')], ...rows.flatMap((row) => flow([ink(row)], width, { indent: 2, hang: 2 }))];
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

const given = (record: Readonly<Record<string, unknown>>): string =>
  Object.entries(record)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ');

const valueText = (value: Parameter): string => (Array.isArray(value) ? value.join(', ') : String(value));

/** One parameter to a row; the default stands beside the value in force where they differ. */
const paramRows = ({ own, written }: Rule): readonly string[] =>
  Object.entries(written).map(([name, value]) => {
    const standard = own.params[name];
    const changed = standard === undefined || same(standard, value) ? '' : ` (default ${valueText(standard)})`;
    return `${name} ${valueText(value)}${changed}`;
  });

const casesText = (cases: readonly WrittenCase[]): string =>
  cases.map(({ when, is }) => (when === null ? is : `${is} when ${flat(when)}`)).join('; else ');

function severityRows(rule: Rule): readonly string[] {
  const [now, standard] = [casesText(casesOf(rule.severity)), casesText(ownCases(rule))];
  return [now === standard ? now : `${now} (default ${standard})`];
}

function overrideRow({ when, isOff, written, severity }: Override): string {
  const changes = [
    ...(isOff ? ['off'] : []),
    ...Object.entries(written).map(([name, value]) => `${name} ${valueText(value)}`),
    ...(severity === null ? [] : [`severity ${casesText(casesOf(severity))}`]),
  ];
  return `when ${flat(when.source)}: ${changes.join(', ') || 'nothing'}`;
}

export function rulePage(rule: Rule, isOff: boolean, { width, isColored }: PageOptions): string {
  const { source } = rule;
  const state = isOff ? 'turned off by the configuration' : severityOf(rule);
  const lines: Line[] = [
    ...flow([ink(`${rule.id}  `, 'strong'), ink(rule.title)], width, { hang: 2 }),
    ...flow([ink(`${rule.pack}, on ${rule.on.join(' and ')}, ${state}, ${rule.file}`, 'dim')], width),
    ...section('Fails unless', [flat(rule.expect.source)], width),
    ...section('Applies when', rule.when === null ? [] : [flat(rule.when.source)], width),
    ...section('Parameters', paramRows(rule), width),
    ...section('Severity', severityRows(rule), width),
    ...section('Overrides, of which the last that holds decides', rule.overrides.map(overrideRow), width),
    ...section('Fix', [rule.fix], width),
    ...section(
      'Where the default comes from',
      [`${source.claim} (${source.from}; confidence ${source.confidence})`],
      width,
    ),
    ...section('Proves something in', rule.scenarios, width),
    ...section('Explains away', rule.supersedes, width),
    ...section(
      'Reads',
      rule.reads.map((path) => `${path}: ${names.get(path)?.about ?? ''}`),
      width,
    ),
    ...section(
      'Examples',
      rule.examples.map(({ name, record, expect }) => `${expect}: ${name} (${given(record)})`),
      width,
    ),
  ];
  return paint(lines, isColored);
}
