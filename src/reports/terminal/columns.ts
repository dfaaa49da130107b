import type { Line } from './ink.ts';

/** A column of a table; cells longer than `width` are cut. */
export interface Column<Row> {
  readonly name: string;
  readonly width: number;
  readonly side: 'left' | 'right';
  /** What goes first where there is too little room: the highest. 0 stays. */
  readonly rank: number;
  readonly show: (row: Row) => Line;
}

/** Blanks between two columns. */
export const columnGap = 2;

/** The room that the columns take side by side. */
export const roomOf = (columns: readonly { readonly width: number }[]): number =>
  columns.reduce((sum, { width }) => sum + width + columnGap, -columnGap);

/** The columns that there is room for, in their order; those of the highest rank give way, from the right. */
export function thatFit<Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] {
  const highest = Math.max(...columns.map(({ rank }) => rank));
  if (highest === 0 || roomOf(columns) <= width) return columns;
  const last = columns.findLastIndex(({ rank }) => rank === highest);
  return thatFit(columns.toSpliced(last, 1), width);
}
