import type { Thresholds } from '../model/backtest.ts';
import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { counted, dateOf } from '../reports/words.ts';
import { sideText } from './backtest.ts';
import type { PageOptions } from './explanation.ts';
import { grid, heading, said } from './grid.ts';

const columns = [
  { name: 'rule', most: 32 },
  { name: 'parameter' },
  { name: 'now' },
  { name: 'proposed' },
  { name: 'flagged, lost' },
  { name: 'others, lost' },
];

/** What history proposes, and the lines to put into threadcount.yaml. */
export function thresholdsPage(
  { asOf, deals, proposals, kept, patch, minimum }: Thresholds,
  { width, isColored }: PageOptions,
): string {
  const rows = proposals.map(({ rule, param, present, proposed, comparison }) => [
    rule,
    param,
    present,
    proposed,
    sideText(comparison.flagged),
    sideText(comparison.unflagged),
  ]);
  const lines: Line[] = [
    ...heading('Thresholds from history', `as of ${dateOf(asOf)}, ${counted(deals, 'closed deal')}`, width),
    ...said(
      proposals.length === 0
        ? `Nothing to propose: of ${counted(kept, 'parameter')} none tells lost deals from won ones better at another value, with at least ${minimum} deals on each side.`
        : `${counted(proposals.length, 'proposal')}; ${counted(kept, 'parameter')} stay as they are.`,
      width,
    ),
    ...(proposals.length === 0
      ? []
      : [
          blank,
          ...grid(columns, rows, width),
          blank,
          ...patch
            .trimEnd()
            .split('\n')
            .map((line): Line => [ink(line)]),
          blank,
        ]),
    ...said(
      'Several values were tried on the same deals, so that some look better by chance: take a proposal as a question to ask, not as an answer.',
      width,
      { tone: 'dim' },
    ),
  ];
  return paint(lines, isColored);
}
