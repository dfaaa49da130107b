import type { Backtest, BacktestRow, Comparison } from '../model/backtest.ts';
import { blank, ink, type Line, paint, type Span } from '../reports/terminal/ink.ts';
import { counted, dateOf, listed } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';
import { grid, heading, said } from './grid.ts';

export const sideText = ({ deals, lost, lossRate }: Comparison['flagged']): string =>
  lossRate === null ? '0' : `${lost} of ${deals}, ${Math.round(lossRate * 100)} %`;

const words = {
  'lost-more': ['lost more often', 'bad'],
  'lost-less': ['lost less often', 'good'],
  'cannot-tell': ['cannot tell', 'dim'],
  'too-few': ['too few deals', 'dim'],
} as const;

const verdictText = ({ verdict }: Comparison): Span => ink(words[verdict][0], words[verdict][1]);

const liftText = ({ lift, interval }: Comparison): string =>
  lift === null || interval === null
    ? '–'
    : `${lift.toFixed(2)} (${interval[0].toFixed(1)} to ${interval[1].toFixed(1)})`;

const columns = [
  { name: 'rule', most: 30 },
  { name: 'flagged, lost' },
  { name: 'others, lost' },
  { name: 'lift (95 %)' },
  { name: '' },
];

const cellsOf = (name: string, one: Comparison): readonly (string | Span)[] => [
  name,
  sideText(one.flagged),
  sideText(one.unflagged),
  liftText(one),
  verdictText(one),
];

const isSeen = ({ all }: BacktestRow): boolean => all.flagged.deals + all.unflagged.deals > 0;

/** How deals ended that each rule would have flagged. */
export function backtestPage(
  result: Backtest,
  { width, isColored, byStage = false }: PageOptions & { readonly byStage?: boolean },
): string {
  const { asOf, deals, won, rules, notJudged, minimum } = result;
  const seen = rules.filter(isSeen);
  const silent = rules.filter((row) => !isSeen(row)).map(({ rule }) => rule);
  const rows = seen.flatMap((row) => [
    cellsOf(row.rule, row.all),
    ...(byStage ? row.stages.map((one) => cellsOf(`  ${one.stage}`, one)) : []),
  ]);
  const lines: Line[] = [
    ...heading('Backtest', `as of ${dateOf(asOf)}`, width),
    ...said(
      `${counted(deals, 'closed deal')}, ${won} won; every rule judged at the entry to each stage, from what was known then.`,
      width,
    ),
    ...(seen.length === 0 ? [] : [blank, ...grid(columns, rows, width)]),
    blank,
    ...said(
      `Lift: how many times as often flagged deals were lost. Nothing is said with fewer than ${minimum} deals on a side. Flagged deals may differ in other ways: this is no proof of cause, and of many rules some will look telling by chance.`,
      width,
      { tone: 'dim' },
    ),
    ...(silent.length === 0
      ? []
      : said(`Could not be judged or never applied at those moments: ${listed(silent, 6)}`, width, { tone: 'dim' })),
    ...(notJudged.length === 0
      ? []
      : said(
          `Not judged (of leads, or by holding records against one another): ${counted(notJudged.length, 'rule')}`,
          width,
          { tone: 'dim' },
        )),
  ];
  return paint(lines, isColored);
}
