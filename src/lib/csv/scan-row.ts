import { type ByteWindow, emptyWindow } from '../byte-window.ts';

/** Longest field in bytes. Salesforce's longest text has 131,072 characters, at most 393,216 bytes. */
const MAX_FIELD_BYTES = 1024 * 1024;

/** Longest row in bytes: all the long text that one Salesforce object may hold. */
const MAX_ROW_BYTES = 8 * 1024 * 1024;

/** What `scanRow` answers instead of a number of fields. */
export const NOT_A_ROW = { more: -1, strayQuote: -2, openQuote: -3, longField: -4, longRow: -5 } as const;

const LF = 10;
const CR = 13;

/** A window of bytes and what the scan of its rows found. */
export interface Scan extends ByteWindow {
  readonly delimiter: number;
  readonly quote: number;
  /** 1 for the bytes that end a run outside quotes. */
  readonly stops: Uint8Array;
  /** 1 for the bytes that end a run inside quotes, or that count as a line. */
  readonly quotedStops: Uint8Array;
  /** Start and end of each field of the row just scanned, with room for as many as the header has; `~start` when quotes are doubled within. */
  spans: Int32Array;
  /** Where the row after the one just scanned begins. */
  next: number;
  /** Line ends inside the quotes of the row just scanned. */
  breaks: number;
  /** Whether the quoted field just scanned holds doubled quotes. */
  doubled: boolean;
}

/** A scan of no bytes yet; `delimiter` and `quote` are single ASCII characters. */
export function startScan(delimiter: string, quote: string): Scan {
  const delimiterByte = delimiter.charCodeAt(0);
  const quoteByte = quote.charCodeAt(0);
  return {
    ...emptyWindow(),
    delimiter: delimiterByte,
    quote: quoteByte,
    stops: byteSet([delimiterByte, quoteByte, LF, CR]),
    quotedStops: byteSet([quoteByte, LF, CR]),
    spans: new Int32Array(0),
    next: 0,
    breaks: 0,
    doubled: false,
  };
}

function byteSet(bytes: readonly number[]): Uint8Array {
  const set = new Uint8Array(256);
  for (const byte of bytes) set[byte] = 1;
  return set;
}

/**
 * Scans the row that begins at `from`: the number of its fields, or why there is none. As many spans are kept as
 * `scan.spans` has room for; all fields are counted. Rows end with LF, CRLF or CR, whichever comes. What is found
 * depends on the bytes alone, never on how much of them the window holds.
 */
export function scanRow(scan: Scan, from: number): number {
  const { bytes, delimiter } = scan;
  scan.breaks = 0;
  let at = from;
  for (let field = 0; ; field++) {
    at = scanField(scan, field, at, from + MAX_ROW_BYTES);
    if (at < 0) return at;
    if (bytes[at] !== delimiter) return endRow(scan, at, field + 1);
    at++;
  }
}

/** Keeps the span of the field at `at`, and answers where the byte after it stands. */
function scanField(scan: Scan, field: number, at: number, rowLimit: number): number {
  const quoted = scan.bytes[at] === scan.quote;
  const start = quoted ? at + 1 : at;
  const stop = quoted ? quotedEnd(scan, start) : plainEnd(scan, start);
  const limit = Math.min(at + MAX_FIELD_BYTES, rowLimit);
  if (stop < 0 || stop > limit) return refusal(scan, stop, limit, rowLimit);
  keepSpan(scan, field, quoted && scan.doubled ? ~start : start, stop);
  return quoted ? stop + 1 : stop;
}

function keepSpan({ spans }: Scan, field: number, start: number, end: number): void {
  if (field * 2 >= spans.length) return;
  spans[field * 2] = start;
  spans[field * 2 + 1] = end;
}

/** Where the unquoted field at `from` ends. */
function plainEnd(scan: Scan, from: number): number {
  const at = endOfRun(scan.bytes, scan.stops, from);
  if (at >= scan.end) return scan.final ? at : NOT_A_ROW.more;
  if (scan.bytes[at] === scan.quote) return refuse(scan, at, NOT_A_ROW.strayQuote);
  return at;
}

function endOfRun(bytes: Buffer, stops: Uint8Array, from: number): number {
  let at = from;
  while (stops[bytes[at] ?? LF] === 0) at++;
  return at;
}

/** Where the closing quote of the field stands whose text begins at `from`. */
function quotedEnd(scan: Scan, from: number): number {
  const { bytes, quotedStops, quote } = scan;
  scan.doubled = false;
  for (let at = from; ; at++) {
    at = endOfRun(bytes, quotedStops, at);
    if (at >= scan.end) return refuse(scan, at, scan.final ? NOT_A_ROW.openQuote : NOT_A_ROW.more);
    if (bytes[at] !== quote) scan.breaks += lineEndsAt(bytes, at);
    else if (!isDoubled(scan, at)) return closing(scan, at);
    else {
      scan.doubled = true;
      at++;
    }
  }
}

/** A CRLF is counted once, at its LF. */
const lineEndsAt = (bytes: Buffer, at: number): number => (bytes[at] === LF || bytes[at + 1] !== LF ? 1 : 0);

const isDoubled = ({ bytes, quote, end }: Scan, at: number): boolean => at + 1 < end && bytes[at + 1] === quote;

/** A quote that is not doubled closes the field only where the field may end. */
function closing(scan: Scan, at: number): number {
  if (at + 1 >= scan.end) return scan.final ? at : NOT_A_ROW.more;
  const following = scan.bytes[at + 1];
  const ends = following === scan.delimiter || following === LF || following === CR;
  return ends ? at : refuse(scan, at, NOT_A_ROW.strayQuote);
}

/** Leaves the place of the refusal in `scan.next`. */
function refuse(scan: Scan, at: number, reason: number): number {
  scan.next = at;
  return reason;
}

/** A limit that lies before the place of another refusal comes first, so that chunks do not change the reason. */
function refusal(scan: Scan, stop: number, limit: number, rowLimit: number): number {
  const reached = stop >= 0 ? stop : stop === NOT_A_ROW.strayQuote ? scan.next : scan.end - 1;
  if (reached <= limit) return stop;
  return limit === rowLimit ? NOT_A_ROW.longRow : NOT_A_ROW.longField;
}

function endRow(scan: Scan, at: number, fields: number): number {
  const { bytes, end } = scan;
  if (bytes[at] === CR && at + 1 >= end && !scan.final) return NOT_A_ROW.more;
  const crlf = bytes[at] === CR && at + 1 < end && bytes[at + 1] === LF;
  scan.next = Math.min(at + (crlf ? 2 : 1), end);
  return fields;
}

/**
 * Where the line after the one that holds `from` begins; -1 when the window does not tell. Scanning goes on there
 * after a broken row, so that an unclosed quote costs one line and not the rest of the file.
 */
export function nextLine(scan: Scan, from: number): number {
  const { bytes, end } = scan;
  let at = from;
  while (at < end && bytes[at] !== LF && bytes[at] !== CR) at++;
  if (at >= end) return -1;
  if (bytes[at] === LF) return at + 1;
  if (at + 1 >= end) return scan.final ? at + 1 : -1;
  return bytes[at + 1] === LF ? at + 2 : at + 1;
}
