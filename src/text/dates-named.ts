import { civil, dayOf, isValid, lastDayOfMonth, mondayOf, weekdayOf } from './dates-calendar.ts';
import { readNumeric } from './dates-numeric.ts';
import {
  type Hit,
  has,
  isGlued,
  isNumber,
  isTime,
  nameAt,
  numberAt,
  resolveDay,
  resolveDayOfMonth,
  type Scan,
  textAt,
} from './dates-scan.ts';

const RANGE_MARKS = new Set(['-', '–', '—', '/', '&', '+', ',']);
const MAX_GAP = 3;
const GERMAN = 'de';
const GAP_MARKS = new Set([',', '.', '(', '-', '–', '|', ':']);

function isDayNumber(scan: Scan, at: number): boolean {
  const value = numberAt(scan, at);
  return isNumber(scan, at, 2) && value >= 1 && value <= 31;
}

/** After a day number: past its ordinal ending or the German dot. */
function afterOrdinal(scan: Scan, at: number): number {
  if (isGlued(scan, at) && (has(scan, 'ordinals', at) || 'ºª°.'.includes(textAt(scan, at) || '-'))) return at + 1;
  return at;
}

/** A year right after month and day: 2026, '26, -26. */
function yearAfter(scan: Scan, at: number): { readonly year: number; readonly to: number } | null {
  let from = at;
  if (has(scan, 'connectors', from) || [',', '-', '/', '.'].includes(textAt(scan, from))) from++;
  if (["'", '’'].includes(textAt(scan, from))) from++;
  const digits = textAt(scan, from);
  const near = civil(scan.editedDay).year;
  if (isNumber(scan, from, 4) && digits.length === 4 && Math.abs(Number(digits) - near) <= 20)
    return { year: Number(digits), to: from + 1 };
  const short = isNumber(scan, from, 2) && digits.length === 2 && from > at && isGlued(scan, from);
  const year = near - (near % 100) + Number(digits);
  return short && Math.abs(year - near) <= 5 && !isTime(scan, from) ? { year, to: from + 1 } : null;
}

type DayOfMonth = { readonly month: number; readonly day: number; readonly to: number; readonly lastDay?: number };

function dated(scan: Scan, found: DayOfMonth, weekday: number | undefined): Hit | null {
  const given = yearAfter(scan, found.to);
  const year = given?.year ?? null;
  const day = year === null ? resolveDay(found.month, found.day, scan.editedDay, weekday) : null;
  const at = year !== null && isValid(year, found.month, found.day) ? dayOf(year, found.month, found.day) : day;
  if (at === null) return null;
  const hit: Hit = { day: at, precision: 'day', to: given?.to ?? found.to, named: true };
  return found.lastDay === undefined ? hit : { ...hit, lastDay: at + found.lastDay - found.day };
}

/** The second day of 15-20 Nov or 24. und 25.11.: its value and the index after it. */
function rangeEnd(scan: Scan, at: number, above: number): { readonly day: number; readonly to: number } | null {
  if (!RANGE_MARKS.has(textAt(scan, at)) && !has(scan, 'rangeWords', at)) return null;
  if (!isDayNumber(scan, at + 1) || numberAt(scan, at + 1) <= above || isTime(scan, at + 1)) return null;
  return { day: numberAt(scan, at + 1), to: afterOrdinal(scan, at + 2) };
}

/** 24 Nov, 24th of November, 05-Dec, 24. November, 15-20 Nov. */
export function readDayMonth(scan: Scan, at: number, weekday?: number): Hit | null {
  if (!isDayNumber(scan, at)) return null;
  const day = numberAt(scan, at);
  let to = afterOrdinal(scan, at + 1);
  const range = rangeEnd(scan, to, day);
  if (range !== null && monthAfter(scan, range.to) !== null) to = range.to;
  const month = monthAfter(scan, to);
  if (month === null) return null;
  const closed = textAt(scan, month.to) === '.' && isGlued(scan, month.to) ? month.to + 1 : month.to;
  const found: DayOfMonth = { month: month.number, day, to: yearAfter(scan, closed) === null ? month.to : closed };
  return dated(scan, range === null || to !== range.to ? found : { ...found, lastDay: range.day }, weekday);
}

function monthAfter(scan: Scan, at: number): { readonly number: number; readonly to: number } | null {
  const joined = has(scan, 'connectors', at) || textAt(scan, at) === '-' || textAt(scan, at) === '/';
  return nameAt(scan, 'month', joined ? at + 1 : at, true);
}

/** Nov 24, Nov. 24th, November the 24th, Dec-05, Nov 24-26; or the month alone. */
export function readMonth(scan: Scan, at: number, weekday?: number): Hit | null {
  const month = nameAt(scan, 'month', at, true);
  if (month === null) return null;
  let next = month.to;
  if (['.', '-', '/'].includes(textAt(scan, next)) && isGlued(scan, next)) next++;
  if (has(scan, 'links', next)) next++;
  if (isDayNumber(scan, next) && !isTime(scan, next) && !isCounted(scan, next))
    return monthDay(scan, month.number, next, weekday);
  return nameAt(scan, 'month', at, false) === null ? null : monthAlone(scan, month.number, month.to);
}

function monthDay(scan: Scan, month: number, at: number, weekday: number | undefined): Hit | null {
  const day = numberAt(scan, at);
  const after = afterOrdinal(scan, at + 1);
  const range = textAt(scan, after) === ',' ? null : rangeEnd(scan, after, day);
  if (range !== null && monthAfter(scan, range.to) === null)
    return dated(scan, { month, day, lastDay: range.day, to: range.to }, weekday);
  return dated(scan, { month, day, to: textAt(scan, after - 1) === '.' ? after - 1 : after }, weekday);
}

function isCounted(scan: Scan, at: number): boolean {
  const next = scan.tokens[at + 1];
  return (
    next !== undefined && (next.text === '%' || (next.kind === 'word' && next.glued && !has(scan, 'ordinals', at + 1)))
  );
}

function monthAlone(scan: Scan, month: number, to: number): Hit | null {
  const given = yearAfter(scan, to);
  const near = resolveDay(month, 1, scan.editedDay);
  const year = given?.year ?? (near === null ? null : civil(near).year);
  if (year === null) return null;
  return {
    day: dayOf(year, month, 1),
    lastDay: lastDayOfMonth(year, month),
    precision: 'month',
    to: given?.to ?? to,
    named: true,
  };
}

/** the 24th, am 24., el 24, dia 24: a day of this month or the next. */
export function readDayOfMonth(scan: Scan, at: number, weekday?: number): Hit | null {
  if (!isDayNumber(scan, at) || isTime(scan, at)) return null;
  const to = afterOrdinal(scan, at + 1);
  if (weekday === undefined && !isLedDay(scan, at, to)) return null;
  if (goesIntoNumber(scan, to) || scan.words.notAfter(scan.tokens, to) !== null) return null;
  const number = numberAt(scan, at);
  const day = resolveDayOfMonth(number, scan.editedDay, weekday);
  if (day === null) return null;
  const range = textAt(scan, to) === '-' ? rangeEnd(scan, to, number) : null;
  if (range !== null) return { day, lastDay: day + range.day - number, precision: 'day', to: range.to, named: true };
  const closesSentence = textAt(scan, to - 1) === '.' && scan.language !== GERMAN;
  return { day, precision: 'day', to: closesSentence ? to - 1 : to, named: true };
}

/** Whether a word before the day number makes it one, and what follows does not make it a count ("the 2nd call"). */
function isLedDay(scan: Scan, at: number, to: number): boolean {
  const suffixed = to > at + 1;
  const led = has(scan, 'bareDayOfMonth', at - 1) || (suffixed && has(scan, 'dayOfMonth', at - 1));
  if (!led) return false;
  return scan.tokens[to]?.kind !== 'word' || has(scan, 'afterDay', to) || !suffixed || textAt(scan, to - 1) === '.';
}

function goesIntoNumber(scan: Scan, to: number): boolean {
  if (textAt(scan, to) === '%') return true;
  return isGlued(scan, to) && ['/', ':'].includes(textAt(scan, to)) && scan.tokens[to + 1]?.kind === 'number';
}

/** A full date of any kind that starts at a token; used after weekdays and "week of". */
export function readExplicit(scan: Scan, at: number, weekday?: number): Hit | null {
  const token = scan.tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'word') {
    const month = readMonth(scan, at, weekday);
    return month?.precision === 'day' ? month : null;
  }
  const numeric = token.kind === 'number' ? readNumeric(scan, at, weekday ?? undefined) : null;
  if (numeric !== null) return 'day' in numeric ? numeric : null;
  return readDayMonth(scan, at, weekday) ?? readDayOfMonth(scan, at, weekday);
}

/** The date after a weekday: "Fri, Nov 20", "Tuesday the 24th", "Di 24.11.", "martes 24". */
export function dateAfterWeekday(scan: Scan, at: number, weekday: number): Hit | null {
  let next = at;
  for (let gap = 0; gap < MAX_GAP && isGap(scan, next); gap++) next++;
  const hit = readExplicit(scan, next, weekday);
  if (hit !== null && textAt(scan, hit.to) === ')' && textAt(scan, at) === '(') return { ...hit, to: hit.to + 1 };
  return hit;
}

function isGap(scan: Scan, at: number): boolean {
  const role = has(scan, 'dayOfMonth', at) || has(scan, 'bareDayOfMonth', at);
  return GAP_MARKS.has(textAt(scan, at)) || role;
}

/** The weekday on or after the day of writing, moved to another calendar week (Monday first) where `weeks` says so. */
export function weekdayFrom(editedDay: number, weekday: number, weeks: number | null): number {
  if (weeks !== null) return mondayOf(editedDay) + weeks * 7 + weekday - 1;
  return editedDay + ((weekday - weekdayOf(editedDay) + 7) % 7);
}
