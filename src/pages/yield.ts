import type { MeasureRow, Yield } from '../model/yield.ts';
import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { percent } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';
import { grid, heading, said } from './grid.ts';

const names = {
  'win-rate': 'deals won',
  'second-stage': 'on from the second stage',
  'first-response': 'leads answered in time',
  slipped: 'close dates slipped',
} as const;

const groupText = ({ total, count, share }: MeasureRow['certified']): string =>
  count === null || share === null ? `${total} records` : `${count} of ${total} (${percent(share)})`;

const repsText = ({ certified, others }: MeasureRow): string =>
  `${certified.reps} ${certified.reps === 1 ? 'rep' : 'reps'} against ${others.reps}`;

const points = (share: number): string => `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)}`;

const rangeText = ({ difference, interval }: MeasureRow): string =>
  difference === null || interval === null
    ? '–'
    : `${points(difference)} (${points(interval[0])} to ${points(interval[1])})`;

function sectionOf({ certification, measures }: Yield['certifications'][number], width: number): Line[] {
  const rows = measures.map((row) => [
    names[row.measure],
    groupText(row.certified),
    groupText(row.others),
    rangeText(row),
  ]);
  const columns = [{ name: '' }, { name: 'certificate in force' }, { name: 'without' }, { name: 'points (95 %)' }];
  const single = measures.some(({ certified, others }) => certified.reps === 1 || others.reps === 1);
  const unknown = measures.filter((row) => row.unknown > 0).map((row) => `${names[row.measure]} ${row.unknown}`);
  return [
    blank,
    [ink(certification, 'strong')],
    ...grid(columns, rows, width),
    ...measures.flatMap((row) =>
      said(`${names[row.measure]}, ${repsText(row)}: ${row.words}`, width, {
        indent: 2,
        tone: row.verdict === 'cannot-tell' || row.verdict === 'too-few' ? 'dim' : 'plain',
      }),
    ),
    ...(single
      ? said('A side that rests on one rep tells of that rep, not of certificates.', width, { indent: 2, tone: 'fair' })
      : []),
    ...(unknown.length > 0
      ? said(`Left out, outcome not known: ${unknown.join(', ')}`, width, { indent: 2, tone: 'dim' })
      : []),
  ];
}

/** Outcomes of certified and other reps, side by side. */
export function yieldPage(result: Yield, { width, isColored }: PageOptions): string {
  const { from, to, certifications, minimum } = result;
  const lines: Line[] = [
    ...heading('Yield of certification', `${from} to ${to}`, width),
    ...(certifications.length === 0
      ? said('The ledger holds no decision yet: threadcount certify makes one.', width)
      : []),
    ...certifications.flatMap((one) => sectionOf(one, width)),
    blank,
    ...said(
      `These are differences between groups, not effects: who is certified may differ in other ways. The intervals take records as independent of one another. Groups of fewer than ${minimum} records are not shown.`,
      width,
      { tone: 'dim' },
    ),
  ];
  return paint(lines, isColored);
}
