import { markdownText } from '../../lib/escape-markdown.ts';
import type { AuditResult, RepResult } from '../../model/audit-result.ts';
import { isCounted } from '../../model/is-counted.ts';
import {
  countBySeverity,
  counted,
  decimal,
  findingCounts,
  grouped,
  listed,
  momentOf,
  nameOfRep,
  verdictWords,
} from '../words.ts';
import { markdownTable } from './table.ts';

type TitleOf = (id: string) => string;

export const verdictSigns = {
  certified: '✅',
  provisional: '🟡',
  'not-certified': '❌',
  'insufficient-evidence': '⬜',
} as const;

/** Gaps that are named; all are counted. */
const MOST_GAPS = 8;

function aboutLine({ asOf, source, packs }: AuditResult): string {
  const { lead, deal, contact, activity } = source.records;
  const read = [
    counted(lead, 'lead'),
    counted(deal, 'deal'),
    counted(contact, 'contact'),
    counted(activity, 'activity', 'activities'),
  ];
  const rules = packs.map(({ id, version, isReviewOverdue, reviewBy }) =>
    markdownText(`${id} ${version}${isReviewOverdue ? ` (review was due ${reviewBy})` : ''}`),
  );
  return [`As of **${momentOf(asOf)}**`, markdownText(source.label), read.join(', '), `rules ${rules.join(', ')}`].join(
    ' · ',
  );
}

function gapLines({ source: { gaps } }: AuditResult): readonly string[] {
  const costly = gaps.filter(({ affects }) => affects.length > 0);
  if (costly.length === 0) return [];
  const shown = costly.slice(0, MOST_GAPS);
  return [
    '',
    '> **Not seen**: the source does not show everything, and what it hides is *not evaluable*, never a pass.',
    '>',
    ...shown.map(
      ({ what, reason, affects }) =>
        `> - ${markdownText(`${what}: ${reason}`)} (limits ${markdownText(listed(affects, 3))})`,
    ),
    ...(costly.length > shown.length ? [`> - and ${counted(costly.length - shown.length, 'more gap')}`] : []),
  ];
}

/** Each column of the table of everyone. */
function tableOf({ reps }: AuditResult, titleOf: TitleOf): readonly string[] {
  const ids = [...new Set(reps.flatMap(({ certifications }) => certifications.map(({ id }) => id)))];
  const verdictOf = ({ certifications }: RepResult, id: string): string => {
    const found = certifications.find((one) => one.id === id);
    if (found === undefined) return '';
    const points = found.verdict === 'insufficient-evidence' ? '' : `, ${found.total} of ${found.outOf}`;
    return `${verdictSigns[found.verdict]} ${verdictWords[found.verdict]}${points}`;
  };
  const rows = reps.map((rep) => {
    const { critical, error, warning } = countBySeverity(rep.findings.filter(isCounted));
    return [
      markdownText(nameOfRep(rep)),
      rep.kind === 'user' && rep.score !== null ? decimal(rep.score) : '',
      ...ids.map((id) => verdictOf(rep, id)),
      grouped(critical),
      grouped(error),
      grouped(warning),
    ];
  });
  const heads = [
    { head: 'Owner' },
    { head: 'Score', isNumber: true },
    ...ids.map((id) => ({ head: markdownText(titleOf(id)) })),
    ...['Critical', 'Errors', 'Warnings'].map((head) => ({ head, isNumber: true })),
  ];
  return markdownTable(heads, rows);
}

const waiverLine = (name: string, rows: AuditResult['waivers']['active']): readonly string[] =>
  rows.length === 0
    ? []
    : [
        `- ${name}: ${rows.map(({ id, until, approver }) => markdownText(`${id} (until ${until}, ${approver})`)).join(', ')}`,
      ];

function waiverLines({ waivers }: AuditResult): readonly string[] {
  const lines = [
    ...waiverLine('lapsed', waivers.lapsed),
    ...waiverLine('unmatched', waivers.unmatched),
    ...waiverLine('unused', waivers.unused),
    ...waiverLine('in force', waivers.active),
  ];
  return lines.length === 0 ? [] : ['', '**Waivers**', '', ...lines];
}

/** What was audited, what was not seen, everyone in one table by name (never a ranking), and the totals. */
export function summarySection(result: AuditResult, titleOf: TitleOf): string {
  const { summary } = result;
  const score = summary.score === null ? '' : ` · score ${decimal(summary.score)} over all criteria and owners`;
  return [
    '# Threadcount',
    '',
    aboutLine(result),
    ...gapLines(result),
    '',
    ...tableOf(result, titleOf),
    '',
    `${counted(summary.records, 'record')} of ${counted(summary.reps, 'owner')}${score} · findings: ${findingCounts(summary.findings)}`,
    ...waiverLines(result),
    '',
  ].join('\n');
}
