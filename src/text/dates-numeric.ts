import { civil, dayOf, isValid, weekdayOf } from './dates-calendar.ts';
import {
  type Hit,
  has,
  isGlued,
  isTime,
  nameAt,
  numberAt,
  opens,
  resolveDay,
  type Scan,
  type Skip,
  textAt,
} from './dates-scan.ts';

/** Numbers joined by one separator, such as 11/24, 24.11. or 2026-11-24. */
type Chain = {
  readonly parts: readonly number[];
  readonly digits: readonly string[];
  readonly separator: string;
  readonly to: number;
};
type MonthDay = { readonly month: number; readonly day: number };

/** Two-digit years are years only so near to the day of writing; what else they are is a phone or an order number. */
const YEARS_BACK = 4;
const YEARS_AHEAD = 6;
const FULL_YEARS_AROUND = 20;
const LARGEST_FRACTION_PART = 10;
/** 1/4 and 8/10 are dates only where the day so read is near. */
const FRACTION_DAYS_BACK = 21;
const FRACTION_DAYS_AHEAD = 90;
const MARKS_BEFORE = new Set('([{"\'/-–—,:;~>|*•+.<“”«»&@');
const CHAIN_MARKS = new Set(':/-.');
const CURRENCY = new Set('$€£¥₹#');
const MAX_PARTS = 6;
const MONTHS = 12;

function readChain(scan: Scan, at: number): Chain | null {
  const separator = textAt(scan, at + 1);
  if (!(separator === '/' || separator === '-' || separator === '.') || !isGlued(scan, at + 1)) return null;
  const digits = [textAt(scan, at)];
  let to = at + 1;
  while (
    textAt(scan, to) === separator &&
    isGlued(scan, to) &&
    scan.tokens[to + 1]?.kind === 'number' &&
    isGlued(scan, to + 1)
  ) {
    digits.push(textAt(scan, to + 1));
    to += 2;
    if (digits.length > MAX_PARTS) break;
  }
  return digits.length < 2 ? null : { parts: digits.map(Number), digits, separator, to };
}

/** What touches the chain before it makes it something else: $11/24, v11.2, #11-24, 9:00-10. */
function isTouchedBefore(scan: Scan, at: number, separator: string): boolean {
  const before = scan.tokens[at - 1];
  if (before === undefined) return false;
  if (CURRENCY.has(before.text)) return true;
  if (!isGlued(scan, at)) return false;
  if (before.kind !== 'mark' || !MARKS_BEFORE.has(before.text)) return true;
  const endsRange = before.text === '-' && separator === '/';
  return !endsRange && CHAIN_MARKS.has(before.text) && scan.tokens[at - 2]?.kind === 'number' && isGlued(scan, at - 1);
}

/** What touches the chain after it makes it something else: 10/12%, 11/24k, 10-11:30. */
function isTouchedAfter(scan: Scan, to: number): boolean {
  const after = scan.tokens[to];
  if (after === undefined) return false;
  if (after.text === '%' || CURRENCY.has(after.text)) return true;
  if (!after.glued) return false;
  return (
    after.kind === 'word' || (after.text === ':' && scan.tokens[to + 1]?.kind === 'number' && isGlued(scan, to + 1))
  );
}

function isTouched(scan: Scan, at: number, to: number, separator: string): boolean {
  return isTouchedBefore(scan, at, separator) || isTouchedAfter(scan, to);
}

function order(scan: Scan, chain: Chain): readonly (readonly [number, number])[] {
  const [a = 0, b = 0] = chain.parts;
  const dayFirst: readonly [number, number] = [b, a];
  const monthFirst: readonly [number, number] = [a, b];
  const closed = chain.separator === '.' && (chain.parts.length === 3 || textAt(scan, chain.to) === '.');
  if (closed)
    return isGlued(scan, chain.to) || chain.parts.length === 3 ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
  return scan.dayFirst ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
}

function monthDay(scan: Scan, chain: Chain, year: number): MonthDay | null {
  for (const [month, day] of order(scan, chain)) if (isValid(year, month, day)) return { month, day };
  return null;
}

function fullYear(scan: Scan, digits: string): number | null {
  const { year } = civil(scan.editedDay);
  const value = Number(digits);
  if (digits.length === 4) return Math.abs(value - year) <= FULL_YEARS_AROUND ? value : null;
  if (digits.length !== 2) return null;
  const century = year - (year % 100);
  return century + value >= year - YEARS_BACK && century + value <= year + YEARS_AHEAD ? century + value : null;
}

function threePart(scan: Scan, chain: Chain): Hit | null {
  const [first = '', , last = ''] = chain.digits;
  const iso = first.length === 4;
  const year = fullYear(scan, iso ? first : last);
  if (year === null || chain.digits.some((digits, at) => digits.length > (at === (iso ? 0 : 2) ? 4 : 2))) return null;
  const [, month = 0, day = 0] = chain.parts;
  const date = iso ? { month, day } : monthDay(scan, chain, year);
  if (date === null || !isValid(year, date.month, date.day)) return null;
  return { day: dayOf(year, date.month, date.day), precision: 'day', to: chain.to };
}

function monthOfYear(scan: Scan, chain: Chain): Hit | null {
  const [first = '', last = ''] = chain.digits;
  const [yearDigits, month] = first.length === 4 ? [first, Number(last)] : [last, Number(first)];
  const year = yearDigits.length === 4 ? fullYear(scan, yearDigits) : null;
  if (year === null || !isValid(year, month, 1)) return null;
  return { day: dayOf(year, month, 1), lastDay: dayOf(year, month + 1, 1) - 1, precision: 'month', to: chain.to };
}

/** "by 11/24", "Di 24.11.", or first in an entry. */
function isLedIn(scan: Scan, at: number): boolean {
  if (opens(scan, at) || has(scan, 'before', at - 1)) return true;
  const weekdayAt = textAt(scan, at - 1) === '.' ? at - 2 : at - 1;
  return nameAt(scan, 'weekday', weekdayAt, true) !== null;
}

/** Ends, is followed by a mark, a clock time or a word that goes on after a date. */
function isLedOut(scan: Scan, to: number): boolean {
  const next = scan.tokens[to];
  if (next === undefined || next.kind === 'break') return true;
  if (next.kind === 'mark') return true;
  return has(scan, 'afterDay', to) || isTime(scan, to) || nameAt(scan, 'weekday', to, true) !== null;
}

function isPlural(word: string): boolean {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss');
}

function isCount(scan: Scan, at: number, to: number): boolean {
  if (has(scan, 'notBefore', at - 1)) return true;
  return scan.words.notAfter(scan.tokens, to) !== null && !has(scan, 'hours', to);
}

function looksLikeDate(scan: Scan, chain: Chain, at: number, day: number, weekday: number | undefined): boolean {
  const agrees = weekday === weekdayOf(day);
  if (chain.separator === '/') return agrees || slashIsDate(scan, chain, at, day);
  return agrees || ((weekday === undefined || chain.separator === '.') && otherIsDate(scan, chain, at));
}

function slashIsDate(scan: Scan, chain: Chain, at: number, resolved: number): boolean {
  const [a = 0, b = 0] = chain.parts;
  const isFraction = a < b && b <= LARGEST_FRACTION_PART && chain.digits.every((digits) => !digits.startsWith('0'));
  const ahead = resolved - scan.editedDay;
  if (isFraction && (ahead < -FRACTION_DAYS_BACK || ahead > FRACTION_DAYS_AHEAD)) return has(scan, 'before', at - 1);
  if (isLedIn(scan, at)) return true;
  const next = scan.tokens[chain.to];
  const plainWordFollows = next?.kind === 'word' && next.capital === 'none' && !isLedOut(scan, chain.to);
  return !(plainWordFollows && (isFraction || isPlural(next.text)));
}

function isClosed(scan: Scan, chain: Chain): boolean {
  return chain.separator === '.' && textAt(scan, chain.to) === '.' && isGlued(scan, chain.to);
}

/** 24.11. and 11-24: numbers joined so are more often decimals, versions or ranges than dates. */
function otherIsDate(scan: Scan, chain: Chain, at: number): boolean {
  const padded = chain.digits.some((digits) => digits.startsWith('0')) || chain.parts.some((part) => part > MONTHS);
  const ledOut = isLedOut(scan, chain.to);
  if (isClosed(scan, chain)) return isLedIn(scan, at) || padded || chain.parts.some((part) => part >= 10);
  if (opens(scan, at)) return padded || (ledOut && chain.separator === '.');
  if (nameAt(scan, 'weekday', at - 1, true) !== null) return padded || chain.separator === '.';
  return isLedIn(scan, at) ? ledOut || padded : ledOut && padded && scan.tokens[at - 1]?.kind === 'word';
}

function twoPart(scan: Scan, chain: Chain, at: number, weekday: number | undefined): Hit | null {
  if (chain.digits.some((digits) => digits.length === 4)) return monthOfYear(scan, chain);
  if (chain.digits.some((digits) => digits.length > 2)) return null;
  const leapYear = 2024;
  const date = monthDay(scan, chain, leapYear);
  if (date === null || isCount(scan, at, chain.to)) return null;
  const day = resolveDay(date.month, date.day, scan.editedDay, weekday);
  if (day === null || !looksLikeDate(scan, chain, at, day, weekday)) return null;
  const closes = isClosed(scan, chain) ? 1 : 0;
  return { day, precision: 'day', to: chain.to + closes };
}

const COMPACT = /^20\d{6}$/;

function compact(scan: Scan, at: number): Hit | null {
  const digits = textAt(scan, at);
  const year = COMPACT.test(digits) ? fullYear(scan, digits.slice(0, 4)) : null;
  const month = Number(digits.slice(4, 6));
  const day = Number(digits.slice(6));
  if (year === null || !isValid(year, month, day) || isTouched(scan, at, at + 1, '')) return null;
  return { day: dayOf(year, month, day), precision: 'day', to: at + 1 };
}

/**
 * Dates in digits: 11/24, 11/24/26, 24.11., 2026-11-24, 20261124, 11-24 where the words around it say so.
 * Fractions, versions, amounts, phone numbers and ranges of numbers are skipped as a whole.
 */
export function readNumeric(scan: Scan, at: number, weekday?: number): Hit | Skip | null {
  const chain = readChain(scan, at);
  if (chain === null) return compact(scan, at);
  const hit =
    chain.parts.length > 3 || isTouched(scan, at, chain.to, chain.separator)
      ? null
      : readParts(scan, chain, at, weekday);
  return hit === null ? { skipTo: chain.to } : withRange(scan, hit, chain);
}

function readParts(scan: Scan, chain: Chain, at: number, weekday: number | undefined): Hit | null {
  return chain.parts.length === 3 ? threePart(scan, chain) : twoPart(scan, chain, at, weekday);
}

/** 11/24-26: the second number is the last day. */
function withRange(scan: Scan, hit: Hit, chain: Chain): Hit {
  const dash = textAt(scan, hit.to);
  if (chain.separator !== '/' || !(dash === '-' || dash === '–') || !isGlued(scan, hit.to + 1)) return hit;
  const until = numberAt(scan, hit.to + 1);
  const from = civil(hit.day);
  if (!(until > from.day) || !isValid(from.year, from.month, until) || isTime(scan, hit.to + 1)) return hit;
  const after = textAt(scan, hit.to + 2);
  if (after === '/' || after === '-' || after === '%') return hit;
  return { ...hit, lastDay: dayOf(from.year, from.month, until), to: hit.to + 2 };
}
