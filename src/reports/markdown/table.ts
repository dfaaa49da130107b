/** A column of a table: its head, and on which side its cells stand. */
export interface MarkdownColumn {
  readonly head: string;
  readonly isNumber?: boolean;
}

/** A table. Cells are Markdown already: text from a CRM has been escaped. */
export function markdownTable(
  columns: readonly MarkdownColumn[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ head }) => head)),
    line(columns.map(({ isNumber = false }) => (isNumber ? '---:' : '---'))),
    ...rows.map(line),
  ];
}
