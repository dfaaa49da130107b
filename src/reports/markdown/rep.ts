import { markdownLink, markdownText } from '../../lib/escape-markdown.ts';
import type { AreaResult, CertificationResult, Finding, RepResult } from '../../model/audit-result.ts';
import { isCounted } from '../../model/is-counted.ts';
import { pathInWords, stepsOf } from '../path.ts';
import { evidenceText, standingOf } from '../rows.ts';
import { amountOf, counted, decimal, grouped, listed, markWords, nameOfRep, percent, verdictWords } from '../words.ts';
import { type RuleGroup, worst } from '../worst.ts';
import { verdictSigns } from './summary.ts';
import { markdownTable } from './table.ts';

type TitleOf = (id: string) => string;

/** How many findings of a rep are shown; the rest is counted, and stands in the other formats. */
const SHOWN = { findings: 20, perRule: 4 } as const;

/** Evidence is quoted, not copied out: this many characters tell which it is. */
const MOST_EVIDENCE = 300;

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

const rangeOf = ({ interval }: AreaResult): string =>
  interval === null ? '' : `${decimal(interval[0] * 100)} to ${decimal(interval[1] * 100)}`;

function criteria(areas: readonly AreaResult[], titleOf: TitleOf): readonly string[] {
  const rows = areas.map((area) => [
    markdownText(titleOf(area.area)),
    area.level === null ? `– ${markdownText(area.missing ?? '')}` : String(area.level),
    area.passRate === null ? '' : percent(area.passRate),
    rangeOf(area),
    grouped(area.failed),
    grouped(area.warned),
    `${grouped(area.evaluable)} of ${grouped(area.applicable)}`,
  ]);
  const numbers = ['Passed', '95 % interval', 'Failed', 'Warned', 'Judged'].map((head) => ({ head, isNumber: true }));
  return markdownTable([{ head: 'Criterion' }, { head: 'Level' }, ...numbers], rows);
}

/** The cheapest way to the certificate, fix by fix. */
function pathLines(rep: RepResult, certification: CertificationResult): readonly string[] {
  const told = pathInWords(certification);
  if (told === null) return [];
  return [
    `- ${told}:`,
    ...stepsOf(rep, certification).map(
      ({ finding: { record, rule }, gain }) =>
        `  - +${gain.toFixed(2)} ${markdownLink(record.name ?? record.id, record.url)}: ${markdownText(rule)}`,
    ),
  ];
}

function certifications(rep: RepResult, titleOf: TitleOf): readonly string[] {
  const { certifications: decided, areas } = rep;
  const ids = [...new Set([...decided.map(({ id }) => id), ...areas.map(({ certification }) => certification)])];
  return ids.flatMap((id) => {
    const found = decided.find((one) => one.id === id);
    const told = found === undefined ? 'no verdict' : verdictWords[found.verdict];
    const points = found === undefined ? '' : ` (${found.total} of ${found.outOf}, ${found.threshold} needed)`;
    const sign = found === undefined ? '' : `${verdictSigns[found.verdict]} `;
    return [
      '',
      `**${sign}${markdownText(titleOf(id))}: ${told}**${points}`,
      ...(found?.marks ?? []).map((mark) => `- ${markWords[mark]}`),
      ...(found?.reasons ?? []).map(({ message, rules }) => {
        const causes = listed(
          rules.map(({ rule, records }) => `${rule} (${grouped(records)})`),
          3,
        );
        return `- ${markdownText(causes === '' ? message : `${message}: ${causes}`)}`;
      }),
      ...(found === undefined ? [] : pathLines(rep, found)),
      '',
      ...criteria(
        areas.filter(({ certification }) => certification === id),
        titleOf,
      ),
    ];
  });
}

function findingLine(finding: Finding): string {
  const { record, message, evidence, exposure } = finding;
  const amount = exposure === null ? '' : ` (${markdownText(amountOf(exposure))})`;
  const quoted = markdownText(cut(evidenceText(evidence), MOST_EVIDENCE));
  const standing = standingOf(finding);
  const note = standing === null ? '' : ` — *${markdownText(standing)}*`;
  return `  - ${markdownLink(record.name ?? record.id, record.url)}${amount}: ${markdownText(message)}${
    quoted === '' ? '' : ` <sub>${quoted}</sub>`
  }${note}`;
}

const groupLines = ({ rule, severity, fix, shown, all }: RuleGroup, titleOf: TitleOf): readonly string[] => [
  `- **${markdownText(titleOf(rule))}** (${severity}, ${markdownText(rule)}, ${counted(all.length, 'record')}). Fix: ${markdownText(fix)}`,
  ...shown.map(findingLine),
  ...(all.length > shown.length ? [`  - and ${counted(all.length - shown.length, 'more record')}`] : []),
];

function findings({ findings: all }: RepResult, titleOf: TitleOf): readonly string[] {
  const { groups } = worst(all.filter(isCounted), SHOWN);
  const set = all.filter((one) => !isCounted(one));
  return [
    ...(groups.length > 0 ? ['', '**Findings**', '', ...groups.flatMap((group) => groupLines(group, titleOf))] : []),
    ...(set.length > 0 ? ['', '**Waived or overturned**', '', ...set.slice(0, SHOWN.findings).map(findingLine)] : []),
  ];
}

function unknowns({ notEvaluable }: RepResult): readonly string[] {
  if (notEvaluable.length === 0) return [];
  const rules = new Set(notEvaluable.map(({ rule }) => rule));
  return ['', `*Not evaluable in part or in whole: ${markdownText(listed([...rules], 8))}*`];
}

/** One owner to unfold: verdicts with reasons, criteria, the worst findings, what could not be judged. */
export function repSection(rep: RepResult, titleOf: TitleOf): string {
  const score = rep.kind === 'user' && rep.score !== null ? ` · score ${decimal(rep.score)}` : '';
  return [
    '',
    `<details><summary><b>${markdownText(nameOfRep(rep))}</b>${score}</summary>`,
    ...certifications(rep, titleOf),
    ...findings(rep, titleOf),
    ...unknowns(rep),
    '',
    '</details>',
    '',
  ].join('\n');
}
