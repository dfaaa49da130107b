// CSV as Data Loader writes it.

/** Rows as objects of texts, by column. Quotes may hold commas, line ends and doubled quotes. */
export function rowsOfCsv(text) {
  const lines = cells(text.replace(/^\uFEFF/, ''));
  const [columns = [], ...rows] = lines;
  return {
    columns,
    rows: rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? '']))),
  };
}

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

function cells(text) {
  const lines = [];
  let line = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length) {
    const at = CELL.lastIndex;
    const found = CELL.exec(text);
    if (found === null) throw new Error(`not CSV near character ${at}`);
    const [, quoted, plain, end] = found;
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

const cell = (value) => (value === null || value === undefined ? '' : String(value));

/** One line, every value in quotes. */
export const csvLine = (values) => `${values.map((value) => `"${cell(value).replaceAll('"', '""')}"`).join(',')}\n`;
