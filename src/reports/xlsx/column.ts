import type { Cell } from '../../lib/xlsx/cell.ts';
import type { Sheet } from '../../lib/xlsx/sheet.ts';

/** A column of a sheet, and what stands in it for each thing. */
export interface Column<Row> {
  readonly name: string;
  readonly width: number;
  readonly show: (row: Row) => Cell;
}

export function sheetOf<Row>(name: string, columns: readonly Column<Row>[], rows: Iterable<Row>): Sheet {
  return {
    name,
    columns,
    rows: {
      *[Symbol.iterator]() {
        for (const row of rows) yield columns.map(({ show }) => show(row));
      },
    },
  };
}

export const count = (number: number | null): Cell => (number === null ? null : { number, as: 'count' });
export const decimal = (number: number | null): Cell => (number === null ? null : { number, as: 'decimal' });
export const share = (number: number | null): Cell => (number === null ? null : { number, as: 'share' });
export const date = (iso: string | null): Cell => (iso === null ? null : { iso, as: 'date' });
