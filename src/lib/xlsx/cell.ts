import { terminalSafe } from '../escape.ts';
import { xmlText } from '../escape-xml.ts';
import { isPlainUrl } from '../plain-url.ts';

/** How a number or an instant is meant. */
export type NumberKind = 'count' | 'decimal' | 'share' | 'amount' | 'date' | 'moment';

/** A cell: text, a number of some kind, or nothing. There is no other sort, and so never a formula. */
export type Cell =
  | null
  | string
  | { readonly number: number; readonly as: NumberKind }
  /** An ISO date or instant in UTC. */
  | { readonly iso: string; readonly as: 'date' | 'moment' }
  /** Text that leads somewhere, where the address is a plain one. */
  | { readonly text: string; readonly url: string | null };

/** Places in the list of styles in `fixed-parts.ts`. */
export const styleOf = {
  text: 1,
  head: 2,
  count: 3,
  decimal: 4,
  share: 5,
  amount: 6,
  date: 7,
  moment: 8,
  link: 9,
} as const;

/** What a cell holds at most; what is longer makes the whole book unreadable. */
const MOST = 32_767;

/** A spreadsheet reads `_x000D_` in text as the character of that number; an escaped low line keeps it as it is. */
const CODED = /_(?=x[0-9a-f]{4}_)/gi;

/** Text on one line, without controls and characters that reorder it, and short enough for a cell. */
function cellText(text: string): string {
  const safe = terminalSafe(text.length > MOST ? text.slice(0, MOST) : text);
  const fits = safe.length < MOST ? safe : `${safe.slice(0, MOST - 2).replace(/\p{Cs}$/u, '')}…`;
  return xmlText(fits.replace(CODED, '_x005F_'));
}

const DAY = 86_400_000;
/** Day 0 of spreadsheets, by which 1 March 1900 and all days after it come out right. */
const EPOCH = Date.UTC(1899, 11, 30);

/** The days since their day 0 that spreadsheets write dates as; `undefined` for what is no date. */
function serialOf(iso: string): number | undefined {
  const at = Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : iso);
  const serial = (at - EPOCH) / DAY;
  return serial >= 61 && serial < 2_958_466 ? Math.round(serial * 86_400) / 86_400 : undefined;
}

/** 0 is A, 26 is AA. */
export function columnName(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : `${columnName(Math.floor(place / 26) - 1)}${letter}`;
}

const textXml = (at: string, text: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellText(text)}</t></is></c>`;

const numberXml = (at: string, value: number, style: number): string => `<c r="${at}" s="${style}"><v>${value}</v></c>`;

/** Where a cell leads; `undefined` where it leads nowhere or nowhere safe. */
export const targetOf = (cell: Cell): string | undefined =>
  cell !== null && typeof cell === 'object' && 'url' in cell && cell.url !== null && isPlainUrl(cell.url)
    ? cell.url
    : undefined;

/** A cell as XML; nothing for a blank one. Numbers that no spreadsheet has (infinite ones) are text. */
export function cellXml(cell: Cell, at: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return textXml(at, cell, styleOf.text);
  if ('text' in cell) return textXml(at, cell.text, targetOf(cell) === undefined ? styleOf.text : styleOf.link);
  if ('iso' in cell) {
    const serial = serialOf(cell.iso);
    return serial === undefined ? textXml(at, cell.iso, styleOf.text) : numberXml(at, serial, styleOf[cell.as]);
  }
  return Number.isFinite(cell.number)
    ? numberXml(at, cell.number, styleOf[cell.as])
    : textXml(at, String(cell.number), styleOf.text);
}

/** A cell of the first row. */
export const headXml = (text: string, at: string): string => textXml(at, text, styleOf.head);
