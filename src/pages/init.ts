import type { Proposal, ProposedLabel } from '../init/proposal.ts';
import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { flow } from '../reports/terminal/layout.ts';
import { counted, listed } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';

const quote = (label: string): string => `"${label.length > 40 ? `${label.slice(0, 40)}…` : label}"`;

const rows = (name: string, text: string, width: number): Line[] =>
  text === '' ? [] : flow([ink(`${name}: `, 'dim'), ink(text)], width, { indent: 2, hang: 2 });

/** "4 known, 2 placed, 1 to look at, 1 not placed". */
function labelCounts(labels: readonly ProposedLabel<string>[]): string {
  const count = (certainty: ProposedLabel<string>['certainty']): number =>
    labels.filter((one) => one.certainty === certainty).length;
  return [
    ['known', count('known')] as const,
    ['placed for sure', count('sure')] as const,
    ['likely: look at them', count('likely')] as const,
    ['not placed', count('unplaced')] as const,
  ]
    .filter(([, number]) => number > 0)
    .map(([word, number]) => `${number} ${word}`)
    .join(', ');
}

function openQuestions({ left, statuses, stages, dateOrder, records, domains }: Proposal): readonly string[] {
  const unplaced = [...statuses, ...stages].filter(({ certainty }) => certainty === 'unplaced');
  return [
    ...(records.lead + records.deal === 0 ? ['there are neither leads nor deals in these files'] : []),
    ...(unplaced.length > 0
      ? [
          `labels that could not be placed: ${listed(
            unplaced.map(({ label }) => quote(label)),
            6,
          )}`,
        ]
      : []),
    ...(left.length > 0
      ? [
          `files that could not be placed: ${listed(
            left.map(({ file }) => file),
            6,
          )}`,
        ]
      : []),
    ...(dateOrder !== undefined && dateOrder.order === undefined
      ? [`day or month first: ${dateOrder.why}; until you say so, the month`]
      : []),
    ...(domains.some(({ certainty }) => certainty !== 'unplaced') ? [] : ['your own e-mail domains: none were found']),
  ];
}

/** What init wrote, what it is sure of, and what it leaves open. */
export function initPage(proposal: Proposal, written: readonly string[], { width, isColored }: PageOptions): string {
  const { label, records, files, fields, statuses, stages, dateOrder, domains, owners } = proposal;
  const columns = Object.values(fields).flatMap((found) =>
    (found ?? []).map(({ column, field }) => `${column} is ${field}`),
  );
  const ours = domains.filter(({ certainty }) => certainty !== 'unplaced').map(({ domain }) => domain);
  const open = openQuestions(proposal);
  const lines: Line[] = [
    ...flow([ink(`Wrote ${written.join(' and ')}`, 'strong')], width),
    ...rows(
      'Read',
      `${label}: ${counted(records.lead, 'lead')}, ${counted(records.deal, 'deal')} of ${counted(owners.length, 'owner')}`,
      width,
    ),
    ...rows('Files', files.map(({ file, type, certainty }) => `${file} is ${type} (${certainty})`).join(', '), width),
    ...rows('Your fields', listed(columns, 8), width),
    ...rows('Lead statuses', labelCounts(statuses), width),
    ...rows('Stages', labelCounts(stages), width),
    ...rows(
      'Dates',
      dateOrder?.order === undefined ? '' : `${dateOrder.order} (${dateOrder.certainty}: ${dateOrder.why})`,
      width,
    ),
    ...rows('Your domains', listed(ours, 6), width),
  ];
  if (open.length > 0) {
    lines.push(blank, [ink('Left open for you', 'strong')]);
    for (const question of open) lines.push(...flow([ink(`- ${question}`, 'fair')], width, { indent: 2, hang: 2 }));
  }
  const inThere = written[0]?.includes('/') ? ` --config ${written[0]}` : '';
  lines.push(
    blank,
    [ink('Next', 'strong')],
    [ink(`  threadcount doctor${inThere}`, 'accent'), ink('  what can be judged now, and what to connect')],
    [ink(`  threadcount audit${inThere}`, 'accent'), ink('   the report')],
  );
  return paint(lines, isColored);
}
