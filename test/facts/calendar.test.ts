import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Calendar, createCalendar } from '../../src/facts/calendar.ts';
import { type Duration, parseDuration } from '../../src/lib/duration.ts';
import { DAY, dayOf, formatDay, HOUR, type Instant, MINUTE, parseDay, parseInstant } from '../../src/lib/time.ts';

const newYork = createCalendar({ timezone: 'America/New_York', holidays: ['2026-11-26', '2026-12-25'] });
const lordHowe = createCalendar({ timezone: 'Australia/Lord_Howe', days: 'mon-sat', hours: '00:00-24:00' });
const dubai = createCalendar({ timezone: 'Asia/Dubai', days: 'sun-thu', hours: '08:30-16:45', fiscalYearStarts: 4 });
const calendars = [newYork, lordHowe, dubai];

function at(text: string, { zone }: Calendar = newYork): Instant {
  return parseInstant(text, zone) ?? Number.NaN;
}

function duration(text: string): Duration {
  const read = parseDuration(text.replace('-', ''));
  if ('message' in read) throw new Error(read.message);
  return { ...read, amount: text.startsWith('-') ? -read.amount : read.amount };
}

/** `Fri 2026-11-20 09:00` as the clock of the calendar shows it. */
function clock(instant: Instant, { zone }: Calendar = newYork): string {
  const { day, minuteOfDay } = zone.toLocal(instant);
  const two = (value: number) => `${value}`.padStart(2, '0');
  return `${formatDay(day)} ${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

// 2026-11-18 is a Wednesday; Thanksgiving is Thursday the 26th.
test.each([
  ['working time keeps the time of day', '2026-11-18 10:15', '1bd', '2026-11-19 10:15'],
  ['the weekend does not count', '2026-11-20 10:15', '1bd', '2026-11-23 10:15'],
  ['a holiday does not count', '2026-11-25 10:15', '1bd', '2026-11-27 10:15'],
  ['weekend and holiday together', '2026-11-20 10:15', '5bd', '2026-11-30 10:15'],
  ['on a Saturday counting begins on Monday at opening', '2026-11-21 12:00', '1bd', '2026-11-24 09:00'],
  ['after closing it begins the next morning', '2026-11-18 20:00', '1bd', '2026-11-20 09:00'],
  ['closing time is no longer working time', '2026-11-18 17:00', '1bd', '2026-11-20 09:00'],
  ['before opening it begins at opening', '2026-11-18 07:00', '1bd', '2026-11-19 09:00'],
  ['a date alone begins at opening', '2026-11-18', '2bd', '2026-11-20 09:00'],
  ['no business day leads to the next working moment', '2026-11-21 12:00', '0bd', '2026-11-23 09:00'],
  ['business days back', '2026-11-23 10:15', '-1bd', '2026-11-20 10:15'],
  ['business days back from a Sunday', '2026-11-22 10:15', '-1bd', '2026-11-19 17:00'],
  ['business hours within a day', '2026-11-18 10:15', '3bh', '2026-11-18 13:15'],
  ['business hours end at closing', '2026-11-18 16:00', '1bh', '2026-11-18 17:00'],
  ['business hours run over the night', '2026-11-18 16:00', '2bh', '2026-11-19 10:00'],
  ['business hours run over a long weekend', '2026-11-25 16:00', '10bh', '2026-11-30 10:00'],
  ['business hours from a Sunday', '2026-11-22 23:00', '8bh', '2026-11-23 17:00'],
  ['business hours back', '2026-11-23 10:00', '-2bh', '2026-11-20 16:00'],
  ['days are calendar days in local time', '2026-10-31 10:15', '1d', '2026-11-01 10:15'],
  ['weeks are seven of them', '2026-10-31 10:15', '2w', '2026-11-14 10:15'],
  ['hours are elapsed hours, even where the clock is put back', '2026-10-31 10:15', '24h', '2026-11-01 09:15'],
  ['minutes are elapsed minutes', '2026-11-18 23:50', '30m', '2026-11-19 00:20'],
  ['days back', '2026-03-09 10:15', '-2d', '2026-03-07 10:15'],
  ['a time of day that the clock skips is the moment after', '2026-03-07 02:30', '1d', '2026-03-08 03:00'],
])('%s: %s and %s is %s', (_title, from, span, expected) =>
  expect(clock(newYork.add(at(from), duration(span)))).toBe(expected),
);

test('seconds and milliseconds survive', () => {
  const from = at('2026-11-18T10:15:20.345');
  expect(newYork.add(from, duration('1bd')) - from).toBe(DAY);
  expect(newYork.add(from, duration('7bh')) - from).toBe(23 * HOUR);
});

test('a week may begin on Sunday', () => {
  expect(clock(dubai.add(at('2026-11-19 10:00', dubai), duration('1bd')), dubai)).toBe('2026-11-22 10:00');
  expect(dubai.isWorkingDay(dayOf(2026, 11, 20))).toBe(false);
  expect(dubai.fiscalQuarterOf(dayOf(2026, 11, 18))).toMatchObject({ fiscalYear: 2027, quarter: 3 });
});

test('something is older than a limit once the limit has passed, not when it is reached', () => {
  const written = at('2026-11-18 10:15');
  const limit = newYork.add(written, duration('2bd'));
  expect(newYork.isOlder(written, duration('2bd'), limit)).toBe(false);
  expect(newYork.isOlder(written, duration('2bd'), limit + 1)).toBe(true);
});

test('working moments are known', () => {
  const moments = ['2026-11-18 09:00', '2026-11-18 16:59', '2026-11-18 17:00', '2026-11-21 10:00', '2026-11-26 10:00'];
  expect(moments.map((text) => newYork.isWorkingMoment(at(text)))).toEqual([true, true, false, false, false]);
  expect(clock(newYork.nextWorkingMoment(at('2026-11-25 18:00')))).toBe('2026-11-27 09:00');
});

test.each([
  ['2026-11-18 10:00', '2026-11-20 09:59', 'd', 1],
  ['2026-11-18 10:00', '2026-11-20 10:00', 'd', 2],
  ['2026-10-31 10:00', '2026-11-01 10:00', 'd', 1],
  ['2026-10-31 10:00', '2026-11-01 10:00', 'h', 25],
  ['2026-11-18 10:00', '2026-12-02 10:00', 'w', 2],
  ['2026-11-20 10:00', '2026-11-23 10:00', 'bd', 1],
  ['2026-11-20 10:00', '2026-11-23 09:59', 'bd', 0],
  ['2026-11-21 10:00', '2026-11-22 10:00', 'bd', 0],
  ['2026-11-25 16:00', '2026-11-27 11:00', 'bh', 3],
  ['2026-11-25 16:00', '2026-11-26 12:00', 'bh', 1],
  ['2026-11-20 10:00', '2026-11-18 10:00', 'd', -2],
] as const)('from %s to %s, in %s, are %i', (from, to, unit, expected) =>
  expect(newYork.elapsed(at(from), at(to), unit)).toBe(expected),
);

const instants = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2032, 0) });
const units = fc.constantFrom('m', 'h', 'd', 'w', 'bd', 'bh');

test('what has elapsed is the most that can be added', () => {
  fc.assert(
    fc.property(fc.constantFrom(...calendars), instants, instants, units, (calendar, one, other, unit) => {
      const [from, to] = one <= other ? [one, other] : [other, one];
      const amount = calendar.elapsed(from, to, unit);
      if (amount > 0) expect(calendar.add(from, { amount, unit })).toBeLessThanOrEqual(to);
      expect(calendar.add(from, { amount: amount + 1, unit })).toBeGreaterThan(to);
    }),
  );
});

test('a longer duration never ends earlier, and none ends before it begins', () => {
  const amounts = fc.integer({ min: 0, max: 400 });
  fc.assert(
    fc.property(fc.constantFrom(...calendars), instants, amounts, units, (calendar, from, amount, unit) => {
      const end = calendar.add(from, { amount, unit });
      expect(end).toBeGreaterThanOrEqual(from);
      expect(calendar.add(from, { amount: amount + 1, unit })).toBeGreaterThan(end);
    }),
  );
});

test('of two beginnings the later never ends earlier', () => {
  const gaps = fc.integer({ min: 0, max: 4 * DAY });
  // Dubai never changes its clock: in an hour that comes twice, local times run backward.
  fc.assert(
    fc.property(instants, gaps, fc.integer({ min: -50, max: 50 }), units, (from, gap, amount, unit) => {
      const end = dubai.add(from, { amount, unit });
      expect(dubai.add(from + gap, { amount, unit })).toBeGreaterThanOrEqual(end);
    }),
  );
});

test('going forward and back again in working time leads to where one began', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 300 }), (from, amount) => {
      const working = dubai.nextWorkingMoment(from);
      expect(dubai.add(dubai.add(working, { amount, unit: 'bd' }), { amount: -amount, unit: 'bd' })).toBe(working);
    }),
  );
});

test('business hours count the working minutes, one by one', () => {
  const minutes = fc.integer({ min: 0, max: 12 * 24 * 60 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), minutes, fc.integer({ min: 1, max: 20 }), (week, offset, amount) => {
      const from = at('2026-11-16') + week * 7 * DAY + offset * MINUTE;
      let end = from;
      for (let left = amount * 60; left > 0; end += MINUTE) if (newYork.isWorkingMoment(end)) left--;
      expect(newYork.add(from, { amount, unit: 'bh' })).toBe(end);
    }),
    { numRuns: 50 },
  );
});

const days = fc.integer({ min: dayOf(2025, 1, 1), max: dayOf(2028, 1, 1) });
const offDays = fc.array(days, { maxLength: 200 });

test('business days between two days equal counting them one by one', () => {
  fc.assert(
    fc.property(offDays, days, days, (off, from, to) => {
      const calendar = createCalendar({ holidays: off.map(formatDay) });
      let count = 0;
      for (let day = Math.min(from, to) + 1; day <= Math.max(from, to); day++) if (calendar.isWorkingDay(day)) count++;
      if (from <= to) expect(calendar.businessDaysBetween(from, to)).toBe(count);
      else expect(calendar.businessDaysBetween(to, from)).toBe(count);
    }),
  );
});

test('adding business days to a day equals stepping over them one by one', () => {
  fc.assert(
    fc.property(offDays, days, fc.integer({ min: -300, max: 300 }), (off, from, n) => {
      const calendar = createCalendar({ days: ['mon', 'wed', 'thu', 'sun'], holidays: off.map(formatDay) });
      let day = from;
      if (n === 0) while (!calendar.isWorkingDay(day)) day++;
      for (let left = Math.abs(n); left > 0; ) {
        day += Math.sign(n);
        if (calendar.isWorkingDay(day)) left--;
      }
      expect(calendar.addBusinessDays(from, n)).toBe(day);
    }),
  );
});

test('business days between are what was added, whichever way', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -300, max: 300 }), (from, n) => {
      const start = newYork.addBusinessDays(from, 0);
      expect(newYork.businessDaysBetween(start, newYork.addBusinessDays(start, n))).toBe(n);
    }),
  );
});

test('without options it is UTC, Monday to Friday, nine to five, and the calendar year', () => {
  const calendar = createCalendar();
  expect(calendar.zone.name).toBe('UTC');
  expect(clock(calendar.add(at('2026-11-20T16:30:00Z'), duration('1bh')), calendar)).toBe('2026-11-23 09:30');
  expect(calendar.fiscalQuarterOf(parseDay('2026-11-18') ?? 0)).toMatchObject({ fiscalYear: 2026, quarter: 4 });
});
