import {
  type DateFields,
  isNumericToken,
  literal,
  type PatternPart,
  patternParts,
  runSteps,
  type Step,
  stepFor,
  timeOfDay,
} from './date-tokens.ts';
import type { Problem } from './errors.ts';
import { parseWithDateFns } from './parse-with-date-fns.ts';
import { DAY, type Day, dateOf, dayOf, type Instant, isCalendarDate } from './time.ts';

/** What a text says: a date, a time on some wall clock (milliseconds), or a moment. */
export type DateReading =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'wall'; readonly wall: number }
  | { readonly kind: 'instant'; readonly instant: Instant };

export type DateReader = (text: string) => DateReading | undefined;

const TIME_TOKENS = /^[HhKkmsSabBTtXx]/;
const ZONE_TOKENS = /^[TtXx]/;
/** Tokens that fix the year, and the place in it, wholly or in part; the rarer ones belong to date-fns. */
const YEAR_TOKENS = /^[yuRTt]/;
const DATE_TOKENS = /^[MLQqwITt]/;

/** Compiles a pattern of date-fns tokens; our own matcher reads the common ones, date-fns the rest. */
export function compilePattern(pattern: string, asOf: Instant): DateReader | Problem {
  const parts = patternParts(pattern);
  if (parts === undefined)
    return { message: `"${pattern}" is not a date format`, hint: "a quote is left open; write '' for a quote itself" };
  const tokens = parts.filter(({ token }) => token).map(({ text }) => text);
  const hint = mistakeIn(tokens);
  if (hint !== undefined) return { message: `"${pattern}" is not a date format`, hint };
  const steps = compileSteps(parts, yearOf(asOf));
  return steps === undefined ? rareReader(pattern, tokens, asOf) : (text) => readSteps(text, [steps], []);
}

/** The year on which two-digit years are centered. */
export function yearOf(asOf: Instant): number {
  return dateOf(Math.floor(asOf / DAY)).year;
}

/** Undefined when a token is none of ours. */
export function compileSteps(parts: readonly PatternPart[], asOfYear: number): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const [i, { token, text }] of parts.entries()) {
    const besideDigits = [parts[i - 1], parts[i + 1]].some(
      (other) => other?.token === true && isNumericToken(other.text),
    );
    const step = token ? stepFor(text, asOfYear, besideDigits) : literal(text);
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return steps;
}

/** The reading of the first of `dates` that fits the whole text, one of `times` after it if need be. */
export function readSteps(
  text: string,
  dates: readonly (readonly Step[])[],
  times: readonly (readonly Step[])[],
): DateReading | undefined {
  for (const date of dates) {
    const fields = blankFields();
    const end = runSteps(date, text, 0, fields);
    if (end === text.length) return readingOf(fields);
    const whole = end > 0 && times.some((time) => runSteps(time, text, end, fields) === text.length);
    if (whole) return readingOf(fields);
  }
  return undefined;
}

function blankFields(): DateFields {
  const nan = Number.NaN;
  return { year: nan, month: nan, day: 1, hour: nan, minute: 0, second: 0, ms: 0, half: -1, offset: nan };
}

function readingOf(fields: DateFields): DateReading | undefined {
  if (!isCalendarDate(fields.year, fields.month, fields.day)) return undefined;
  const day = dayOf(fields.year, fields.month, fields.day);
  if (Number.isNaN(fields.hour)) return { kind: 'day', day };
  const wall = day * DAY + timeOfDay(fields);
  if (Number.isNaN(wall)) return undefined;
  return Number.isNaN(fields.offset) ? { kind: 'wall', wall } : { kind: 'instant', instant: wall - fields.offset };
}

function mistakeIn(tokens: readonly string[]): string | undefined {
  const names = (letters: RegExp) => tokens.some((token) => letters.test(token));
  if (names(/^Y/)) return 'years are yyyy or yy';
  if (names(/^D/)) return 'days of the month are dd or d';
  if (!names(YEAR_TOKENS)) return 'it names no year (yyyy or yy)';
  if (names(DATE_TOKENS)) return undefined;
  return names(/^m/) ? 'months are MM; mm are minutes' : 'it names no month (MM or MMM)';
}

function rareReader(pattern: string, tokens: readonly string[], asOf: Instant): DateReader | Problem {
  const read = parseWithDateFns(pattern);
  if (typeof read === 'string') return { message: `"${pattern}" is not a date format`, hint: read };
  const zoned = tokens.some((token) => ZONE_TOKENS.test(token));
  const timed = tokens.some((token) => TIME_TOKENS.test(token));
  return (text) => {
    const time = read(text, asOf);
    if (time === undefined) return undefined;
    if (zoned) return { kind: 'instant', instant: time };
    return timed ? { kind: 'wall', wall: time } : { kind: 'day', day: Math.floor(time / DAY) };
  };
}
