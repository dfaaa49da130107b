import type { Calibration, CalibrationRow } from '../model/calibration.ts';
import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { counted, percent } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';
import { grid, heading, said } from './grid.ts';

const columns = [
  { name: 'criterion' },
  { name: 'pairs', side: 'right' },
  { name: 'same level', side: 'right' },
  { name: 'mean gap', side: 'right' },
  { name: 'weighted kappa (95 %)' },
  { name: 'apart', side: 'right' },
] as const;

const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(2)}`;

const rowOf = ({ criterion, pairs, exact, meanGap, kappa, interval, apart }: CalibrationRow) => [
  criterion,
  String(pairs),
  exact === null ? '–' : percent(exact),
  meanGap === null ? '–' : signed(meanGap),
  kappa === null || interval === null
    ? 'one level throughout, or no pairs'
    : `${kappa.toFixed(2)} (${interval[0].toFixed(2)} to ${interval[1].toFixed(2)})`,
  apart > 0 ? ink(String(apart), 'bad') : '0',
];

/** How far two evaluators agree, and which lines of the rubric they read in two ways. */
export function calibrationPage(
  { certification, evaluators, records, criteria, apart, clarify }: Calibration,
  { width, isColored }: PageOptions,
): string {
  const lines: Line[] = [
    ...heading(
      'Calibration',
      `${certification}: ${evaluators[0]} and ${evaluators[1]}, ${counted(records, 'record')} of both`,
      width,
    ),
    blank,
    ...grid(columns, criteria.map(rowOf), width),
    blank,
    ...(apart.length === 0
      ? said('No pair is more than one point apart.', width, { tone: 'good' })
      : said(`${counted(apart.length, 'pair')} more than one point apart:`, width)),
    ...apart.flatMap(({ criterion, record, levels, notes }) => [
      ...said(`${record.name ?? record.id} (${record.type}), ${criterion}: ${levels[0]} and ${levels[1]}`, width, {
        indent: 2,
      }),
      ...notes.flatMap((note, i) =>
        note === null ? [] : said(`${evaluators[i] ?? ''}: ${note}`, width, { indent: 4, tone: 'dim' }),
      ),
    ]),
    ...(clarify.length === 0 ? [] : [blank, ...said('Lines of the rubric to clarify', width)]),
    ...clarify.flatMap(({ criterion, standard, pairs }) =>
      said(`${criterion} (${pairs}): ${standard}`, width, { indent: 2, tone: 'fair' }),
    ),
  ];
  return paint(lines, isColored);
}
