import type { Problem } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import { type Day, parseDay } from '../lib/time.ts';
import { createZone, UTC, type Zone } from '../lib/time-zone.ts';

/** `calendar:` of the configuration; what is left out is UTC, Monday to Friday, 09:00–17:00, January. */
export interface CalendarOptions {
  readonly timezone?: string | undefined;
  /** `mon-fri`, `sun-thu`, or a list of weekdays. */
  readonly days?: string | readonly string[] | undefined;
  /** `09:00-17:00`; `00:00-24:00` for around the clock. */
  readonly hours?: string | undefined;
  /** Dates, `2026-11-26`. */
  readonly holidays?: readonly string[] | undefined;
  /** The month, 1–12. */
  readonly fiscalYearStarts?: number | undefined;
}

/** Options understood: ISO weekdays, minutes of the day. */
export interface CalendarSettings {
  readonly zone: Zone;
  readonly weekdays: readonly number[];
  readonly opens: number;
  readonly closes: number;
  readonly holidays: readonly Day[];
  readonly fiscalYearStarts: number;
}

/** A problem with one option; `path` leads from `calendar:` to the value, so that a loader can point at its line. */
export interface CalendarProblem extends Problem {
  readonly path: readonly (keyof CalendarOptions | number)[];
}

const WEEKDAYS = [
  ['mon', 'monday'],
  ['tue', 'tuesday'],
  ['wed', 'wednesday'],
  ['thu', 'thursday'],
  ['fri', 'friday'],
  ['sat', 'saturday'],
  ['sun', 'sunday'],
] as const;

/** Understands the options, or names everything wrong with them. */
export function readCalendarOptions(
  options: CalendarOptions,
): CalendarSettings | { readonly problems: readonly CalendarProblem[] } {
  const problems: CalendarProblem[] = [];
  const zone = options.timezone === undefined ? UTC : createZone(options.timezone);
  if ('message' in zone) problems.push({ ...zone, path: ['timezone'] });
  const weekdays = readDays(options.days ?? 'mon-fri', problems);
  const hours = readHours(options.hours ?? '09:00-17:00');
  if ('message' in hours) problems.push({ ...hours, path: ['hours'] });
  const holidays = (options.holidays ?? []).flatMap((text, i) => {
    const day = parseDay(text);
    if (day !== undefined) return [day];
    problems.push({ message: `"${text}" is not a date`, hint: 'write 2026-11-26', path: ['holidays', i] });
    return [];
  });
  const fiscalYearStarts = options.fiscalYearStarts ?? 1;
  if (!Number.isInteger(fiscalYearStarts) || fiscalYearStarts < 1 || fiscalYearStarts > 12)
    problems.push({ message: `${fiscalYearStarts} is not a month`, hint: 'use 1 to 12', path: ['fiscalYearStarts'] });
  if (problems.length > 0 || 'message' in zone || 'message' in hours) return { problems };
  return { zone, weekdays, holidays, fiscalYearStarts, ...hours };
}

function readDays(days: string | readonly string[], problems: CalendarProblem[]): readonly number[] {
  const list = typeof days === 'string' ? days.split(',') : days;
  const numbers = list.flatMap((text, i) => {
    const read = readDayRange(text.trim().toLowerCase());
    if (!('message' in read)) return read.numbers;
    problems.push({ ...read, path: typeof days === 'string' ? ['days'] : ['days', i] });
    return [];
  });
  if (list.length === 0)
    problems.push({ message: 'no working day', hint: 'name at least one weekday', path: ['days'] });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** `fri` or `sun-thu`; a range may run over the end of the week. */
function readDayRange(text: string): { readonly numbers: readonly number[] } | Problem {
  const [from = '', to = from, ...rest] = text.split('-').map((name) => name.trim());
  const unknown = [from, to].find((name) => weekdayNumber(name) === 0);
  if (unknown !== undefined || rest.length > 0) {
    const hint = didYouMean(unknown ?? text, WEEKDAYS.flat()) ?? 'write mon-fri or [mon, tue, wed]';
    return { message: `"${unknown ?? text}" is not a weekday`, hint };
  }
  const first = weekdayNumber(from);
  const length = ((weekdayNumber(to) - first + 7) % 7) + 1;
  return { numbers: Array.from({ length }, (_, i) => ((first - 1 + i) % 7) + 1) };
}

/** ISO number of a weekday; 0 for a name that is none. */
function weekdayNumber(name: string): number {
  return WEEKDAYS.findIndex(([short, long]) => name === short || name === long) + 1;
}

function readHours(text: string): { readonly opens: number; readonly closes: number } | Problem {
  const match = /^(\d{1,2}):(\d{2}) ?[-–] ?(\d{1,2}):(\d{2})$/.exec(text.trim());
  const [, openHour, openMinute, closeHour, closeMinute] = (match ?? []).map(Number);
  const opens = (openHour ?? Number.NaN) * 60 + (openMinute ?? 0);
  const closes = (closeHour ?? Number.NaN) * 60 + (closeMinute ?? 0);
  const valid = (openMinute ?? 0) < 60 && (closeMinute ?? 0) < 60 && closes <= 24 * 60;
  if (valid && opens < closes) return { opens, closes };
  return { message: `"${text}" are not working hours`, hint: 'write 09:00-17:00, the end after the beginning' };
}
