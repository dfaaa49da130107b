import type { ChangeRow, Review, StandardRow } from '../model/review.ts';
import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { counted, dateOf, listed } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';
import { grid, heading, said } from './grid.ts';

const tones = { overdue: 'bad', soon: 'fair', current: 'good' } as const;

function stateText({ state, daysLeft, isUnchangedForLong }: StandardRow): string {
  if (isUnchangedForLong) return 'unchanged for 18 months';
  if (daysLeft === null) return 'no day of review';
  return daysLeft < 0
    ? `overdue by ${counted(-daysLeft, 'day')}`
    : state === 'soon'
      ? `due in ${counted(daysLeft, 'day')}`
      : `in ${counted(daysLeft, 'day')}`;
}

const columns = [
  { name: '' },
  { name: 'standard' },
  { name: 'version' },
  { name: 'last changed' },
  { name: 'review by' },
  { name: '' },
];

/** The changes between two runs in a line: which files, the first few by name. */
function changeLines(changes: readonly ChangeRow[], width: number): Line[] {
  const spans = [...new Set(changes.map(({ between }) => between.join(' to ')))];
  return spans.flatMap((span) => {
    const own = changes.filter(({ between }) => between.join(' to ') === span);
    const isNow = own.some(({ runs }) => runs[1] === null);
    const files = own.map(({ file, what }) => (what === 'changed' ? file : `${file} (${what})`));
    return said(`${span}${isNow ? ', in no run yet' : ''}: ${listed(files, 6)}`, width, { indent: 2 });
  });
}

/** What of the rules is due for review, and what has changed since. */
export function reviewPage(
  { asOf, standards, pivots, changes, runs }: Review,
  { width, isColored }: PageOptions,
): string {
  const rows = standards.map((one) => [
    one.kind,
    one.id,
    one.version,
    one.changed ?? '–',
    one.reviewBy ?? '–',
    ink(stateText(one), tones[one.state]),
  ]);
  const lines: Line[] = [
    ...heading('Review of packs and rubrics', `as of ${dateOf(asOf)}`, width),
    ...grid(columns, rows, width),
    ...(pivots.length === 0 ? [] : [blank, ...said('Pivots', width)]),
    ...pivots.flatMap(({ date, kind, what, outdates }) =>
      said(
        `${date} (${kind}): ${what}${outdates.length === 0 ? '' : `; unchanged since: ${outdates.join(', ')}`}`,
        width,
        { indent: 2, tone: outdates.length === 0 ? 'plain' : 'fair' },
      ),
    ),
    blank,
    ...said(
      changes.length === 0
        ? `Nothing that decides has changed over ${counted(runs, 'stored run')}.`
        : `What changed over ${counted(runs, 'stored run')}`,
      width,
    ),
    ...changeLines(changes, width),
  ];
  return paint(lines, isColored);
}
