import { truncate } from '../../lib/escape.ts';
import type { Finding } from '../../model/audit-result.ts';
import type { Severity } from '../../model/rule.ts';
import { blank, ink, type Line, type Span, type Tone, widthOf } from './ink.ts';
import { cropped, flow, indented } from './layout.ts';
import type { Limits, Page } from './page.ts';
import { amountOf, countBySeverity, counted, dateOf, findingCounts, grouped, listed } from './words.ts';
import { type RuleGroup, worst } from './worst.ts';

type Evidence = Finding['evidence'][number];

export const severityTones = {
  critical: 'alarm',
  error: 'bad',
  warning: 'fair',
  info: 'dim',
} as const satisfies Record<Severity, Tone>;

const mostEvidence = 3;

/** Long values are cut to about a line and a half: enough to recognize, never a whole note. */
function quoted({ value }: Evidence, width: number): string {
  if (value === null) return 'blank';
  return typeof value === 'string' ? `"${truncate(ink(value).text, Math.round(width * 1.5))}"` : String(value);
}

function evidenceLine({ evidence }: Finding, { width, glyphs }: Page): Line {
  const pieces = evidence.slice(0, mostEvidence).flatMap((piece, i): Span[] => {
    const since = piece.at === undefined ? '' : ` since ${dateOf(piece.at)}`;
    return [
      ink(i === 0 ? '' : ` ${glyphs.dot} `, 'dim'),
      ink(`${piece.field}: `, 'dim'),
      ink(quoted(piece, width)),
      ink(since, 'dim'),
    ];
  });
  const rest = evidence.length - mostEvidence;
  return rest > 0 ? [...pieces, ink(` and ${rest} more`, 'dim')] : pieces;
}

/** The record: its name, the amount at stake, and where to open it. */
function recordLines({ record, exposure }: Finding, { width, glyphs }: Page): Line[] {
  const indent = 4;
  const amount = exposure === null ? '' : ` ${glyphs.dot} ${amountOf(exposure)}`;
  const title = [ink(record.name ?? record.id, 'strong'), ink(amount)];
  const link = ink(record.url ?? (record.name === null ? '' : record.id), 'dim');
  const room = width - indent - widthOf([link]) - 2;
  if (widthOf(title) <= room) return [indented(indent, [...title, ink('  '), link])];
  return [indented(indent, cropped(title, width - indent)), ...flow([link], width, { indent: indent + 2 })];
}

function findingLines(finding: Finding, page: Page): Line[] {
  const { width } = page;
  const indent = 6;
  const evidence = evidenceLine(finding, page);
  return [
    ...recordLines(finding, page),
    ...flow([ink(truncate(ink(finding.message).text, width * 3))], width, { indent }),
    ...(evidence.length > 0 ? flow(evidence, width, { indent, hang: 2 }) : []),
  ];
}

/** "12 leads", "3 leads and 1 deal" */
function recordsOf(findings: readonly Finding[]): string {
  const leads = findings.filter(({ record }) => record.type === 'lead').length;
  const deals = findings.length - leads;
  return [leads > 0 ? [counted(leads, 'lead')] : [], deals > 0 ? [counted(deals, 'deal')] : []].flat().join(' and ');
}

function groupLines({ rule, shown, all }: RuleGroup, page: Page): Line[] {
  const { width, glyphs } = page;
  const [first] = shown;
  if (first === undefined) return [];
  const { severity, fix } = first;
  const share = shown.length < all.length ? `, the worst ${shown.length === 1 ? 'one' : shown.length} shown` : '';
  const head = [
    ink(`${glyphs.severity[severity]} ${severity}  `, severityTones[severity]),
    ink(rule, 'accent'),
    ink(` ${glyphs.dot} ${recordsOf(all)}${share}`, 'dim'),
  ];
  return [
    ...flow(head, width, { indent: 2, hang: 2 }),
    ...flow([ink('Fix: ', 'dim'), ink(fix)], width, { indent: 4, hang: 5 }),
    ...shown.flatMap((finding) => findingLines(finding, page)),
  ];
}

function restLine(rest: ReadonlyMap<string, number>, { width, isWide }: Page): Line[] {
  if (rest.size === 0) return [];
  const total = [...rest.values()].reduce((sum, count) => sum + count, 0);
  const rules = [...rest].map(([rule, count]) => `${rule} ${grouped(count)}`);
  const text = `and ${grouped(total)} more: ${listed(rules, isWide ? 8 : 5)} (--format json for all)`;
  return flow([ink(`… ${text}`, 'dim')], width, { indent: 2, hang: 2 });
}

/** The worst findings with what was seen and how to mend it; the rest by rule. */
export function findings(all: readonly Finding[], page: Page, limits: Limits = page.limits): Line[] {
  const { groups, rest } = worst(all, limits);
  const head = [ink('  Findings', 'strong'), ink(`  ${page.glyphs.dot} ${findingCounts(countBySeverity(all))}`)];
  return [blank, head, ...groups.flatMap((group) => groupLines(group, page)), ...restLine(rest, page)];
}
