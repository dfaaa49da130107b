import { isAscii, isUtf8 } from 'node:buffer';
import { decodeWindows1252, type Encoding, isUtf8Part } from '../encoding.ts';
import { type ColumnMemo, memoized, startMemo } from './column-memo.ts';
import type { Scan } from './scan-row.ts';

/**
 * How the bytes of rows become text. `encoding` is undefined while all rows were ASCII; the first row that is not
 * decides for the rest of the file, so that accents beyond the sample are read right either way. UTF-16 arrives here
 * as UTF-8.
 */
export interface RowText {
  encoding: Encoding | undefined;
  readonly memos: ColumnMemo[];
  /** Every byte of the window can be decoded: rows need no look of their own. */
  clean: boolean;
  /** Offset of the first NUL byte that is not behind the scan. */
  nul: number;
}

const NAMES = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', 'windows-1252': 'windows-1252' } as const;

export function startText(encoding: Encoding | undefined): RowText {
  return { encoding, clean: false, nul: 0, memos: [] };
}

/** Looks once over all that is unread of a window, which is far cheaper than a look at every row. */
export function startWindow(text: RowText, { bytes, at, end, final }: Scan): void {
  const window = bytes.subarray(at, end);
  text.nul = nextNul(bytes, at, end);
  text.clean =
    text.encoding === 'windows-1252' || isAscii(window) || (text.encoding !== undefined && isUtf8Part(window, final));
}

function nextNul(bytes: Buffer, from: number, end: number): number {
  const at = bytes.subarray(from, end).indexOf(0);
  return at < 0 ? end : from + at;
}

/** Why the row between two offsets is not text, or `undefined` when it is. */
export function notText(text: RowText, { bytes, end }: Scan, from: number, to: number): string | undefined {
  if (text.nul < from) text.nul = nextNul(bytes, from, end);
  if (text.nul < to) return 'a NUL byte';
  if (text.clean || text.encoding === 'windows-1252') return undefined;
  const row = bytes.subarray(from, to);
  if (text.encoding === undefined && !isAscii(row)) text.encoding = isUtf8(row) ? 'utf-8' : 'windows-1252';
  return text.encoding === 'windows-1252' || isUtf8(row)
    ? undefined
    : `bytes that are not ${NAMES[text.encoding ?? 'utf-8']}`;
}

/** The text of one field of the row just scanned, a string of its own that keeps no buffer alive. */
export function fieldText(text: RowText, scan: Scan, field: number): string {
  const mark = scan.spans[field * 2] ?? 0;
  const start = mark < 0 ? ~mark : mark;
  const end = scan.spans[field * 2 + 1] ?? 0;
  if (start === end) return '';
  const decode = text.encoding === 'windows-1252' ? decodeWindows1252 : decodeUtf8;
  const decoded = memoized(memoOf(text, field), decode, scan.bytes, start, end);
  if (mark >= 0) return decoded;
  const quote = String.fromCharCode(scan.quote);
  return decoded.replaceAll(quote + quote, quote);
}

function memoOf({ memos }: RowText, field: number): ColumnMemo {
  const known = memos[field];
  if (known) return known;
  const memo = startMemo();
  memos[field] = memo;
  return memo;
}

const decodeUtf8 = (bytes: Buffer, start: number, end: number): string => bytes.toString('utf8', start, end);
