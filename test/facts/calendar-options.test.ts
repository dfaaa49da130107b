import { expect, test } from 'vitest';
import { createCalendar } from '../../src/facts/calendar.ts';
import { type CalendarOptions, readCalendarOptions } from '../../src/facts/calendar-options.ts';
import { UserError } from '../../src/lib/errors.ts';

const wrong: CalendarOptions = {
  timezone: 'America/New_Yrok',
  days: ['mon', 'tuseday'],
  hours: '17:00-09:00',
  holidays: ['2026-11-26', '2026-02-30'],
  fiscalYearStarts: 13,
};

test('everything wrong with a calendar is named at once, each with the way to it', () => {
  const read = readCalendarOptions(wrong);
  expect('problems' in read && read.problems.map(({ path, hint }) => [path.join('.'), hint])).toEqual([
    ['timezone', 'did you mean "America/New_York"?'],
    ['days.1', 'did you mean "tuesday"?'],
    ['hours', 'write 09:00-17:00, the end after the beginning'],
    ['holidays.1', 'write 2026-11-26'],
    ['fiscalYearStarts', 'use 1 to 12'],
  ]);
  expect(() => createCalendar(wrong)).toThrow(UserError);
});

test.each([
  ['mon-fri', [1, 2, 3, 4, 5]],
  ['sun-thu', [1, 2, 3, 4, 7]],
  ['Monday - Wednesday, sat', [1, 2, 3, 6]],
  [
    ['tue', 'thu', 'tue'],
    [2, 4],
  ],
  ['wed', [3]],
])('%j are working days', (days, weekdays) => expect(readCalendarOptions({ days })).toMatchObject({ weekdays }));

test.each(['', 'mon-', 'mon-tue-wed', 'weekdays', []])('%j are none', (days) =>
  expect(readCalendarOptions({ days })).toMatchObject({ problems: [{ path: ['days'] }] }),
);

test('work may go on around the clock', () => {
  expect(readCalendarOptions({ hours: '00:00-24:00' })).toMatchObject({ opens: 0, closes: 1440 });
  expect(readCalendarOptions({ hours: '8:30 – 16:45' })).toMatchObject({ opens: 510, closes: 1005 });
});

test.each(['9-17', '09:00', '09:00-09:00', '22:00-06:00', '09:00-24:01', '09:75-17:00', ''])(
  '%j are no hours',
  (hours) => expect(readCalendarOptions({ hours })).toMatchObject({ problems: [{ path: ['hours'] }] }),
);
