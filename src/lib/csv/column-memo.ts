/** Longest value in bytes that is looked up: ids, names, stages, dates, instants. */
const LONGEST = 32;

/** Values kept per column: a power of two, above the number of owners or stages that a file usually has. */
const SLOTS = 1024;

/** Look-ups after which it is decided, once, whether a column repeats its values. */
const TRIAL = 2048;

/**
 * The last values of one column by their bytes. Columns repeat few values (owner, stage, date), and to find a string
 * again is cheaper than to make it, keeps one copy in memory and lets maps compare by identity. A column that rarely
 * repeats (an id) is given up after a trial.
 */
export interface ColumnMemo {
  readonly values: (string | undefined)[];
  hits: number;
  looks: number;
  off: boolean;
}

export function startMemo(): ColumnMemo {
  return { values: new Array<string | undefined>(SLOTS).fill(undefined), hits: 0, looks: 0, off: false };
}

/** Makes the text of bytes. It must map equal bytes to equal text, and ASCII to itself. */
export type DecodeBytes = (bytes: Buffer, start: number, end: number) => string;

/** The text of bytes as `decode` gives it, found again where the column had it lately. */
export function memoized(memo: ColumnMemo, decode: DecodeBytes, bytes: Buffer, start: number, end: number): string {
  const length = end - start;
  if (memo.off || length > LONGEST) return decode(bytes, start, end);
  const slot = slotOf(bytes, start, end);
  const known = memo.values[slot];
  if (++memo.looks === TRIAL) memo.off = memo.hits * 2 < TRIAL;
  if (known !== undefined && known.length === length && isSame(known, bytes, start)) {
    memo.hits++;
    return known;
  }
  const value = decode(bytes, start, end);
  // Text as long as its bytes is one character a byte: only then do its character codes compare with bytes.
  if (value.length === length) memo.values[slot] = value;
  return value;
}

function slotOf(bytes: Buffer, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
  return (hash ^ (hash >>> 9)) & (SLOTS - 1);
}

function isSame(known: string, bytes: Buffer, start: number): boolean {
  for (let i = 0; i < known.length; i++) if (known.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}
