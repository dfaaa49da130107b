import { HOUR, MINUTE } from './time.ts';

/** What a pattern's tokens fill in; `half` is -1 without am/pm, else 0 or 12. */
export interface DateFields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
  half: number;
  /** Milliseconds east of UTC; NaN where the text names none. */
  offset: number;
}

/** Reads one token at a place of the text: fills the fields and returns where it ended, or -1. */
export type Step = (text: string, at: number, fields: DateFields) => number;

type NumericField = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

const MONTHS = [
  ['january', 'jan'],
  ['february', 'feb'],
  ['march', 'mar'],
  ['april', 'apr'],
  ['may'],
  ['june', 'jun'],
  ['july', 'jul'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['october', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
] as const;

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const NUMERIC: Readonly<Record<string, { field: NumericField; least: number; most: number }>> = {
  yyyy: { field: 'year', least: 4, most: 4 },
  MM: { field: 'month', least: 1, most: 2 },
  M: { field: 'month', least: 1, most: 2 },
  dd: { field: 'day', least: 1, most: 2 },
  d: { field: 'day', least: 1, most: 2 },
  HH: { field: 'hour', least: 1, most: 2 },
  H: { field: 'hour', least: 1, most: 2 },
  hh: { field: 'hour', least: 1, most: 2 },
  h: { field: 'hour', least: 1, most: 2 },
  mm: { field: 'minute', least: 1, most: 2 },
  m: { field: 'minute', least: 1, most: 2 },
  ss: { field: 'second', least: 1, most: 2 },
  s: { field: 'second', least: 1, most: 2 },
};

/** A piece of a pattern: a token, or text that stands for itself. */
export interface PatternPart {
  readonly token: boolean;
  readonly text: string;
}

/**
 * A pattern in pieces: runs of one letter are tokens, the rest stands for itself (`'` quotes letters, `''` is one quote).
 * Undefined when a quote is left open.
 */
export function patternParts(pattern: string): readonly PatternPart[] | undefined {
  const pieces: readonly string[] = pattern.match(/([A-Za-z])\1*o?|''|'(?:[^']|'')*'|[^A-Za-z']+|'/g) ?? [];
  if (pieces.includes("'")) return undefined;
  return pieces.map((piece) => {
    if (/^[A-Za-z]/.test(piece)) return { token: true, text: piece };
    if (piece === "''") return { token: false, text: "'" };
    return { token: false, text: piece.replace(/^'|'$/g, '').replaceAll("''", "'") };
  });
}

/**
 * The reader of a token; undefined for a token that is not ours. Two-digit years fall within 50 years of `asOfYear`;
 * `besideDigits` (as in yyyyMMdd) takes away the leave to drop a leading zero.
 */
export function stepFor(token: string, asOfYear: number, besideDigits: boolean): Step | undefined {
  const numeric = NUMERIC[token];
  if (numeric !== undefined)
    return numberStep(numeric.field, besideDigits ? token.length : numeric.least, numeric.most);
  if (token === 'yy') return twoDigitYear(asOfYear);
  if (token === 'MMM' || token === 'MMMM') return monthName;
  if (/^E{1,4}$/.test(token)) return dayName;
  if (/^S{1,9}$/.test(token)) return fraction;
  if (/^a{1,3}$/.test(token)) return halfOfDay;
  return /^[Xx]{1,3}$/.test(token) ? offset : undefined;
}

export function isNumericToken(token: string): boolean {
  return token in NUMERIC || token === 'yy' || /^S+$/.test(token);
}

export function literal(expected: string): Step {
  return (text, at) => (text.startsWith(expected, at) ? at + expected.length : -1);
}

/** Runs steps one after the other; returns where the last ended, or -1. */
export function runSteps(steps: readonly Step[], text: string, from: number, fields: DateFields): number {
  let at = from;
  for (const step of steps) {
    at = step(text, at, fields);
    if (at < 0) return -1;
  }
  return at;
}

/** Milliseconds into the day, or NaN for a time that no clock shows. */
export function timeOfDay({ hour, minute, second, ms, half }: DateFields): number {
  const hourValid = half < 0 ? hour <= 23 : hour >= 1 && hour <= 12;
  if (!hourValid || minute > 59 || second > 59) return Number.NaN;
  return (half < 0 ? hour : (hour % 12) + half) * HOUR + minute * MINUTE + second * 1000 + ms;
}

function numberStep(field: NumericField, least: number, most: number): Step {
  return (text, at, fields) => {
    let end = at;
    let value = 0;
    for (; end < at + most; end++) {
      const digit = text.charCodeAt(end) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
    }
    if (end - at < least) return -1;
    fields[field] = value;
    return end;
  };
}

/** The rule of date-fns: from 50 years before as-of to 49 after (in 2026: 1976 to 2075). */
function twoDigitYear(asOfYear: number): Step {
  const digits = numberStep('year', 2, 2);
  const last = asOfYear + 49;
  return (text, at, fields) => {
    const end = digits(text, at, fields);
    if (end >= 0) fields.year = last - ((((last - fields.year) % 100) + 100) % 100);
    return end;
  };
}

function nameAt(text: string, at: number, names: readonly string[]): string | undefined {
  return names.find((name) => text.slice(at, at + name.length).toLowerCase() === name);
}

const monthName: Step = (text, at, fields) => {
  for (const [index, names] of MONTHS.entries()) {
    const name = nameAt(text, at, names);
    if (name === undefined) continue;
    fields.month = index + 1;
    return at + name.length;
  }
  return -1;
};

/** A weekday is read and not held against the date. */
const dayName: Step = (text, at) => {
  const name =
    nameAt(text, at, DAYS) ??
    nameAt(
      text,
      at,
      DAYS.map((day) => day.slice(0, 3)),
    );
  return name === undefined ? -1 : at + name.length;
};

const fraction: Step = (text, at, fields) => {
  const digits = /^\d{1,9}/.exec(text.slice(at, at + 9))?.[0];
  if (digits === undefined) return -1;
  fields.ms = Number(digits.slice(0, 3).padEnd(3, '0'));
  return at + digits.length;
};

const halfOfDay: Step = (text, at, fields) => {
  const mark = /^[ap](?:\.m\.|m)?/i.exec(text.slice(at, at + 4))?.[0];
  if (mark === undefined) return -1;
  fields.half = mark[0]?.toLowerCase() === 'p' ? 12 : 0;
  return at + mark.length;
};

const offset: Step = (text, at, fields) => {
  const match = /^(?:Z|([+-])(\d\d)(?::?([0-5]\d))?)/.exec(text.slice(at, at + 6));
  if (match === null) return -1;
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  fields.offset = minutes * MINUTE * (match[1] === '-' ? -1 : 1);
  return at + match[0].length;
};
