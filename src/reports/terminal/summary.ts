import type { AuditResult, CertificationResult, RepResult } from '../../model/audit-result.ts';
import { blank, ink, type Line, type Tone } from './ink.ts';
import { flow, indented } from './layout.ts';
import type { Page } from './page.ts';
import { type Column, table, tableGap } from './table.ts';
import { verdictTones, verdictWords } from './verdicts.ts';
import { countBySeverity, counted, decimal, findingCounts, grouped, nameOfRep } from './words.ts';

const indent = 2;

function verdictCell(certification: CertificationResult | undefined, { glyphs, isWide }: Page): Line {
  if (certification === undefined) return [];
  const { verdict, total, outOf } = certification;
  const word = verdict === 'insufficient-evidence' && !isWide ? 'insufficient' : verdictWords[verdict];
  const points = isWide ? `, ${total} of ${outOf}` : '';
  return [ink(`${glyphs.verdict[verdict]} ${word}`, verdictTones[verdict]), ink(points, 'dim')];
}

function verdictColumn(id: string, page: Page): Column<RepResult> {
  return {
    name: page.titleOf(id),
    width: page.isWide ? 33 : 15,
    side: 'left',
    show: ({ certifications }) =>
      verdictCell(
        certifications.find((one) => one.id === id),
        page,
      ),
  };
}

const countColumn = (name: string, severity: 'critical' | 'error' | 'warning', tone: Tone): Column<RepResult> => ({
  name,
  width: name.length,
  side: 'right',
  show: ({ findings }) => {
    const count = countBySeverity(findings)[severity];
    return [ink(grouped(count), count > 0 ? tone : 'dim')];
  },
});

const scoreColumn: Column<RepResult> = {
  name: 'score',
  width: 5,
  side: 'right',
  // The records of a queue or a leaver are nobody's score.
  show: ({ kind, score }) => (kind === 'user' && score !== null ? [ink(decimal(score))] : []),
};

const widthOfAll = (columns: readonly Column<RepResult>[]): number =>
  columns.reduce((sum, { width }) => sum + width + tableGap, indent);

/** By name as everywhere: never a ranking. As many certifications as there is room for. */
function columnsFor({ reps }: AuditResult, page: Page): Column<RepResult>[] {
  const ids = [...new Set(reps.flatMap(({ certifications }) => certifications.map(({ id }) => id)))];
  const counts = [
    countColumn('critical', 'critical', 'alarm'),
    countColumn('errors', 'error', 'plain'),
    countColumn('warnings', 'warning', 'plain'),
  ];
  const leastName = 12;
  const columns = [scoreColumn, ...counts];
  const verdicts: Column<RepResult>[] = [];
  for (const column of ids.map((id) => verdictColumn(id, page))) {
    if (widthOfAll([...columns, ...verdicts, column]) + leastName <= page.width) verdicts.push(column);
  }
  const rest = page.width - widthOfAll([...columns, ...verdicts]);
  const longest = Math.max(...reps.map((rep) => nameOfRep(rep).length));
  const name: Column<RepResult> = {
    name: 'owner',
    width: Math.max(5, Math.min(rest, 32, longest)),
    side: 'left',
    show: (rep) => [ink(nameOfRep(rep))],
  };
  return [name, scoreColumn, ...verdicts, ...counts];
}

/** Everyone in one table, and the totals. */
export function summary(result: AuditResult, page: Page): Line[] {
  const { reps, summary: total } = result;
  const score = total.score === null ? '' : `, score ${decimal(total.score)} over all criteria together`;
  const text = `${counted(total.records, 'record')} of ${counted(total.reps, 'owner')}${score}; findings: ${findingCounts(total.findings)}`;
  const [head = blank, ...rows] = reps.length > 1 ? table(columnsFor(result, page), reps) : [];
  return [
    [ink(page.glyphs.heavyRule.repeat(page.width), 'dim')],
    ...(reps.length > 1 ? [indented(indent, head), ...rows.map((row) => indented(indent, row)), blank] : []),
    ...flow([ink('Total  ', 'strong'), ink(text)], page.width, { indent, hang: 2 }),
  ];
}
