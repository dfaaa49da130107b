/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** Days since 1970-01-01: a calendar date that belongs to no time zone. */
export type Day = number;

/** A calendar date taken apart; `month` and `day` count from 1. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The quarter a day falls in: `start` and `end` are its first and last day. */
export interface FiscalQuarter {
  readonly fiscalYear: number;
  readonly quarter: number;
  readonly start: Day;
  readonly end: Day;
}

/** Turns the reading of a wall clock (milliseconds since 1970-01-01T00:00 on that wall) into an instant. */
export interface WallClock {
  fromWall(wall: number): Instant;
}

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const COLON = 58;

/** The day of a date of the proleptic Gregorian calendar; months and days out of range carry over (13/1 = 1/1 next year). */
export function dayOf(year: number, month: number, day: number): Day {
  const months = year * 12 + month - 3;
  const y = Math.floor(months / 12);
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  // Counted from March, so that the leap day comes last (Howard Hinnant, "chrono-compatible low-level date algorithms").
  const dayOfYear = Math.floor((153 * (months - y * 12) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The inverse of `dayOf`. */
export function dateOf(day: Day): CalendarDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** Days in a month of the Gregorian calendar; 0 for a month outside 1–12. */
function daysInMonth(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29;
  return MONTH_LENGTHS[month - 1] ?? 0;
}

/** True for a date that exists: 2024-02-29 does, 2026-02-30 does not. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  return day >= 1 && day <= daysInMonth(year, month);
}

/** Reads `2026-11-18` and nothing else; undefined when malformed or not in the calendar. */
export function parseDay(text: string): Day | undefined {
  if (text.length !== 10) return undefined;
  const day = dayAt(text);
  return Number.isNaN(day) ? undefined : day;
}

/**
 * Reads a time stamp as CRMs write them: ISO 8601 with `Z`, `+00:00`, `+0000` or `+00`, seconds and fraction optional,
 * `T` or a space between; 13 digits are epoch milliseconds (HubSpot). Without an offset the clock of `zone` is meant,
 * and a date alone is the start of that day there. Undefined when malformed or not in the calendar.
 */
export function parseInstant(text: string, zone: WallClock): Instant | undefined {
  const trimmed = text.trim();
  const instant = trimmed.length === 13 ? epochOf(trimmed, zone) : isoInstant(trimmed, zone);
  return Number.isNaN(instant) ? undefined : instant;
}

function epochOf(text: string, zone: WallClock): number {
  const epoch = digitsAt(text, 0, 13);
  return Number.isNaN(epoch) ? isoInstant(text, zone) : epoch;
}

function isoInstant(text: string, zone: WallClock): number {
  const midnight = dayAt(text) * DAY;
  if (Number.isNaN(midnight)) return Number.NaN;
  if (text.length === 10) return zone.fromWall(midnight);
  const separator = text[10];
  if (separator !== 'T' && separator !== ' ' && separator !== 't') return Number.NaN;
  const withSeconds = text.charCodeAt(16) === COLON;
  const end = withSeconds ? fractionEnd(text, 19) : 16;
  const wall = midnight + clockAt(text, 11, withSeconds) + (end > 19 ? milliseconds(text, 20, end) : 0);
  if (Number.isNaN(wall)) return Number.NaN;
  return end === text.length ? zone.fromWall(wall) : wall - offsetAt(text, end);
}

/** The whole number written in `text[from, to)`; NaN unless all of it is digits. */
function digitsAt(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function dayAt(text: string): number {
  if (text.charCodeAt(4) !== MINUS || text.charCodeAt(7) !== MINUS) return Number.NaN;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 7);
  const day = digitsAt(text, 8, 10);
  return year >= 1 && isCalendarDate(year, month, day) ? dayOf(year, month, day) : Number.NaN;
}

function clockAt(text: string, from: number, withSeconds: boolean): number {
  const hour = digitsAt(text, from, from + 2);
  const minute = digitsAt(text, from + 3, from + 5);
  const second = withSeconds ? digitsAt(text, from + 6, from + 8) : 0;
  const valid = text.charCodeAt(from + 2) === COLON && hour <= 23 && minute <= 59 && second <= 59;
  return valid ? hour * HOUR + minute * MINUTE + second * 1000 : Number.NaN;
}

function fractionEnd(text: string, from: number): number {
  const mark = text.charCodeAt(from);
  if (mark !== DOT && mark !== COMMA) return from;
  let end = from + 1;
  while (end < text.length && text.charCodeAt(end) >= ZERO && text.charCodeAt(end) < COLON) end++;
  return end;
}

/** The first three digits of a fraction of a second; what is finer is cut off. NaN when there is no digit. */
function milliseconds(text: string, from: number, end: number): number {
  const known = Math.min(end - from, 3);
  if (known === 0) return Number.NaN;
  const value = digitsAt(text, from, from + known);
  return known === 3 ? value : known === 2 ? value * 10 : value * 100;
}

/** `Z`, `+02:00`, `-0500` or `+02`, one space allowed before it, in milliseconds east of UTC; NaN when malformed. */
function offsetAt(text: string, from: number): number {
  const start = text[from] === ' ' ? from + 1 : from;
  const length = text.length - start;
  if (length === 1) return text[start] === 'Z' || text[start] === 'z' ? 0 : Number.NaN;
  const sign = text.charCodeAt(start);
  const hours = digitsAt(text, start + 1, start + 3);
  const minutes = offsetMinutes(text, start, length);
  if ((sign !== PLUS && sign !== MINUS) || !(hours <= 18 && minutes <= 59)) return Number.NaN;
  const offset = hours * HOUR + minutes * MINUTE;
  return sign === MINUS ? -offset : offset;
}

function offsetMinutes(text: string, start: number, length: number): number {
  if (length === 3) return 0;
  const wellFormed = length === 5 || (length === 6 && text.charCodeAt(start + 3) === COLON);
  return wellFormed ? digitsAt(text, text.length - 2, text.length) : Number.NaN;
}

/** Days are few and what is told of them is much: their texts are made once. No more are kept than this. */
const MOST_DAYS = 20_000;
const dayTexts = new Map<Day, string>();

/** `2026-11-18`; years outside 0–9999 as ISO 8601 writes them, with a sign and six digits. */
export function formatDay(day: Day): string {
  const known = dayTexts.get(day);
  if (known !== undefined) return known;
  const date = dateOf(day);
  const text = `${yearText(date.year)}-${two(date.month)}-${two(date.day)}`;
  if (dayTexts.size >= MOST_DAYS) dayTexts.clear();
  dayTexts.set(day, text);
  return text;
}

/** `2026-11-18T17:00:00.000Z`, always in UTC. */
export function formatInstant(instant: Instant): string {
  const day = Math.floor(instant / DAY);
  const rest = instant - day * DAY;
  const ms = Math.floor(rest % 1000);
  const clock = `${two(Math.floor(rest / HOUR))}:${two(Math.floor(rest / MINUTE) % 60)}:${two(Math.floor(rest / 1000) % 60)}`;
  return `${formatDay(day)}T${clock}.${ms < 10 ? '00' : ms < 100 ? '0' : ''}${ms}Z`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function yearText(year: number): string {
  if (year >= 1000 && year <= 9999) return `${year}`;
  if (year >= 0 && year < 1000) return `${year}`.padStart(4, '0');
  return `${year < 0 ? '-' : '+'}${`${Math.abs(year)}`.padStart(6, '0')}`;
}

/** ISO weekday: Monday is 1, Sunday 7. */
export function weekday(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The Monday on or before a day. */
export function startOfWeek(day: Day): Day {
  return day + 1 - weekday(day);
}

/** The last day of the month that `day` falls in. */
export function endOfMonth(day: Day): Day {
  const { year, month } = dateOf(day);
  return dayOf(year, month + 1, 1) - 1;
}

/** The same day of the month `months` later; the month's last day where it is shorter (31 January + 1 = 28 February). */
export function addMonths(day: Day, months: number): Day {
  const date = dateOf(day);
  const first = dayOf(date.year, date.month + months, 1);
  return Math.min(first + date.day - 1, endOfMonth(first));
}

/**
 * The quarter of a fiscal year that begins in `startMonth` (1–12). A fiscal year is named after the calendar year in
 * which it ends, as Salesforce does by default: with 2 (February), 2026-02-01 opens Q1 of fiscal 2027.
 */
export function quarterOf(day: Day, startMonth = 1): FiscalQuarter {
  const { year, month } = dateOf(day);
  const intoYear = (month - startMonth + 12) % 12;
  const quarter = Math.floor(intoYear / 3) + 1;
  const startYear = month >= startMonth ? year : year - 1;
  const firstMonth = startMonth + (quarter - 1) * 3;
  return {
    fiscalYear: startMonth === 1 ? startYear : startYear + 1,
    quarter,
    start: dayOf(startYear, firstMonth, 1),
    end: dayOf(startYear, firstMonth + 3, 1) - 1,
  };
}
