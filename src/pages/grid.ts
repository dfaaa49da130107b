import { blank, ink, type Line, type Span, type Tone, widthOf } from '../reports/terminal/ink.ts';
import { cell, flow } from '../reports/terminal/layout.ts';

export interface GridColumn {
  readonly name: string;
  readonly side?: 'left' | 'right';
  /** No wider than this. */
  readonly most?: number;
}

const GAP = '  ';

const asLine = (value: string | Span): Line => [typeof value === 'string' ? ink(value) : value];

/** Rows under a line of column names; each column is as wide as its widest cell, the last ones give way. */
export function grid(
  columns: readonly GridColumn[],
  rows: readonly (readonly (string | Span)[])[],
  width: number,
): Line[] {
  const lines = rows.map((row) => row.map(asLine));
  let room = width - 2;
  const widths = columns.map(({ name, most = 44 }, i) => {
    const widest = Math.max(widthOf([ink(name)]), ...lines.map((row) => widthOf(row[i] ?? blank)));
    const taken = Math.max(0, Math.min(widest, most, room));
    room -= taken + GAP.length;
    return taken;
  });
  const set = (row: readonly Line[]): Line => [
    ink(GAP),
    ...row.flatMap((one, i) => {
      const wide = widths[i] ?? 0;
      return wide < 3 ? [] : [...cell(one, wide, columns[i]?.side ?? 'left'), ink(GAP)];
    }),
  ];
  return [set(columns.map(({ name }) => [ink(name, 'dim')])), ...lines.map(set)];
}

/** A heading with what goes with it. */
export const heading = (title: string, rest: string, width: number): Line[] =>
  flow([ink(title, 'strong'), ink(rest === '' ? '' : `  ${rest}`, 'dim')], width);

/** A paragraph. */
export const said = (
  text: string,
  width: number,
  { tone = 'plain', indent = 0 }: { tone?: Tone; indent?: number } = {},
): Line[] => flow([ink(text, tone)], width, { indent, hang: indent > 0 ? 2 : 0 });
