import {
  addMonths,
  addWorkdays,
  civil,
  dayOf,
  lastDayOfMonth,
  mondayOf,
  mondayOfIsoWeek,
  weekdayOf,
} from './dates-calendar.ts';
import type { Period, Unit } from './dates-lexicon.ts';
import { dateAfterWeekday, readDayOfMonth, readExplicit, weekdayFrom } from './dates-named.ts';
import {
  type Hit,
  has,
  isNumber,
  isTime,
  nameAt,
  numberAt,
  resolveDay,
  type Scan,
  type Skip,
  textAt,
} from './dates-scan.ts';

const WORKWEEK = 5;
const FRIDAY_AFTER_MONDAY = 4;
const WEEKS_PER_YEAR = 53;
const MOST_COUNTED = 400;

type Span = { readonly first: number; readonly last: number };

/** The week, month, fiscal quarter or year so many periods from the day of writing; a week ends on Friday. */
function periodSpan(scan: Scan, of: Period, count: number): Span {
  const { editedDay, fiscalYearStarts } = scan;
  const { year, month } = civil(editedDay);
  if (of === 'week') {
    const monday = mondayOf(editedDay) + count * 7;
    const onWeekend = count === 0 && weekdayOf(editedDay) > WORKWEEK;
    return onWeekend
      ? { first: monday, last: monday + 7 + FRIDAY_AFTER_MONDAY }
      : { first: monday, last: monday + FRIDAY_AFTER_MONDAY };
  }
  const size = { month: 1, quarter: 3, year: 12 }[of];
  const into = of === 'month' ? 0 : (((month - fiscalYearStarts) % size) + size) % size;
  const from = month - into + count * size;
  return { first: dayOf(year, from, 1), last: lastDayOfMonth(year, from + size - 1) };
}

/** A numeral in digits or words ("2", "two"), no more than 400; NaN otherwise. */
function count(scan: Scan, at: number): number {
  const value = isNumber(scan, at, 3) ? numberAt(scan, at) : scan.words.numbers.get(textAt(scan, at));
  return value !== undefined && value <= MOST_COUNTED ? value : Number.NaN;
}

function moved(day: number, unit: Unit, by: number): number {
  if (unit === 'month') return addMonths(day, by);
  if (unit === 'workday') return by >= 0 ? addWorkdays(day, by) : day + by;
  return day + by * (unit === 'week' ? 7 : 1);
}

/** "in 2 weeks", "vor 3 Tagen": number and unit after a leading word; a range ("in 2-3 weeks") names no day. */
function counted(scan: Scan, at: number, direction: 1 | -1): Hit | null {
  const amount = count(scan, at);
  if (Number.isNaN(amount)) return null;
  const joined = ['-', '–', '/'].includes(textAt(scan, at + 1)) || has(scan, 'rangeWords', at + 1);
  const ranged = joined && !Number.isNaN(count(scan, at + 2));
  const unitAt = ranged ? at + 3 : at + 1;
  const unit = scan.words.units(scan.tokens, unitAt);
  if (unit === null) return null;
  const day = moved(scan.editedDay, unit.value, amount * direction);
  if (ranged) return { day, precision: 'week', to: unit.to };
  return direction < 0 ? { day, precision: 'day', to: unit.to, past: true } : { day, precision: 'day', to: unit.to };
}

/** "3 weeks ago", "2 days from now": starts at the numeral. */
export function readCount(scan: Scan, at: number): Hit | null {
  const amount = count(scan, at);
  const unit = Number.isNaN(amount) ? null : scan.words.units(scan.tokens, at + 1);
  const direction = unit === null ? null : scan.words.hence(scan.tokens, unit.to);
  if (unit === null || direction === null) return null;
  const hit = counted(scan, at, direction.value === 'ago' ? -1 : 1);
  return hit === null ? null : { ...hit, to: direction.to };
}

function quarterNumber(scan: Scan, at: number): number {
  const glued = scan.tokens[at + 1]?.glued === true;
  return has(scan, 'quarters', at) && glued && isNumber(scan, at + 1, 1) ? numberAt(scan, at + 1) : Number.NaN;
}

/** Q1 to Q4 of the fiscal year, the next to end on or after the day of writing. */
export function readQuarter(scan: Scan, at: number): Hit | null {
  const quarter = quarterNumber(scan, at);
  if (!(quarter >= 1 && quarter <= 4)) return null;
  const { year } = civil(scan.editedDay);
  const from = scan.fiscalYearStarts + (quarter - 1) * 3;
  for (let of = year - 1; of <= year + 1; of++) {
    const lastDay = lastDayOfMonth(of, from + 2);
    if (lastDay >= scan.editedDay)
      return { day: dayOf(of, from, 1), lastDay, precision: 'quarter', to: at + 2, named: true };
  }
  return null;
}

/** "end of November", "Ende Q4": the last day of what is named. */
function endOf(scan: Scan, at: number): Hit | null {
  const month = nameAt(scan, 'month', at, true);
  if (month !== null) {
    const first = resolveDay(month.number, 1, scan.editedDay);
    if (first === null || Number.isInteger(numberAt(scan, month.to))) return null;
    const { year } = civil(first);
    return { day: lastDayOfMonth(year, month.number), precision: 'day', to: month.to };
  }
  const quarter = readQuarter(scan, at);
  return quarter === null ? null : { day: quarter.lastDay ?? quarter.day, precision: 'day', to: quarter.to };
}

function week(monday: number, to: number): Hit {
  return { day: monday, lastDay: monday + FRIDAY_AFTER_MONDAY, precision: 'week', to, named: true };
}

function weekOf(scan: Scan, at: number): Hit | null {
  const hit = readExplicit(scan, at) ?? readDayOfMonth(scan, has(scan, 'links', at) ? at + 1 : at);
  if (hit === null) return null;
  return { ...hit, precision: 'week', lastDay: mondayOf(hit.day) + FRIDAY_AFTER_MONDAY, named: true };
}

function weekNumber(scan: Scan, at: number): Hit | null {
  const from = textAt(scan, at) === '.' ? at + 1 : at;
  const number = numberAt(scan, from);
  if (!isNumber(scan, from, 2) || number < 1 || number > WEEKS_PER_YEAR) return null;
  const { year } = civil(scan.editedDay);
  const mondays = [year - 1, year, year + 1].map((one) => mondayOfIsoWeek(one, number));
  const monday = mondays.find((one) => one >= scan.editedDay - 150);
  return monday === undefined ? null : week(monday, from + 1);
}

function weeksFor(scan: Scan, which: 'next' | 'coming' | 'this' | 'last', weekday: number): number | null {
  if (which === 'next') return 1;
  if (which === 'coming') return null;
  if (which === 'last') return weekday < weekdayOf(scan.editedDay) ? 0 : -1;
  return weekday < weekdayOf(scan.editedDay) && weekdayOf(scan.editedDay) > WORKWEEK ? 1 : 0;
}

/** "next Tuesday", "kommenden Montag"; a full date after the weekday wins. */
function qualifiedWeekday(scan: Scan, at: number, which: 'next' | 'coming' | 'this' | 'last'): Hit | null {
  const weekday = nameAt(scan, 'weekday', at, true);
  if (weekday === null || nameAt(scan, 'weekday', at, false) === null) return null;
  const full = dateAfterWeekday(scan, weekday.to, weekday.number);
  if (full !== null) return full;
  const weeks = weeksFor(scan, which, weekday.number);
  let day = weekdayFrom(scan.editedDay, weekday.number, weeks);
  if (which === 'coming' && day === scan.editedDay) day += 7;
  const hit: Hit = { day, precision: 'day', to: weekday.to };
  return which === 'last' ? { ...hit, past: true } : hit;
}

function relativePeriod(scan: Scan, phrase: { readonly of: Period; readonly count: number }, to: number): Hit | Skip {
  if (phrase.of === 'year') return { skipTo: to };
  const { first, last } = periodSpan(scan, phrase.of, phrase.count);
  if (phrase.of === 'week') {
    const at = has(scan, 'links', to) || textAt(scan, to) === ',' ? to + 1 : to;
    const weekday = nameAt(scan, 'weekday', at, false);
    if (weekday !== null && phrase.count >= 0) {
      const full = dateAfterWeekday(scan, weekday.to, weekday.number);
      return full ?? { day: first + weekday.number - 1, precision: 'day', to: weekday.to };
    }
  }
  const hit: Hit = { day: first, lastDay: last, precision: phrase.of, to };
  return phrase.count < 0 ? { ...hit, past: true } : hit;
}

/** Dates in words: today, in 2 weeks, next Tuesday, EOM, end of November, KW 48, week of 11/30. */
export function readPhrase(scan: Scan, at: number): Hit | Skip | null {
  const found = scan.words.phrases(scan.tokens, at);
  if (found === null || (found.value.weak && found.value.language !== scan.language)) return null;
  const { phrase } = found.value;
  const { to } = found;
  switch (phrase.does) {
    case 'day': {
      const hit: Hit = { day: scan.editedDay + phrase.count, precision: 'day', to };
      return phrase.count < 0 ? { ...hit, past: true } : hit;
    }
    case 'dayEnd':
      return { day: scan.editedDay, precision: 'day', to };
    case 'end':
      return { day: periodSpan(scan, phrase.of, phrase.count).last, precision: 'day', to };
    case 'period':
      return relativePeriod(scan, phrase, to);
    case 'endOf':
      return endOf(scan, to);
    case 'within':
      return counted(scan, to, 1);
    case 'agoBefore':
      return counted(scan, to, -1);
    case 'weekOf':
      return weekOf(scan, to);
    case 'weekNumber':
      return weekNumber(scan, to);
    case 'weekday':
      return qualifiedWeekday(scan, to, phrase.which);
    case 'since':
      return null;
    case 'not':
      return { skipTo: to };
  }
}

/** A weekday without "next" or "last" before it: with the date, week or "que vem" that may follow. */
export function readWeekday(scan: Scan, at: number): Hit | null {
  const beside = nameAt(scan, 'weekday', at, true);
  if (beside === null) return null;
  const full = dateAfterWeekday(scan, beside.to, beside.number);
  if (full !== null) return full;
  const isOwn = beside.language === scan.language;
  const isLed = isOwn && (has(scan, 'before', at - 1) || isTime(scan, beside.to));
  if (nameAt(scan, 'weekday', at, isLed) === null) return null;
  return weekdayWithin(scan, beside.number, beside.to);
}

function weekdayWithin(scan: Scan, weekday: number, to: number): Hit {
  const at = has(scan, 'links', to) ? to + 1 : to;
  for (const from of [to, at, at + 1]) {
    const period = scan.words.phrases(scan.tokens, from)?.value.phrase;
    const end = scan.words.phrases(scan.tokens, from)?.to ?? from;
    if (period?.does === 'period' && period.of === 'week')
      return { day: weekdayFrom(scan.editedDay, weekday, period.count), precision: 'day', to: end };
    if (at === to) break;
  }
  const after = scan.words.after(scan.tokens, to);
  const day = weekdayFrom(scan.editedDay, weekday, null);
  if (after === null) return { day, precision: 'day', to };
  if (after.value === 'last') return { day: day - 7, precision: 'day', to: after.to, past: true };
  return { day: day === scan.editedDay ? day + 7 : day, precision: 'day', to: after.to };
}
