import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { cell, flow } from '../reports/terminal/layout.ts';
import type { Pack, Rule } from '../rulebook/rule.ts';
import type { Parameter } from '../rulebook/schema.ts';
import { names } from '../rulebook/scope.ts';
import type { PageOptions } from './explanation.ts';

const severityOf = ({ severity }: Rule): string => [...new Set(severity.map(({ is }) => is))].join('/');

/** A rule in one row. */
export const ruleRow = (rule: Rule) => ({
  id: rule.id,
  title: rule.title,
  on: rule.on,
  severity: severityOf(rule),
  params: rule.written,
  pack: rule.pack,
});

/** Everything there is to know of a rule. */
export const ruleCard = (rule: Rule) => ({
  ...ruleRow(rule),
  when: rule.when?.source ?? null,
  expect: rule.expect.source,
  fix: rule.fix,
  scenarios: rule.scenarios,
  supersedes: rule.supersedes,
  source: rule.source,
  reads: rule.reads.map((path) => ({ name: path, about: names.get(path)?.about ?? '' })),
  examples: rule.examples.map(({ name, record, expect }) => ({ name, record, expect })),
  file: rule.file,
});

const paramText = (params: Readonly<Record<string, Parameter>>): string =>
  Object.entries(params)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : value}`)
    .join(' · ');

export function ruleListPage(
  { packs, rules }: { readonly packs: readonly Pack[]; readonly rules: readonly Rule[] },
  { width, isColored }: PageOptions,
): string {
  const idWidth = Math.max(...rules.map(({ id }) => id.length), 2) + 2;
  const lines: Line[] = [];
  for (const area of new Set(rules.map((rule) => rule.area))) {
    if (lines.length > 0) lines.push(blank);
    lines.push([ink(area, 'accent')]);
    for (const rule of rules.filter((one) => one.area === area)) {
      const head = [...cell([ink(rule.id, 'strong')], idWidth), ...cell([ink(severityOf(rule), 'dim')], 15)];
      const [first = blank, ...rest] = flow([ink(rule.title)], Math.max(20, width - idWidth - 17));
      lines.push([ink('  '), ...head, ...first]);
      for (const more of rest) lines.push([ink(' '.repeat(idWidth + 17)), ...more]);
    }
  }
  const from = packs.map(({ id, version }) => `${id} ${version}`).join(', ');
  return paint([...lines, blank, ...flow([ink(`${rules.length} rules from ${from}`, 'dim')], width)], isColored);
}

function section(title: string, rows: readonly string[], width: number): Line[] {
  if (rows.length === 0) return [];
  return [blank, [ink(title, 'accent')], ...rows.flatMap((row) => flow([ink(row)], width, { indent: 2, hang: 2 }))];
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

const given = (record: Readonly<Record<string, unknown>>): string =>
  Object.entries(record)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ');

export function rulePage(rule: Rule, { width, isColored }: PageOptions): string {
  const { source } = rule;
  const lines: Line[] = [
    ...flow([ink(`${rule.id}  `, 'strong'), ink(rule.title)], width, { hang: 2 }),
    ...flow([ink(`${rule.pack}, on ${rule.on.join(' and ')}, ${severityOf(rule)}, ${rule.file}`, 'dim')], width),
    ...section('Fails unless', [flat(rule.expect.source)], width),
    ...section('Applies when', rule.when === null ? [] : [flat(rule.when.source)], width),
    ...section('Parameters', Object.keys(rule.written).length === 0 ? [] : [paramText(rule.written)], width),
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
