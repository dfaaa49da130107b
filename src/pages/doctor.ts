import type { CriterionSight, Diagnosis, NextInput, RuleSight, SightWord, UnknownLabel } from '../doctor/diagnosis.ts';
import { usageText } from '../reports/call-usage.ts';
import { blank, ink, type Line, paint, type Tone } from '../reports/terminal/ink.ts';
import { cell, cropped, flow, indented } from '../reports/terminal/layout.ts';
import { counted, grouped, listed, percent } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';

const words: Readonly<Record<SightWord, string>> = {
  decidable: 'decidable',
  partly: 'partly',
  not: 'not',
  nothing: 'nothing to judge',
};

const tones: Readonly<Record<SightWord, Tone>> = { decidable: 'good', partly: 'fair', not: 'bad', nothing: 'dim' };

/** Columns of the name, the word and the share. */
const NAME = 28;
const WORD = 16;
const SHARE = 9;
/** Fewer columns of text than this are no pleasure to read. */
const LEAST = 20;

const shareOf = (share: number | null): string => (share === null ? '' : percent(share));

function sightLines(name: string, tone: Tone, sight: CriterionSight | RuleSight, rest: string, width: number): Line[] {
  const head = [
    ...cell([ink(name, tone)], NAME),
    ink(' '),
    ...cell([ink(words[sight.sight], tones[sight.sight])], WORD),
    ...cell([ink(shareOf(sight.share))], SHARE, 'right'),
  ];
  const margin = NAME + WORD + SHARE + 5;
  if (rest === '') return [indented(2, head)];
  // Beside the share where there is room to read, else below.
  if (width - margin < LEAST)
    return [cropped(indented(2, head), width), ...flow([ink(rest, 'dim')], width, { indent: 4 })];
  const [first = blank, ...more] = flow([ink(rest, 'dim')], width - margin);
  return [indented(2, [...head, ink('  '), ...first]), ...more.map((line) => indented(margin, line))];
}

/** How many records can be seen, or why there are none. */
const seenOf = ({ sight, evaluable, applicable, why }: CriterionSight): string =>
  sight === 'nothing' ? (why ?? '') : `${grouped(evaluable)} of ${grouped(applicable)}`;

function criteriaLines({ criteria }: Diagnosis, width: number): Line[] {
  const certifications = [...new Set(criteria.map(({ certification }) => certification))];
  return certifications.flatMap((id) => [
    blank,
    ...flow(
      [ink('Criteria of ', 'strong'), ink(id, 'strong'), ink(' (share of records that can be seen)', 'dim')],
      width,
    ),
    ...criteria
      .filter(({ certification }) => certification === id)
      .flatMap((one) => sightLines(one.title, 'plain', one, seenOf(one), width)),
  ]);
}

const gainOf = (criteria: number, checks: number): string => {
  const parts = [
    criteria > 0 ? [counted(criteria, 'criterion', 'criteria')] : [],
    checks > 0 ? [counted(checks, 'check')] : [],
  ].flat();
  return parts.length === 0 ? 'makes nothing decidable by itself' : `makes ${parts.join(' and ')} decidable`;
};

function stepLines(step: NextInput, i: number, width: number): Line[] {
  const { name, connect, details, criteria, checks } = step;
  const named = details.length === 0 ? '' : `: ${listed(details, 6)}`;
  const then = i === 0 ? '' : ', on top of the above';
  return [
    ...flow([ink(`${i + 1}. `, 'accent'), ink(name, 'strong'), ink(named)], width, { indent: 2, hang: 3 }),
    ...flow([ink(connect)], width, { indent: 5 }),
    ...flow([ink(`${gainOf(criteria, checks)}${then}`, 'good')], width, { indent: 5 }),
  ];
}

const numbers = ['nothing', 'one thing', 'two things', 'three things'];

function nextLines({ next, together, criteria }: Diagnosis, width: number): Line[] {
  if (next.length === 0) {
    const isAll = criteria.every(({ sight }) => sight === 'decidable');
    const text = isAll ? 'Nothing is missing.' : 'Nothing that could be connected would decide more.';
    return [blank, ...flow([ink(text, isAll ? 'good' : 'fair')], width)];
  }
  const title = next.length === 1 ? 'The thing to connect next' : `The ${numbers[next.length]} to connect next`;
  return [
    blank,
    [ink(title, 'strong')],
    ...next.flatMap((step, i) => stepLines(step, i, width)),
    ...(next.length > 1
      ? flow([ink(`Together: ${gainOf(together.criteria, together.checks).replace('makes ', '')}`, 'strong')], width, {
          indent: 2,
        })
      : []),
  ];
}

const inARow = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

function ruleLines({ rules }: Diagnosis, width: number): Line[] {
  const open = rules.filter(({ sight }) => sight === 'not' || sight === 'partly');
  const fine = rules.filter(({ sight }) => sight === 'decidable').length;
  const idle = rules.filter(({ sight }) => sight === 'nothing').length;
  const count = `${grouped(fine)} of ${counted(rules.length, 'rule')} can be judged on every record they apply to`;
  const rest = idle === 0 ? '' : `; ${idle} ${idle === 1 ? 'applies' : 'apply'} to no record here`;
  return [
    blank,
    ...flow([ink('Rules', 'strong'), ink(`: ${count}${rest}`)], width),
    ...[...open]
      .sort((a, b) => (a.share ?? 0) - (b.share ?? 0))
      .flatMap((rule) => {
        const [first] = rule.connect;
        const why = first === undefined ? (rule.missing[0]?.reason ?? '') : `needs ${inARow(first.inputs)}`;
        return sightLines(rule.rule, 'plain', rule, why, width);
      }),
  ];
}

function labelLine({ type, label, records, nearest }: UnknownLabel, width: number): Line[] {
  const near = nearest === null ? '' : ` (nearest known: "${nearest}")`;
  const line = [...cropped([ink(`"${label}"`, 'fair')], 60), ink(` on ${counted(records, type)}`), ink(near, 'dim')];
  return flow(line, width, { indent: 2, hang: 2 });
}

/** Labels that are shown one by one. */
const MOST_LABELS = 8;

function labelLines({ labels }: Diagnosis, width: number): Line[] {
  if (labels.length === 0) return [];
  const rest = labels.length - MOST_LABELS;
  return [
    blank,
    ...flow([ink('Labels nobody has placed', 'strong'), ink(' (under statuses: and stages:)', 'dim')], width),
    ...labels.slice(0, MOST_LABELS).flatMap((one) => labelLine(one, width)),
    ...(rest > 0 ? [[ink(`  and ${rest} more (--format json for all)`, 'dim')]] : []),
  ];
}

function noteLines({ notes }: Diagnosis, width: number): Line[] {
  if (notes.length === 0) return [];
  return [
    blank,
    [ink('Worth a look', 'strong')],
    ...notes.flatMap(({ message }) => flow([ink(`- ${message}`)], width, { indent: 2, hang: 2 })),
  ];
}

/** Gaps that are shown one by one. */
const MOST_GAPS = 12;

/** What a CRM did not show, and why: each reason names what to ask for. Exports have their own notes. */
function gapLines({ source }: Diagnosis, width: number): Line[] {
  const { calls, gaps } = source;
  if (calls === null) return [];
  const rest = gaps.length - MOST_GAPS;
  const shown = gaps
    .slice(0, MOST_GAPS)
    .flatMap(({ what, reason }) => flow([ink(what, 'fair'), ink(`: ${reason}`)], width, { indent: 2, hang: 2 }));
  return [
    blank,
    ...flow([ink('Calls', 'strong'), ink(`: ${usageText(calls)}`)], width),
    ...(gaps.length === 0 ? [] : [blank, [ink('What the CRM did not show', 'strong')], ...shown]),
    ...(rest > 0 ? [[ink(`  and ${rest} more (--format json for all)`, 'dim')]] : []),
  ];
}

/** What can be judged with a source, what cannot, and the three things to connect next: the verdict first. */
export function doctorPage(diagnosis: Diagnosis, { width, isColored }: PageOptions): string {
  const { source, configuration, asOf, criteria } = diagnosis;
  const { records, judged } = source;
  const decidable = criteria.filter(({ sight }) => sight === 'decidable').length;
  const read = [
    counted(records.lead, 'lead'),
    counted(records.deal, 'deal'),
    counted(records.contact, 'contact'),
    counted(records.activity, 'activity', 'activities'),
  ].join(', ');
  const lines: Line[] = [
    ...flow(
      [
        ink(`${source.label}: `, 'strong'),
        ink(`${decidable} of ${counted(criteria.length, 'criterion', 'criteria')} decidable`, 'strong'),
      ],
      width,
    ),
    ...flow([ink(`Read: ${read}; in scope: ${counted(judged.lead, 'lead')}, ${counted(judged.deal, 'deal')}`)], width),
    ...flow(
      [ink(`Configuration: ${configuration ?? 'none found, defaults stand alone'}; as of ${asOf}`, 'dim')],
      width,
    ),
    ...criteriaLines(diagnosis, width),
    ...gapLines(diagnosis, width),
    ...nextLines(diagnosis, width),
    ...labelLines(diagnosis, width),
    ...noteLines(diagnosis, width),
    ...ruleLines(diagnosis, width),
  ];
  return paint(lines, isColored);
}
