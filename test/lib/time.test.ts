import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addMonths,
  DAY,
  dateOf,
  dayOf,
  endOfMonth,
  formatDay,
  formatInstant,
  HOUR,
  isCalendarDate,
  parseDay,
  parseInstant,
  quarterOf,
  startOfWeek,
  weekday,
} from '../../src/lib/time.ts';
import { UTC } from '../../src/lib/time-zone.ts';

/** A wall clock two hours ahead of UTC. */
const cairo = { fromWall: (wall: number) => wall - 2 * HOUR };
const morning = Date.UTC(2026, 0, 5, 9, 30);
const anyDay = fc.integer({ min: dayOf(1, 1, 1), max: dayOf(9999, 12, 31) });

test('a day is counted from 1970 and comes back as the same date', () => {
  expect(dayOf(1970, 1, 1)).toBe(0);
  expect(dayOf(2026, 11, 18)).toBe(Date.UTC(2026, 10, 18) / DAY);
  fc.assert(
    fc.property(anyDay, (day) => {
      expect(parseDay(formatDay(day))).toBe(day);
    }),
  );
});

test('dates agree with the calendar of the language', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 2_000_000 }), (day) => {
      const date = new Date(day * DAY);
      expect(dateOf(day)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      });
      expect(weekday(day) % 7).toBe(date.getUTCDay());
    }),
  );
});

test('months beyond the twelfth and days beyond the last carry over', () => {
  expect(formatDay(dayOf(2026, 13, 1))).toBe('2027-01-01');
  expect(formatDay(dayOf(2026, 0, 31))).toBe('2025-12-31');
  expect(formatDay(dayOf(2026, 2, 30))).toBe('2026-03-02');
});

test('29 February exists in leap years only', () => {
  expect([2024, 2000, 2026, 1900].map((year) => isCalendarDate(year, 2, 29))).toEqual([true, true, false, false]);
  expect(parseDay('2024-02-29')).toBe(Date.UTC(2024, 1, 29) / DAY);
  expect(parseDay('2026-02-29')).toBeUndefined();
});

test.each([
  '2026-02-30',
  '2026-13-01',
  '2026-00-10',
  '2026-1-5',
  '20260105',
  '2026/01/05',
  '2026-01-05T',
  '',
  '0000-01-01',
])('no day is read from %j', (text) => expect(parseDay(text)).toBeUndefined());

test.each([
  '2026-01-05T09:30:00Z',
  '2026-01-05T09:30:00.000Z',
  '2026-01-05T09:30:00.000+0000',
  '2026-01-05T09:30:00+00:00',
  '2026-01-05T11:30:00+02',
  '2026-01-05T04:30:00-05:00',
  '2026-01-05T15:00:00.000+0530',
  '2026-01-05T09:30Z',
  '2026-01-05 09:30:00 +0000',
  '2026-01-05t09:30:00,0z',
  ' 2026-01-05T09:30:00Z ',
  '2026-01-05T11:30:00',
  '2026-01-05 11:30:00',
  '2026-01-05 11:30',
  `${morning}`,
])('%j is half past nine in UTC', (text) => expect(parseInstant(text, cairo)).toBe(morning));

test('a date alone is the start of that day in the zone', () => {
  expect(parseInstant('2026-01-05', cairo)).toBe(Date.UTC(2026, 0, 4, 22));
});

test('fractions of a second are read to the millisecond', () => {
  const second = Date.UTC(2026, 0, 5);
  expect(parseInstant('2026-01-05T00:00:00.7Z', UTC)).toBe(second + 700);
  expect(parseInstant('2026-01-05T00:00:00.07Z', UTC)).toBe(second + 70);
  expect(parseInstant('2026-01-05T00:00:00.0079999Z', UTC)).toBe(second + 7);
});

test.each([
  '2026-02-30T09:30:00Z',
  '2026-01-05T24:00:00Z',
  '2026-01-05T09:60:00Z',
  '2026-01-05T09:30:60Z',
  '2026-01-05T09:30:00.Z',
  '2026-01-05T09:30:00+2:00',
  '2026-01-05T09:30:00+0260',
  '2026-01-05T09:30:00+19:00',
  '2026-01-05T09:30:00 UTC+2',
  '2026-01-05T9:30:00Z',
  '2026-01-05T09:30:00ZZ',
  '2026-01-05X09:30:00Z',
  '2026-01-05T09',
  '176760540000',
  '17676054000000',
  '1767605400_00',
  'yesterday',
  '',
])('no instant is read from %j', (text) => expect(parseInstant(text, UTC)).toBeUndefined());

test('an instant is written with milliseconds in UTC and read back', () => {
  expect(formatInstant(morning)).toBe('2026-01-05T09:30:00.000Z');
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (instant) => {
      expect(formatInstant(instant)).toBe(new Date(instant).toISOString());
      expect(parseInstant(formatInstant(instant), cairo)).toBe(instant);
    }),
  );
});

test('noise is never read as anything but an instant that formats', () => {
  const alphabet = fc.constantFrom(...'0123456789-:TZ+. ');
  fc.assert(
    fc.property(fc.string({ unit: alphabet, maxLength: 30 }), (text) => {
      const instant = parseInstant(text, UTC);
      if (instant !== undefined) expect(parseInstant(formatInstant(instant), UTC)).toBe(instant);
    }),
  );
});

test('years beyond four digits are written as ISO 8601 extends them', () => {
  expect([10_000, 999, -1].map((year) => formatDay(dayOf(year, 1, 1)))).toEqual([
    '+010000-01-01',
    '0999-01-01',
    '-000001-01-01',
  ]);
});

test('weeks begin on Monday', () => {
  const wednesday = dayOf(2026, 11, 18);
  expect(weekday(wednesday)).toBe(3);
  expect(formatDay(startOfWeek(wednesday))).toBe('2026-11-16');
  expect(formatDay(startOfWeek(dayOf(2026, 11, 22)))).toBe('2026-11-16');
  expect(weekday(dayOf(1969, 12, 28))).toBe(7);
});

test('months are added without leaving the month arrived at', () => {
  expect(formatDay(addMonths(dayOf(2027, 1, 31), 1))).toBe('2027-02-28');
  expect(formatDay(addMonths(dayOf(2024, 2, 29), 12))).toBe('2025-02-28');
  expect(formatDay(addMonths(dayOf(2026, 11, 18), 12))).toBe('2027-11-18');
  expect(formatDay(addMonths(dayOf(2026, 3, 31), -1))).toBe('2026-02-28');
  expect(formatDay(endOfMonth(dayOf(2026, 12, 5)))).toBe('2026-12-31');
});

test('a fiscal year that begins in February is named after the year it ends in', () => {
  const january = quarterOf(dayOf(2026, 1, 31), 2);
  const february = quarterOf(dayOf(2026, 2, 1), 2);
  expect(january).toEqual({ fiscalYear: 2026, quarter: 4, start: dayOf(2025, 11, 1), end: dayOf(2026, 1, 31) });
  expect(february).toEqual({ fiscalYear: 2027, quarter: 1, start: dayOf(2026, 2, 1), end: dayOf(2026, 4, 30) });
  expect(quarterOf(dayOf(2026, 11, 18))).toMatchObject({ fiscalYear: 2026, quarter: 4 });
});

test('fiscal quarters follow one another without gap, whatever month they begin in', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 12 }), (day, startMonth) => {
      const quarter = quarterOf(day, startMonth);
      const next = quarterOf(quarter.end + 1, startMonth);
      expect(quarter.start <= day && day <= quarter.end).toBe(true);
      expect(next.start).toBe(quarter.end + 1);
      expect(next.fiscalYear * 4 + next.quarter).toBe(quarter.fiscalYear * 4 + quarter.quarter + 1);
    }),
  );
});
