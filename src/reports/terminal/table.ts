import Table from 'cli-table3';
import { type Column, columnGap } from './columns.ts';
import { ink, type Line, widthOf } from './ink.ts';
import { cropped } from './layout.ts';

const noBorders = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '' },
  middle: ' '.repeat(columnGap),
} as const;

/**
 * cli-table3 counts columns by another table of Unicode than ours, and would be off by one on a new emoji. So it is
 * given stand-ins from the private use area, one column each, that are exchanged for the cells once all is in place.
 */
const standInFor = (line: Line): string => {
  const width = widthOf(line);
  return width === 0 ? '' : `\ue000${'\ue001'.repeat(width - 1)}`;
};

/** Rows in one go: cli-table3 looks at every cell again for every row. */
const batch = 100;

/** Cells that fit their columns, set row by row; the rows are as wide as their columns and the gaps between. */
function setRows<Row>(columns: readonly Column<Row>[], rows: readonly (readonly Line[])[]): Line[] {
  const grid = new Table({
    chars: noBorders,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: columns.map(({ width }) => width),
    colAligns: columns.map(({ side }) => side),
  });
  grid.push(...rows.map((row) => row.map(standInFor)));
  const waiting = rows.flat().filter((line) => widthOf(line) > 0);
  let used = 0;
  const exchanged = (piece: string): Line => (piece.startsWith('\ue000') ? (waiting[used++] ?? []) : [ink(piece)]);
  return grid
    .toString()
    .split('\n')
    .map((text) => text.split(/(\ue000\ue001*)/).flatMap(exchanged));
}

/** Rows under a line of column names, without borders. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Line[] {
  const head = columns.map(({ name, width }) => cropped([ink(name, 'dim')], width));
  const cells = [head, ...rows.map((row) => columns.map(({ show, width }) => cropped(show(row), width)))];
  const batches = Array.from({ length: Math.ceil(cells.length / batch) }, (_, i) =>
    cells.slice(i * batch, (i + 1) * batch),
  );
  return batches.flatMap((some) => setRows(columns, some));
}
