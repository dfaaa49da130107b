import { canon, type Field, type RowType, type ValueType } from '../../model/fields.ts';
import type { Cell, Cells, Holds } from './cell.ts';

/** Long text, kept to the letter. */
const PROSE = new Set(['nextStep', 'description', 'subject', 'body', 'from', 'to']);

/** Names: a person called "Tba" or a company called "None" exists, and rules know placeholders of their own. */
const NAMES = new Set(['name', 'firstName', 'lastName', 'companyName']);

const ID = /(?:^id|Id|Ids)$/;

/** What the text of a canonical field is. */
export function holdsOf(field: string): Holds {
  if (PROSE.has(field)) return 'prose';
  if (NAMES.has(field)) return 'name';
  return ID.test(field) ? 'id' : 'label';
}

/** Where the columns of a row type come from, and what their absence hides. */
export interface CellSource {
  readonly columnsOf: (field: string, canonical: Field) => readonly string[];
  /** `undefined`: nothing is missed. */
  readonly hides: (field: string) => string | undefined;
}

/** The cells of the canonical fields that are wanted. */
export function canonicalCells(
  type: RowType,
  wanted: ReadonlySet<string>,
  { columnsOf, hides }: CellSource,
): Record<string, Cell> {
  const fields: readonly [string, Field][] = Object.entries(canon[type]);
  const cells: Record<string, Cell> = {};
  for (const [field, canonical] of fields) {
    if (!wanted.has(field)) continue;
    const hidden = hides(field);
    const valueType: ValueType = canonical.type;
    const from = columnsOf(field, canonical);
    cells[field] = { type: valueType, from, holds: holdsOf(field), hides: hidden === undefined ? [] : [hidden] };
  }
  return cells;
}

/** The same cells, each looked for under the name that the configuration gives before any other. */
export function withMapped<C extends Cells>(cells: C, mapped: Readonly<Record<string, string>>): C;
export function withMapped(cells: Cells, mapped: Readonly<Record<string, string>>): Cells {
  return Object.fromEntries(
    Object.entries(cells).map(([field, one]) => {
      const column = mapped[field];
      return [field, column === undefined ? one : { ...one, from: [column, ...one.from] }];
    }),
  );
}
