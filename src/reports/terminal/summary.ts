import { displayWidth } from '../../lib/escape.ts';
import type { AuditResult, CertificationResult, RepResult } from '../../model/audit-result.ts';
import { isCounted } from '../../model/is-counted.ts';
import { countBySeverity, counted, decimal, findingCounts, grouped, nameOfRep, verdictWords } from '../words.ts';
import { type Column, columnGap, roomOf, thatFit } from './columns.ts';
import { blank, ink, type Line, type Tone } from './ink.ts';
import { flow, indented } from './layout.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';
import { verdictTones } from './verdicts.ts';

type RepColumn = Column<RepResult>;

const indent = 2;

function verdictCell(certification: CertificationResult | undefined, { glyphs, isWide }: Page): Line {
  if (certification === undefined) return [];
  const { verdict, total, outOf } = certification;
  const word = verdict === 'insufficient-evidence' && !isWide ? 'insufficient' : verdictWords[verdict];
  const points = isWide && verdict !== 'insufficient-evidence' ? `, ${total} of ${outOf}` : '';
  return [ink(`${glyphs.verdict[verdict]} ${word}`, verdictTones[verdict]), ink(points, 'dim')];
}

const verdictColumn = (id: string, page: Page): RepColumn => ({
  name: page.titleOf(id),
  width: page.isWide ? 25 : 15,
  side: 'left',
  rank: 1,
  show: ({ certifications }) =>
    verdictCell(
      certifications.find((one) => one.id === id),
      page,
    ),
});

const scoreColumn: RepColumn = {
  name: 'score',
  width: 5,
  side: 'right',
  rank: 0,
  // The records of a queue or a leaver are nobody's score.
  show: ({ kind, score }) => (kind === 'user' && score !== null ? [ink(decimal(score))] : []),
};

const countColumn = (
  name: string,
  { severity, tone, rank }: { severity: 'critical' | 'error' | 'warning'; tone: Tone; rank: number },
): RepColumn => ({
  name,
  width: name.length,
  side: 'right',
  rank,
  show: ({ findings }) => {
    const count = countBySeverity(findings.filter(isCounted))[severity];
    return [ink(grouped(count), count > 0 ? tone : 'dim')];
  },
});

function columnsFor({ reps }: AuditResult, page: Page): readonly RepColumn[] {
  const ids = [...new Set(reps.flatMap(({ certifications }) => certifications.map(({ id }) => id)))];
  const heads = page.isWide ? ['critical', 'errors', 'warnings'] : ['crit', 'error', 'warn'];
  const [critical = '', errors = '', warnings = ''] = heads;
  const columns = [
    scoreColumn,
    ...ids.map((id) => verdictColumn(id, page)),
    countColumn(critical, { severity: 'critical', tone: 'alarm', rank: 2 }),
    countColumn(errors, { severity: 'error', tone: 'plain', rank: 2 }),
    countColumn(warnings, { severity: 'warning', tone: 'plain', rank: 3 }),
  ];
  const longest = Math.max(...reps.map((rep) => displayWidth(ink(nameOfRep(rep)).text)));
  const room = page.width - indent - columnGap;
  const shown = thatFit(columns, room - Math.min(longest, 12));
  const width = Math.max(1, Math.min(longest, 32, room - roomOf(shown)));
  return [{ name: 'owner', width, side: 'left', rank: 0, show: (rep) => [ink(nameOfRep(rep))] }, ...shown];
}

const aside = ({ waived, overturned }: AuditResult['summary']): string => {
  const parts = [
    waived > 0 ? [`${grouped(waived)} waived`] : [],
    overturned > 0 ? [`${grouped(overturned)} overturned`] : [],
  ];
  return parts.flat().length === 0 ? '' : ` (and ${parts.flat().join(', ')})`;
};

/** Everyone in one table, by name as everywhere and never a ranking; and the totals. */
export function summary(result: AuditResult, page: Page): Line[] {
  const { reps, summary: total } = result;
  const score = total.score === null ? '' : `; score ${decimal(total.score)} over all criteria and owners`;
  const counts = `${counted(total.records, 'record')} of ${counted(total.reps, 'owner')}${score}`;
  const [head = blank, ...rows] = reps.length > 1 ? table(columnsFor(result, page), reps) : [];
  return [
    [ink(page.glyphs.heavyRule.repeat(page.width), 'dim')],
    ...(reps.length > 1 ? [indented(indent, head), ...rows.map((row) => indented(indent, row)), blank] : []),
    ...flow([ink('Total: ', 'strong'), ink(counts)], page.width, { indent, hang: 2 }),
    ...flow([ink('Findings: ', 'strong'), ink(`${findingCounts(total.findings)}${aside(total)}`)], page.width, {
      indent,
      hang: 2,
    }),
  ];
}
