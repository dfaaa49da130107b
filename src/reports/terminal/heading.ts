import type { AuditResult, GapResult } from '../../model/audit-result.ts';
import { blank, ink, type Line } from './ink.ts';
import { flow } from './layout.ts';
import type { Page } from './page.ts';
import { counted, grouped, listed, momentOf } from './words.ts';

type Pack = AuditResult['packs'][number];

const sources = { files: 'files', salesforce: 'Salesforce', hubspot: 'HubSpot', demo: 'the demo org' } as const;

function sourceOf({ kind, label }: AuditResult['source']): string {
  return label === '' || label === kind ? sources[kind] : `${sources[kind]}, ${label}`;
}

function readLine({ source: { records }, summary }: AuditResult): string {
  const read = [
    counted(records.lead, 'lead'),
    counted(records.deal, 'deal'),
    counted(records.contact, 'contact'),
    counted(records.activity, 'activity', 'activities'),
  ];
  return `${read.join(', ')}; ${grouped(summary.records)} judged under ${counted(summary.reps, 'owner')}`;
}

function packLine(pack: Pack): Line {
  const overdue = pack.isReviewOverdue ? ` (review was due ${pack.reviewBy})` : '';
  return [ink(`${pack.id} ${pack.version}`), ink(overdue, 'fair')];
}

const separated = (lines: readonly Line[]): Line => lines.flatMap((line, i) => (i === 0 ? line : [ink(', '), ...line]));

function gapLines({ affects, what, reason }: GapResult, { width, glyphs }: Page): Line[] {
  const loss = affects.length === 0 ? 'no rule needs it' : `limits ${listed(affects, 3)}`;
  const line = [ink(`${glyphs.bullet} `), ink(what, 'strong'), ink(`: ${reason} ${glyphs.arrow} `), ink(loss, 'fair')];
  return flow(line, width, { indent: 2, hang: 2 });
}

function gapsOf({ source: { gaps, complete } }: AuditResult, page: Page): Line[] {
  if (gaps.length === 0) return complete ? [] : [blank, [ink('The source could not be read completely.', 'fair')]];
  const most = 12;
  const rest = gaps.length - most;
  return [
    blank,
    [ink('Not seen', 'strong'), ink(complete ? '' : ' (the source could not be read completely)', 'fair')],
    ...gaps.slice(0, most).flatMap((gap) => gapLines(gap, page)),
    ...(rest > 0 ? [[ink(`  and ${counted(rest, 'more gap', 'more gaps')}`, 'dim')]] : []),
  ];
}

/** A fact about the audit under its name: `Rules     threadcount/hygiene 1.0.0`. */
const entry = (name: string, line: Line, { width }: Page): Line[] =>
  flow([ink(`${name}: `, 'dim'), ...line], width, { hang: 2 });

function scopeOf({ scope }: AuditResult, page: Page): Line[] {
  const { reps, only, leftOut } = scope;
  const out = leftOut.map(({ reason, records }) => `${counted(records, 'record')} ${reason}`);
  return [
    ...(reps.length > 0 ? entry('Asked for', [ink(listed(reps, 5))], page) : []),
    ...(only.length > 0 ? entry('Judged by', [ink(`${listed(only, 5)} only, so no verdicts`)], page) : []),
    ...(out.length > 0 ? entry('Left out', [ink(out.join('; '))], page) : []),
  ];
}

/** How to read the bars and levels: once, so that the tables need no words. */
function legend({ width, glyphs }: Page): Line[] {
  const { likely, possible } = glyphs.bar;
  const text = `Bars run from 0 to 100 % of records passed; ${likely}${possible} is the 95 % interval. Levels: 1 not shown, 2 partial, 3 meets the standard, 4 exceeds it.`;
  return flow([ink(text, 'dim')], width);
}

/** What was audited, as of when, by which rules, and what could not be seen. */
export function heading(result: AuditResult, page: Page): Line[] {
  const { width, glyphs } = page;
  const title = [
    ink('Threadcount', 'accent'),
    ink(` audit of ${sourceOf(result.source)}, as of ${momentOf(result.asOf)}`, 'strong'),
  ];
  return [
    ...flow(title, width),
    [ink(glyphs.heavyRule.repeat(width), 'dim')],
    ...entry('Read', [ink(readLine(result))], page),
    ...entry('Rules', separated(result.packs.map(packLine)), page),
    ...scopeOf(result, page),
    ...gapsOf(result, page),
    blank,
    ...legend(page),
  ];
}
