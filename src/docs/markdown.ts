/** Everything that Markdown or the HTML in it could obey, outside of code. */
const SPECIAL = /[\\|<>*_[\]]/g;

const escaped = (character: string): string => {
  if (character === '<') return '&lt;';
  return character === '>' ? '&gt;' : `\\${character}`;
};

/** Prose on one line, its specials escaped; what stands in backticks stays code. */
export function prose(text: string): string {
  const parts = text
    .trim()
    .replace(/\s+/g, ' ')
    .split(/(`[^`]+`)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : part.replace(SPECIAL, escaped))).join('');
}

/** A text as code on one line, whatever backticks it holds. */
export function code(text: string): string {
  const flat = text.trim().replace(/\s+/g, ' ');
  const runs = (flat.match(/`+/g) ?? []).map(({ length }) => length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  return fence.length === 1 ? `\`${flat}\`` : `${fence} ${flat} ${fence}`;
}

/** An expression, whose lines matter, as a block of code. */
export const block = (expression: string): string => `\`\`\`cel\n${expression.trim()}\n\`\`\``;

/** In the cells of a table a bar ends the cell, even within code. */
const cell = (markdown: string): string => markdown.replace(/(?<!\\)\|/g, '\\|');

/** A table of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The name of a heading in links, as GitHub makes it. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

/** A page: its parts with an empty line between them, after a note that it is written by machine. */
export const page = (source: string, parts: readonly string[]): string =>
  `${[`<!-- Written by \`npm run docs\` from ${source}; edit those. -->`, ...parts].join('\n\n')}\n`;
