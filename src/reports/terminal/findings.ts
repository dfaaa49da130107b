import type { Finding } from '../../model/audit-result.ts';
import { isCounted } from '../../model/is-counted.ts';
import type { Severity } from '../../model/rule.ts';
import { amountOf, countBySeverity, counted, dateOf, findingCounts, grouped, listed, momentOf } from '../words.ts';
import { type Limits, type RuleGroup, worst } from '../worst.ts';
import { blank, ink, type Line, linked, type Tone, tie, widthOf } from './ink.ts';
import { cropped, flow, indented } from './layout.ts';
import type { Page } from './page.ts';
import { decided } from './waivers.ts';

type Evidence = Finding['evidence'][number];

const severityTones = { critical: 'alarm', error: 'bad', warning: 'fair', info: 'dim' } as const satisfies Record<
  Severity,
  Tone
>;

const mostEvidence = 3;
const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Long values are cut to about a line and a half: enough to recognize, never a whole note. */
function quoted(value: Evidence['value'], width: number): Line {
  if (value === null) return [ink('blank')];
  if (typeof value !== 'string') return [ink(String(value))];
  if (isoInstant.test(value)) return [ink(momentOf(value))];
  return [ink('"'), ...cropped([ink(value)], Math.round(width * 1.5)), ink('"')];
}

/** Whether the message holds the value already; short ones could stand in it by chance. */
function isSaidIn(message: string, { value }: Evidence): boolean {
  if (typeof value !== 'string' || value === '') return false;
  return message.includes(`"${value}"`) || (value.length >= 10 && message.includes(value));
}

/** `Status: "Working - Contacted" since 2026-09-22`, and without the value where the message tells it already. */
function evidenceSpans(piece: Evidence, message: string, width: number): Line {
  const { field, value, at } = piece;
  // A time says itself since when it holds.
  const isTime = typeof value === 'string' && isoInstant.test(value);
  const since = at === undefined || isTime ? '' : ` since ${dateOf(at)}`;
  const name = cropped([ink(field, 'dim')], 40);
  if (isSaidIn(message, piece)) return [...name, ink(since, 'dim')];
  return [...name, ink(': ', 'dim'), ...quoted(value, width), ink(since, 'dim')];
}

function evidenceLine({ evidence, message }: Finding, { width, glyphs }: Page): Line {
  const telling = evidence.filter((piece) => piece.at !== undefined || !isSaidIn(message, piece));
  const pieces = telling
    .slice(0, mostEvidence)
    .flatMap((piece, i) => [
      ink(i === 0 ? '' : `${tie}${glyphs.dot} `, 'dim'),
      ...evidenceSpans(piece, message, width),
    ]);
  const rest = telling.length - mostEvidence;
  return rest > 0 ? [...pieces, ink(` and ${rest} more`, 'dim')] : pieces;
}

/** The record: its name, the amount at stake, and where to open it. */
function recordLines({ record, exposure }: Finding, { width, glyphs }: Page): Line[] {
  const indent = 4;
  const name = linked(record.name ?? record.id, record.url, 'strong');
  const amount = cropped([ink(exposure === null ? '' : ` ${glyphs.dot} ${amountOf(exposure)}`)], width / 2);
  const address = record.url ?? (record.name === null ? '' : record.id);
  const link = cropped([linked(address, record.url, 'dim')], width * 3);
  const whole = [name, ...amount, ink('  '), ...link];
  if (widthOf(whole) <= width - indent) return [indented(indent, whole)];
  const title = [...cropped([name], width - indent - widthOf(amount)), ...amount];
  return [indented(indent, title), ...flow(link, width, { indent: indent + 2 })];
}

/** What is wrong, and the evidence behind it: on one line where both fit. */
function findingLines(finding: Finding, isMessageTold: boolean, page: Page): Line[] {
  const { width, glyphs } = page;
  const indent = 6;
  const message = cropped([ink(finding.message)], width * 3);
  const evidence = evidenceLine(finding, page);
  if (isMessageTold) return evidence.length > 0 ? flow(evidence, width, { indent, hang: 2 }) : [];
  const together = [...message, ink(`${tie}${glyphs.dot} `, 'dim'), ...evidence];
  if (evidence.length > 0 && widthOf(together) <= width - indent) return flow(together, width, { indent });
  return [
    ...flow(message, width, { indent }),
    ...(evidence.length > 0 ? flow(evidence, width, { indent, hang: 2 }) : []),
  ];
}

/** "12 leads", "3 leads and 1 deal" */
function recordsOf(findings: readonly Finding[]): string {
  const leads = findings.filter(({ record }) => record.type === 'lead').length;
  const deals = findings.length - leads;
  return [leads > 0 ? [counted(leads, 'lead')] : [], deals > 0 ? [counted(deals, 'deal')] : []].flat().join(' and ');
}

function groupLines({ rule, severity, fix, shown, all }: RuleGroup, page: Page): Line[] {
  const { width, glyphs } = page;
  const share = shown.length < all.length ? `, the worst ${shown.length === 1 ? 'one' : shown.length} shown` : '';
  const [message = ''] = shown.map((finding) => finding.message);
  const isShared = shown.length > 1 && shown.every((finding) => finding.message === message);
  const head = [
    ink(`${glyphs.severity[severity]} ${severity}`, severityTones[severity]),
    ink(` ${glyphs.dot} `, 'dim'),
    ink(rule, 'accent'),
    ink(` ${glyphs.dot} ${recordsOf(all)}${share}`, 'dim'),
  ];
  return [
    ...flow(head, width, { indent: 2, hang: 2 }),
    ...flow([ink('Fix: ', 'dim'), ink(fix)], width, { indent: 4, hang: 5 }),
    ...(isShared
      ? flow([ink('All: ', 'dim'), ...cropped([ink(message)], width * 3)], width, { indent: 4, hang: 5 })
      : []),
    ...shown.flatMap((finding) => [...recordLines(finding, page), ...findingLines(finding, isShared, page)]),
  ];
}

function restLine(rest: ReadonlyMap<string, number>, { width, isWide }: Page): Line[] {
  if (rest.size === 0) return [];
  const total = [...rest.values()].reduce((sum, count) => sum + count, 0);
  const mostFirst = [...rest].sort(([, a], [, b]) => b - a);
  const rules = mostFirst.map(([rule, count]) => `${rule} ${grouped(count)}`);
  const text = `and ${grouped(total)} more: ${listed(rules, isWide ? 8 : 5)} (--format json for all)`;
  return flow([ink(`… ${text}`, 'dim')], width, { indent: 2, hang: 2 });
}

/** The worst findings with what was seen and how to mend it; the rest by rule. */
export function findings(all: readonly Finding[], page: Page, limits: Limits = page.limits): Line[] {
  const counting = all.filter(isCounted);
  const { groups, rest } = worst(counting, limits);
  const head = [ink('Findings: ', 'strong'), ink(findingCounts(countBySeverity(counting)))];
  return [
    blank,
    ...flow(head, page.width, { indent: 2, hang: 2 }),
    ...groups.flatMap((group) => groupLines(group, page)),
    ...restLine(rest, page),
    ...decided(all, page),
  ];
}
