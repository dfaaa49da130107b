import type { ValidatedCertification, ValidatedCriterion, Validation } from '../model/validation.ts';
import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { counted, percent } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';
import { grid, heading, said } from './grid.ts';

const columns = [{ name: 'criterion' }, { name: 'before' }, { name: 'after' }, { name: 'points (95 %)' }, { name: '' }];

const answers = {
  transferred: ['transferred', 'good'],
  'not-transferred': ['not transferred', 'bad'],
  'too-little-data': ['too little data', 'dim'],
} as const;

const sideText = ({ records, earned, passRate }: ValidatedCriterion['before']): string =>
  passRate === null ? 'none' : `${earned} of ${records} (${percent(passRate)})`;

const points = (share: number): string => `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)}`;

const rowOf = ({ criterion, before, after, difference, interval, answer }: ValidatedCriterion) => [
  criterion,
  sideText(before),
  sideText(after),
  difference === null || interval === null
    ? '–'
    : `${points(difference)} (${points(interval[0])} to ${points(interval[1])})`,
  ink(answers[answer][0], answers[answer][1]),
];

function sectionOf(one: ValidatedCertification, width: number): Line[] {
  const { certification, certificate, decidedOn, before, after, criteria, isOver } = one;
  return [
    blank,
    ...heading(certification, `${certificate}, decided on ${decidedOn}`, width),
    ...said(
      `${before.from} to ${before.to} (${counted(before.runs.length, 'run')}) against ${after.from} to ${after.to} (${counted(after.runs.length, 'run')})`,
      width,
      { tone: 'dim' },
    ),
    ...(isOver ? [] : said('The days after are not over yet.', width, { tone: 'fair' })),
    ...grid(columns, criteria.map(rowOf), width),
    ...criteria.flatMap(({ criterion, why }) => said(`${criterion}: ${why}`, width, { indent: 2, tone: 'dim' })),
  ];
}

/** Whether what was certified shows in the field. */
export function validationPage({ rep, certifications }: Validation, { width, isColored }: PageOptions): string {
  const lines: Line[] = [
    ...heading('Field validation', rep.name ?? rep.email ?? rep.id ?? '', width),
    ...certifications.flatMap((one) => sectionOf(one, width)),
    blank,
    ...said(
      'Each record counts once on each side, as it was judged last there. A record may stand on both sides, so the interval is a guide.',
      width,
      { tone: 'dim' },
    ),
  ];
  return paint(lines, isColored);
}
