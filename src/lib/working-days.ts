import { type Day, weekday } from './time.ts';

/**
 * Working days numbered in order: `before(day)` of them lie before a day, and `at(number)` is the day with so many
 * before it. Both cost a binary search over the holidays, however far apart the days are.
 */
export interface WorkingDays {
  isWorking(day: Day): boolean;
  before(day: Day): number;
  at(number: number): Day;
}

/** 1969-12-29, the Monday from which weeks are counted. */
const FIRST_MONDAY = -3;

/** `weekdays` are ISO numbers (Monday = 1), at least one; holidays on other weekdays, and repeated ones, do not count. */
export function workingDays(weekdays: readonly number[], holidays: readonly Day[]): WorkingDays {
  const worked = [1, 2, 3, 4, 5, 6, 7].filter((number) => weekdays.includes(number));
  const perWeek = worked.length;
  const earlierInWeek = [1, 2, 3, 4, 5, 6, 7].map((number) => worked.filter((other) => other < number).length);
  const off = [...new Set(holidays)].filter((day) => worked.includes(weekday(day))).sort((a, b) => a - b);
  const offSet = new Set(off);

  const regularBefore = (day: Day) => {
    const week = Math.floor((day - FIRST_MONDAY) / 7);
    return week * perWeek + (earlierInWeek[day - FIRST_MONDAY - week * 7] ?? 0);
  };
  // For holiday i, how many days are really worked before it: never falls, so it can be searched.
  const workedBeforeHoliday = off.map((day, i) => regularBefore(day) - i);

  return {
    isWorking: (day) => worked.includes(weekday(day)) && !offSet.has(day),
    before: (day) => regularBefore(day) - countBelow(off, day),
    at: (number) => {
      const regular = number + countBelow(workedBeforeHoliday, number + 1);
      const week = Math.floor(regular / perWeek);
      return FIRST_MONDAY + week * 7 + (worked[regular - week * perWeek] ?? 1) - 1;
    },
  };
}

/** How many of the ascending `values` are below `limit`. */
function countBelow(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
