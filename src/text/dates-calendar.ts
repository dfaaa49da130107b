/** A date of the proleptic Gregorian calendar; `month` counts from 1. */
export type CivilDate = { readonly year: number; readonly month: number; readonly day: number };

const MS_PER_DAY = 86_400_000;
/** 1970-01-01 was a Thursday; ISO counts Monday as 1. */
const EPOCH_WEEKDAY_OFFSET = 3;
const LAST_DAY_OF_FOUR = 4;

/** Days since 1970-01-01; months and days out of range carry over. */
export function dayOf(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month - 1, day) / MS_PER_DAY);
}

export function civil(day: number): CivilDate {
  const date = new Date(day * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** ISO weekday: Monday 1 to Sunday 7. */
export function weekdayOf(day: number): number {
  return ((((day + EPOCH_WEEKDAY_OFFSET) % 7) + 7) % 7) + 1;
}

export function isValid(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= dayOf(year, month + 1, 1) - dayOf(year, month, 1);
}

export function lastDayOfMonth(year: number, month: number): number {
  return dayOf(year, month + 1, 1) - 1;
}

/** The same day `count` months on, or the last one of a shorter month. */
export function addMonths(day: number, count: number): number {
  const { year, month, day: dayOfMonth } = civil(day);
  return Math.min(dayOf(year, month + count, dayOfMonth), lastDayOfMonth(year, month + count));
}

/** `count` days on, Saturdays and Sundays not counted. */
export function addWorkdays(day: number, count: number): number {
  let at = day;
  for (let left = count; left > 0; ) {
    at++;
    if (weekdayOf(at) <= 5) left--;
  }
  return at;
}

export function mondayOf(day: number): number {
  return day - weekdayOf(day) + 1;
}

/** Monday of an ISO week: week 1 is the one that holds January 4. */
export function mondayOfIsoWeek(year: number, week: number): number {
  return mondayOf(dayOf(year, 1, LAST_DAY_OF_FOUR)) + (week - 1) * 7;
}
