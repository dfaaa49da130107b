import { autoDate, type DateOrder } from './auto-date.ts';
import { compilePattern, type DateReader, type DateReading } from './date-pattern.ts';
import type { Problem } from './errors.ts';
import { DAY, type Day, type Instant } from './time.ts';
import { UTC, type Zone } from './time-zone.ts';

export interface DateFormatOptions {
  /** Whose clock a time without an offset shows; UTC by default. */
  readonly zone?: Zone | undefined;
  /** Two-digit years are read as date-fns does: within 50 years before and 49 after the year of as-of. */
  readonly asOf: Instant;
  /** For `auto` only. Left out, a date that reads both ways is not read. */
  readonly dateOrder?: DateOrder | undefined;
}

/** A compiled date format. Both readers give undefined for text that does not match, or that no calendar holds. */
export interface DateFormat {
  /**
   * The calendar date: in the zone when the text names a moment, except that midnight in UTC, which is how exports
   * write a date alone, is that date everywhere.
   */
  day(text: string): Day | undefined;
  /** The moment; the start of the day in the zone when the text names a date alone. */
  instant(text: string): Instant | undefined;
}

const LONGEST = 64;
const MEMO_SIZE = 20_000;

/**
 * Compiles a pattern of date-fns tokens (`dd-MM-yy`, `M/d/yyyy h:mm a`, quoted literals), or `auto`: ISO 8601, epoch
 * milliseconds, 5.11.2026, 5 Nov 2026, Nov 5, 2026, and 11/5/2026 by `dateOrder`, each with or without a time.
 * Names are English; MM, dd, HH … take one digit or two. A pattern that names no year or month is a problem, and so are
 * tokens that mean something else than they look (YYYY, DD, mm for months).
 */
export function compileDateFormat(pattern: string, options: DateFormatOptions): DateFormat | Problem {
  const zone = options.zone ?? UTC;
  const read = pattern === 'auto' ? autoDate(options.asOf, options.dateOrder) : compilePattern(pattern, options.asOf);
  if (typeof read !== 'function') return read;
  const memoized = memoize(read);
  return {
    day: (text) => dayRead(memoized(text), zone),
    instant: (text) => instantRead(memoized(text), zone),
  };
}

function dayRead(reading: DateReading | undefined, zone: Zone): Day | undefined {
  if (reading === undefined) return undefined;
  if (reading.kind === 'day') return reading.day;
  if (reading.kind === 'wall') return Math.floor(reading.wall / DAY);
  return reading.instant % DAY === 0 ? reading.instant / DAY : zone.toDay(reading.instant);
}

function instantRead(reading: DateReading | undefined, zone: Zone): Instant | undefined {
  if (reading === undefined) return undefined;
  if (reading.kind === 'instant') return reading.instant;
  return reading.kind === 'day' ? zone.startOfDay(reading.day) : zone.fromWall(reading.wall);
}

/** Exports repeat their dates: a column of a million rows has a few thousand of them. */
function memoize(read: DateReader): DateReader {
  const memo = new Map<string, DateReading | undefined>();
  return (text) => {
    if (text.length > LONGEST) return undefined;
    const known = memo.get(text);
    if (known !== undefined || memo.has(text)) return known;
    if (memo.size >= MEMO_SIZE) memo.clear();
    const reading = read(text.trim());
    memo.set(text, reading);
    return reading;
  };
}
