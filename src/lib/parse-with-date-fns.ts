import { createRequire } from 'node:module';
import type { Instant } from './time.ts';

/** Reads a text by a date-fns pattern; the answer is the wall clock as if in UTC, or the instant where one is named. */
export type PatternReader = (text: string, asOf: Instant) => number | undefined;

const SAMPLE = new Date(0);

/**
 * A reader for patterns with the rarer date-fns tokens (ordinals, quarters, weeks …), or the message of what is wrong
 * with the pattern. Loaded through `require`: as ES modules, date-fns 4 takes seconds on newer runtimes.
 */
export function parseWithDateFns(pattern: string): PatternReader | string {
  const require = createRequire(import.meta.url);
  const { parse }: typeof import('date-fns/parse') = require('date-fns/parse');
  const { format }: typeof import('date-fns/format') = require('date-fns/format');
  const read = (text: string, asOf: Instant) => parse(text, pattern, utcDate(asOf), { in: utcDate }).getTime();
  try {
    // date-fns complains of a token only on reaching it, so the pattern is tried on a text of its own making.
    const sample = format(SAMPLE, pattern, { in: utcDate });
    if (Number.isNaN(read(sample, 0))) return 'it cannot read what it writes';
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown token';
  }
  return (text, asOf) => {
    const time = read(text, asOf);
    return Number.isNaN(time) ? undefined : time;
  };
}

/** A date whose local time is UTC: date-fns works in the process's zone, and a zone's clock changes would distort it. */
function utcDate(value: Date | number | string): Date {
  const date = new Date(value);
  return Object.assign(date, {
    getTimezoneOffset: () => 0,
    getFullYear: () => date.getUTCFullYear(),
    getMonth: () => date.getUTCMonth(),
    getDate: () => date.getUTCDate(),
    getDay: () => date.getUTCDay(),
    getHours: () => date.getUTCHours(),
    getMinutes: () => date.getUTCMinutes(),
    getSeconds: () => date.getUTCSeconds(),
    getMilliseconds: () => date.getUTCMilliseconds(),
    setFullYear: (year: number, month = date.getUTCMonth(), day = date.getUTCDate()) =>
      date.setUTCFullYear(year, month, day),
    setMonth: (month: number, day = date.getUTCDate()) => date.setUTCMonth(month, day),
    setDate: (day: number) => date.setUTCDate(day),
    setHours: (
      hours: number,
      minutes = date.getUTCMinutes(),
      seconds = date.getUTCSeconds(),
      ms = date.getUTCMilliseconds(),
    ) => date.setUTCHours(hours, minutes, seconds, ms),
    setMinutes: (minutes: number, seconds = date.getUTCSeconds(), ms = date.getUTCMilliseconds()) =>
      date.setUTCMinutes(minutes, seconds, ms),
    setSeconds: (seconds: number, ms = date.getUTCMilliseconds()) => date.setUTCSeconds(seconds, ms),
    setMilliseconds: (ms: number) => date.setUTCMilliseconds(ms),
    // How date-fns makes further dates of the same kind (its documented extension point).
    [Symbol.for('constructDateFrom')]: utcDate,
  });
}
