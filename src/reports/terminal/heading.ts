import type { AuditResult, GapResult } from '../../model/audit-result.ts';
import { counted, listed, momentOf } from '../words.ts';
import { blank, ink, type Line } from './ink.ts';
import { cropped, flow } from './layout.ts';
import type { Page } from './page.ts';
import { waivers } from './waivers.ts';

type Pack = AuditResult['packs'][number];

const sources = { files: 'files', salesforce: 'Salesforce', hubspot: 'HubSpot', demo: 'the demo org' } as const;

function sourceOf({ kind, label }: AuditResult['source']): string {
  if (label === '' || label === kind) return sources[kind];
  return kind === 'files' ? label : `${sources[kind]}, ${label}`;
}

function readLine({ source: { records } }: AuditResult): string {
  return [
    counted(records.lead, 'lead'),
    counted(records.deal, 'deal'),
    counted(records.contact, 'contact'),
    counted(records.activity, 'activity', 'activities'),
  ].join(', ');
}

function packLine(pack: Pack): Line {
  const overdue = pack.isReviewOverdue ? ` (review was due ${pack.reviewBy})` : '';
  return [ink(`${pack.id} ${pack.version}`), ink(overdue, 'fair')];
}

const separated = (lines: readonly Line[]): Line => lines.flatMap((line, i) => (i === 0 ? line : [ink(', '), ...line]));

function gapLines({ affects, what, reason }: GapResult, { width, glyphs }: Page): Line[] {
  const loss = affects.length === 0 ? 'rows are missing' : `limits ${listed(affects, 3)}`;
  const line = [
    ink(`${glyphs.bullet} `),
    ...cropped([ink(what, 'strong'), ink(`: ${reason}`)], width * 2),
    ink(` ${glyphs.arrow} `),
    ink(loss, 'fair'),
  ];
  return flow(line, width, { indent: 2, hang: 2 });
}

function gapsOf({ source: { gaps, complete } }: AuditResult, page: Page): Line[] {
  const { width } = page;
  const most = 12;
  const costly = gaps.filter(({ affects }) => affects.length > 0);
  if (complete && costly.length === 0) return [];
  const shown = costly.length > 0 ? [...costly].sort((a, b) => b.affects.length - a.affects.length) : gaps;
  const rest = gaps.length - Math.min(most, shown.length);
  return [
    blank,
    ...flow([ink('Not seen', 'strong'), ink(': the source does not show everything', 'fair')], width),
    ...shown.slice(0, most).flatMap((gap) => gapLines(gap, page)),
    ...(rest > 0 ? [[ink(`  and ${counted(rest, 'lesser gap', 'lesser gaps')}`, 'dim')]] : []),
  ];
}

/** A fact about the audit under its name: `Rules     threadcount/hygiene 1.0.0`. */
const entry = (name: string, line: Line, { width }: Page): Line[] =>
  flow([ink(`${name}: `, 'dim'), ...line], width, { hang: 2 });

/** What was drawn, and what there was nothing of to draw. */
function sampleWords({ size, seed, reps }: NonNullable<AuditResult['scope']['sample']>): string {
  const drawn = `up to ${counted(size, 'lead')} and ${counted(size, 'deal')} of each owner, seed ${seed}, so no verdicts`;
  const [alone, ...others] = reps;
  const isMissing = alone !== undefined && others.length === 0 && alone.missing.length > 0;
  return isMissing ? `${drawn}; there was no lead that is ${alone.missing.join(', ')}` : drawn;
}

function scopeOf({ scope, summary }: AuditResult, page: Page): Line[] {
  const { reps, only, leftOut, sample } = scope;
  const judged = `${counted(summary.records, 'record')} of ${counted(summary.reps, 'owner')}`;
  const out = leftOut.map(({ reason, records }) => `${counted(records, 'record')} (${reason})`);
  return [
    ...entry('Judged', [ink(judged)], page),
    ...(reps.length > 0 ? entry('Asked for', [ink(listed(reps, 5))], page) : []),
    ...(only.length > 0 ? entry('By', [ink(`${listed(only, 5)} only, so no verdicts`)], page) : []),
    ...(sample === null ? [] : entry('Sample', [ink(sampleWords(sample))], page)),
    ...(out.length > 0 ? entry('Left out', [ink(out.join('; '))], page) : []),
  ];
}

/** How to read the bars and levels: once, so that the tables need no words. */
export function legend({ width, glyphs }: Page): Line[] {
  const { likely, possible } = glyphs.bar;
  return [
    `Bars: records passed, 0 to 100 %; ${likely}${possible} is the 95 % interval.`,
    'Levels: 1 not shown, 2 partial, 3 meets the standard, 4 exceeds it.',
  ].flatMap((text) => flow([ink(text, 'dim')], width));
}

/** What was audited, and as of when. */
export function title(result: AuditResult, { width, glyphs }: Page): Line[] {
  const words = [
    ink('Threadcount', 'accent'),
    ink(` audit of ${sourceOf(result.source)}, as of ${momentOf(result.asOf)}`, 'strong'),
  ];
  return [...flow(words, width), [ink(glyphs.heavyRule.repeat(width), 'dim')]];
}

/** What was audited, as of when, by which rules, and what could not be seen. */
export function heading(result: AuditResult, page: Page): Line[] {
  return [
    ...title(result, page),
    ...entry('Read', [ink(readLine(result))], page),
    ...entry('Rules', separated(result.packs.map(packLine)), page),
    ...scopeOf(result, page),
    ...gapsOf(result, page),
    ...waivers(result, page),
  ];
}
