import type { ClockRow, Recertification, RecertificationRow } from '../model/recertification.ts';
import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { flow } from '../reports/terminal/layout.ts';
import { counted, dateOf } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';
import { heading, said } from './grid.ts';

const nameOf = ({ name, email, id }: RecertificationRow['rep']): string => name ?? email ?? id ?? 'nobody';

const states = { due: ['due', 'bad'], soon: ['due soon', 'fair'], current: ['current', 'good'] } as const;

const clockNames = {
  calendar: 'calendar',
  total: 'levels',
  'win-rate': 'win rate',
  leave: 'leave',
  pivot: 'pivot',
  version: 'rules',
  routing: 'routing',
  revoked: 'revoked',
} as const;

const clockLines = ({ clock, since, message, evidence }: ClockRow, width: number): Line[] => [
  ...flow(
    [ink(`${clockNames[clock]} `, 'fair'), ink(message), ink(clock === 'calendar' ? '' : `, since ${since}`, 'dim')],
    width,
    { indent: 4, hang: 2 },
  ),
  ...evidence.flatMap(({ what, value }) => flow([ink(`${what}: `, 'dim'), ink(value)], width, { indent: 6, hang: 2 })),
];

function rowLines(row: RecertificationRow, width: number): Line[] {
  const [word, tone] = states[row.state];
  const term = row.validUntil === null ? '' : `, valid until ${row.validUntil}`;
  return [
    blank,
    ...flow(
      [
        ink(`${nameOf(row.rep)}  `, 'strong'),
        ink(word, tone),
        ink(`  ${row.certification}, ${row.verdict} on ${row.decidedOn}${term}  ${row.certificate}`, 'dim'),
      ],
      width,
      { indent: 2, hang: 2 },
    ),
    ...row.clocks.flatMap((clock) => clockLines(clock, width)),
    ...row.untold.flatMap(({ clock, reason }) =>
      said(`${clockNames[clock]}: cannot be told, ${reason}`, width, { tone: 'dim', indent: 4 }),
    ),
    ...(row.takes === null || row.state === 'current'
      ? []
      : said(
          `It would take: ${row.takes.words} (run ${row.takes.run}: ${row.takes.total} of ${row.takes.outOf}, ${row.takes.threshold} needed).`,
          width,
          { indent: 4 },
        )),
  ];
}

/** Who is due for certification anew, the most urgent first. */
export function recertPage(
  { asOf, dueWithin, certificates, uncertified }: Recertification,
  { width, isColored }: PageOptions,
): string {
  const count = (state: RecertificationRow['state']): number =>
    certificates.filter((row) => row.state === state).length;
  const rest = uncertified.map(
    ({ rep, certification, verdict }) => `${nameOf(rep)} (${certification}${verdict === null ? '' : `: ${verdict}`})`,
  );
  const lines: Line[] = [
    ...heading('Recertification', `as of ${dateOf(asOf)}, due within ${dueWithin}`, width),
    ...said(
      certificates.length === 0
        ? 'The ledger holds no certificate yet: threadcount certify makes one.'
        : `${counted(certificates.length, 'certificate')}: ${count('due')} due, ${count('soon')} due soon, ${count('current')} current`,
      width,
    ),
    ...certificates.flatMap((row) => rowLines(row, width)),
    ...(rest.length === 0 ? [] : [blank, ...said(`Without a certificate: ${rest.join(', ')}`, width, { tone: 'dim' })]),
  ];
  return paint(lines, isColored);
}
