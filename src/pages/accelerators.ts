import { csvLine } from '../lib/escape-csv.ts';
import type { AcceleratedDeal, Accelerators } from '../model/accelerators.ts';
import { blank, type Line, paint } from '../reports/terminal/ink.ts';
import { counted, grouped, percent } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';
import { grid, heading, said } from './grid.ts';

const nameOf = ({ name, email, id }: AcceleratedDeal['rep']): string => name ?? email ?? id ?? 'nobody';

const columns = [
  { name: 'closed' },
  { name: 'deal', most: 34 },
  { name: 'rep' },
  { name: 'amount', side: 'right' },
  { name: 'rate', side: 'right' },
  { name: 'adds', side: 'right' },
  { name: 'certificate' },
] as const;

const rowOf = ({ closedOn, name, deal, rep, amount, rate, bonus, certificate }: AcceleratedDeal): readonly string[] => [
  closedOn,
  name ?? deal,
  nameOf(rep),
  grouped(amount),
  percent(rate),
  grouped(bonus),
  certificate,
];

const peopleLine = ({ name, deal, engaged }: AcceleratedDeal, width: number): Line[] =>
  said(`${name ?? deal}: ${engaged.map((person) => `${person.name} since ${person.since}`).join(', ')}`, width, {
    tone: 'dim',
    indent: 2,
  });

/** The deals that earn more, and the people who were engaged on each. */
export function acceleratorsPage(
  { from, to, deals, open, won }: Accelerators,
  { width, isColored }: PageOptions,
): string {
  const lines: Line[] = [
    ...heading('Accelerators', `deals won ${from} to ${to}`, width),
    ...said(
      `${counted(deals.length, 'qualifying deal')} out of ${grouped(won)} won. Nothing is ever taken away for want of a certificate.`,
      width,
    ),
    ...(deals.length === 0
      ? []
      : [
          blank,
          ...grid(columns, deals.map(rowOf), width),
          blank,
          ...said('Engaged by the close', width, { tone: 'dim' }),
          ...deals.flatMap((deal) => peopleLine(deal, width)),
        ]),
    ...(open.length === 0
      ? []
      : [
          blank,
          ...open.flatMap(({ name, deal, reason }) =>
            said(`Cannot be told: ${name ?? deal}, ${reason}`, width, { tone: 'fair' }),
          ),
        ]),
  ];
  return paint(lines, isColored);
}

/** For payroll: a line for each deal that earns more. */
export function acceleratorsCsv({ deals }: Accelerators): string {
  const head = [
    'accelerator',
    'dealId',
    'deal',
    'repId',
    'rep',
    'repEmail',
    'closedOn',
    'amount',
    'currency',
    'engaged',
    'people',
    'certificate',
    'validUntil',
    'rate',
    'bonus',
  ];
  const rows = deals.map((one) => [
    one.accelerator,
    one.deal,
    one.name,
    one.rep.id,
    one.rep.name,
    one.rep.email,
    one.closedOn,
    one.amount,
    one.currency,
    one.engaged.length,
    one.engaged.map(({ name, since }) => `${name} (${since})`).join('; '),
    one.certificate,
    one.validUntil,
    one.rate,
    one.bonus,
  ]);
  return [head, ...rows].map(csvLine).join('');
}
