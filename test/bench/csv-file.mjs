import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Characters gathered between writes: memory does not grow with the file. */
const ENOUGH = 1 << 20;

/**
 * Opens a CSV to be written row by row, everything quoted, as Data Loader does.
 *
 * @param {string} folder
 * @param {string} object `Lead` is written to `Lead.csv`.
 * @param {string} columns Separated by blanks.
 */
function openCsvFile(folder, object, columns) {
  const file = openSync(join(folder, `${object}.csv`), 'w');
  const names = columns.split(/\s+/);
  let text = '';
  const flush = () => {
    writeSync(file, text);
    text = '';
  };
  const row = (/** @type {readonly unknown[]} */ values) => {
    if (values.length !== names.length) throw new Error(`${object}: ${values.length} values, ${names.length} columns`);
    for (let i = 0; i < values.length; i++) {
      const value = `${values[i]}`;
      text += `${i === 0 ? '"' : ',"'}${value.includes('"') ? value.replaceAll('"', '""') : value}"`;
    }
    text += '\n';
    if (text.length > ENOUGH) flush();
  };
  row(names);
  return {
    row,
    close: () => {
      flush();
      closeSync(file);
    },
  };
}

/**
 * Writes a CSV of the rows that each of `count` things gives.
 *
 * @param {string} folder
 * @param {string} object
 * @param {string} columns
 * @param {number} count
 * @param {(index: number) => readonly (readonly unknown[])[]} rowsAt
 */
export function writeCsv(folder, object, columns, count, rowsAt) {
  const file = openCsvFile(folder, object, columns);
  for (let i = 0; i < count; i++) for (const values of rowsAt(i)) file.row(values);
  file.close();
}
