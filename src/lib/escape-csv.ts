import { terminalSafe } from './escape.ts';

/** What makes a spreadsheet take a cell for a formula, full-width forms included. */
const FORMULA = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/u;

/** A number is no formula, whatever its sign. */
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*\s?%?$/;

/**
 * Text from a CRM as a cell of a spreadsheet that stays text. What could be taken for a formula gets an apostrophe in
 * front, as spreadsheets write text themselves, and so stays readable (`'+49 30 1234`); plain numbers stay numbers.
 * Controls, line ends and characters that reorder text are made safe as on a terminal, since people print these files.
 */
function spreadsheetText(text: string): string {
  const safe = terminalSafe(text);
  return FORMULA.test(safe) && !NUMBER.test(safe) ? `'${safe}` : safe;
}

/** A cell of a CSV: numbers as they are, blank for null, text made safe and quoted where it must be (RFC 4180). */
function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = spreadsheetText(value);
  return /[",;\t]|^'|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line of a CSV with its line end. */
export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`;
