import type { Duration, DurationUnit } from '../lib/duration.ts';
import { UserError } from '../lib/errors.ts';
import { DAY, type Day, type FiscalQuarter, HOUR, type Instant, MINUTE, quarterOf } from '../lib/time.ts';
import type { Zone } from '../lib/time-zone.ts';
import { type WorkingDays, workingDays } from '../lib/working-days.ts';
import { type CalendarOptions, type CalendarSettings, readCalendarOptions } from './calendar-options.ts';

/** Time as the sales team keeps it. A working moment lies on a working day, from opening up to (not at) closing. */
export interface Calendar {
  readonly zone: Zone;
  isWorkingDay(day: Day): boolean;
  isWorkingMoment(instant: Instant): boolean;
  /** The instant itself when it is a working moment, else the next opening. */
  nextWorkingMoment(instant: Instant): Instant;
  /** The n-th working day after `day` (before it when negative); for 0 the day itself, or the next working day. */
  addBusinessDays(day: Day, n: number): Day;
  /** Working days after `from`, up to and including `to`; negative when `to` is the earlier. */
  businessDaysBetween(from: Day, to: Day): number;
  /**
   * The end of a duration that begins at an instant; a negative amount goes back.
   * m, h: elapsed time. d, w: the same local time so many calendar days on. bd: the same local time so many business
   * days on; outside working time it begins at the next working moment (Saturday + 1bd = Tuesday at opening).
   * bh: counts working time only, and ends at closing rather than at the next opening.
   */
  add(instant: Instant, duration: Duration): Instant;
  /** How often the unit fits: the most n for which `add(from, n) <= to`; negative when `to` is the earlier. */
  elapsed(from: Instant, to: Instant, unit: DurationUnit): number;
  /** True when the duration that began at `instant` was over before `asOf`. */
  isOlder(instant: Instant, duration: Duration, asOf: Instant): boolean;
  fiscalQuarterOf(day: Day): FiscalQuarter;
}

/** Working time up to a moment: the number of the working day, and the time of day in milliseconds. */
interface Moment {
  readonly number: number;
  readonly time: number;
}

interface Hours {
  readonly open: number;
  readonly close: number;
}

/** Builds a calendar; throws a `UserError` with every problem when the options are wrong. */
export function createCalendar(options: CalendarOptions = {}): Calendar {
  const read = readCalendarOptions(options);
  if ('problems' in read) throw new UserError(read.problems);
  return calendarOf(read);
}

function calendarOf({ zone, weekdays, opens, closes, holidays, fiscalYearStarts }: CalendarSettings): Calendar {
  const days = workingDays(weekdays, holidays);
  const hours = { open: opens * MINUTE, close: closes * MINUTE };
  const addTo = adder(zone, days, hours);
  const add = (instant: Instant, { amount, unit }: Duration) => addTo(instant, amount, unit);
  const isWorkingMoment = (instant: Instant) => {
    const wall = instant + zone.offset(instant);
    const day = Math.floor(wall / DAY);
    const time = wall - day * DAY;
    return time >= hours.open && time < hours.close && days.isWorking(day);
  };
  return {
    zone,
    isWorkingMoment,
    isWorkingDay: days.isWorking,
    nextWorkingMoment: (instant) => addTo(instant, 0, 'bd'),
    addBusinessDays: (day, n) => days.at(n > 0 ? days.before(day + 1) + n - 1 : days.before(day) + n),
    businessDaysBetween: (from, to) =>
      to >= from ? days.before(to + 1) - days.before(from + 1) : days.before(to) - days.before(from),
    add,
    elapsed: counter(zone, days, hours, addTo),
    isOlder: (instant, duration, asOf) => add(instant, duration) < asOf,
    fiscalQuarterOf: (day) => quarterOf(day, fiscalYearStarts),
  };
}

type Add = (instant: Instant, amount: number, unit: DurationUnit) => Instant;

function adder(zone: Zone, days: WorkingDays, hours: Hours): Add {
  const onto = (number: number, time: number) => zone.fromWall(days.at(number) * DAY + time);
  const businessDays = (instant: Instant, amount: number) => {
    const { number, time } = (amount < 0 ? workedUntil : workFrom)(instant, zone, days, hours);
    return onto(number + amount, time);
  };
  const businessHours = (instant: Instant, amount: number) => {
    const length = hours.close - hours.open;
    const { number, time } = (amount < 0 ? workedUntil : workFrom)(instant, zone, days, hours);
    const worked = number * length + time - hours.open + amount * HOUR;
    // Forward, the end of a day is its closing; backward, its beginning is its opening.
    const ends = amount > 0 ? Math.ceil(worked / length) - 1 : Math.floor(worked / length);
    return onto(ends, hours.open + worked - ends * length);
  };
  const calendarDays = (instant: Instant, amount: number) =>
    amount === 0 ? instant : zone.fromWall(instant + zone.offset(instant) + amount * DAY);
  return (instant, amount, unit) => {
    switch (unit) {
      case 'm':
        return instant + amount * MINUTE;
      case 'h':
        return instant + amount * HOUR;
      case 'd':
        return calendarDays(instant, amount);
      case 'w':
        return calendarDays(instant, amount * 7);
      case 'bd':
        // Never before the instant itself, even in an hour that the clock repeats.
        return amount < 0 ? businessDays(instant, amount) : Math.max(instant, businessDays(instant, amount));
      case 'bh':
        return amount < 0 ? businessHours(instant, amount) : Math.max(instant, businessHours(instant, amount));
    }
  };
}

/** Where work goes on from an instant. */
function workFrom(instant: Instant, zone: Zone, days: WorkingDays, { open, close }: Hours): Moment {
  const wall = instant + zone.offset(instant);
  const day = Math.floor(wall / DAY);
  const time = wall - day * DAY;
  if (!days.isWorking(day) || time < open) return { number: days.before(day), time: open };
  return time < close ? { number: days.before(day), time } : { number: days.before(day) + 1, time: open };
}

/** Where work last stood at an instant. */
function workedUntil(instant: Instant, zone: Zone, days: WorkingDays, { open, close }: Hours): Moment {
  const wall = instant + zone.offset(instant);
  const day = Math.floor(wall / DAY);
  const time = wall - day * DAY;
  if (!days.isWorking(day) || time < open) return { number: days.before(day) - 1, time: close };
  return { number: days.before(day), time: Math.min(time, close) };
}

function counter(zone: Zone, days: WorkingDays, hours: Hours, add: Add): Calendar['elapsed'] {
  const length = hours.close - hours.open;
  const estimate = (from: Instant, to: Instant, unit: DurationUnit) => {
    if (unit === 'm') return Math.floor((to - from) / MINUTE);
    if (unit === 'h') return Math.floor((to - from) / HOUR);
    if (unit === 'd' || unit === 'w') {
      const wall = to + zone.offset(to) - (from + zone.offset(from));
      return Math.floor(wall / (unit === 'd' ? DAY : 7 * DAY));
    }
    const first = workFrom(from, zone, days, hours);
    const last = workedUntil(to, zone, days, hours);
    const worked = (last.number - first.number) * length + last.time - first.time;
    return Math.max(0, Math.floor(worked / (unit === 'bd' ? length : HOUR)));
  };
  const fits = (from: Instant, to: Instant, unit: DurationUnit) => {
    const n = estimate(from, to, unit);
    if (add(from, n + 1, unit) <= to) return n + 1;
    return n > 0 && add(from, n, unit) > to ? n - 1 : n;
  };
  return (from, to, unit) => {
    if (to >= from) return fits(from, to, unit);
    const back = fits(to, from, unit);
    return back === 0 ? 0 : -back;
  };
}
