import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { DAY, dayOf, formatInstant, HOUR, MINUTE, parseInstant } from '../../src/lib/time.ts';
import { createZone, UTC, type Zone } from '../../src/lib/time-zone.ts';

function zone(name: string): Zone {
  const made = createZone(name);
  if ('message' in made) throw new Error(made.message);
  return made;
}

function read(text: string, name: string): string {
  const instant = parseInstant(text, zone(name));
  return instant === undefined ? 'malformed' : formatInstant(instant);
}

test.each([
  ['America/New_York', '2026-01-05T09:30:00', '2026-01-05T14:30:00.000Z'],
  ['America/New_York', '2026-07-05T09:30:00', '2026-07-05T13:30:00.000Z'],
  ['Europe/Berlin', '2026-01-05T09:30:00', '2026-01-05T08:30:00.000Z'],
  ['Europe/Berlin', '2026-07-05T09:30:00', '2026-07-05T07:30:00.000Z'],
  ['Australia/Lord_Howe', '2026-01-05T09:30:00', '2026-01-04T22:30:00.000Z'],
  ['Australia/Lord_Howe', '2026-07-05T09:30:00', '2026-07-04T23:00:00.000Z'],
  ['Asia/Kolkata', '2026-07-05T09:30:00', '2026-07-05T04:00:00.000Z'],
  ['UTC', '2026-07-05T09:30:00', '2026-07-05T09:30:00.000Z'],
])('in %s the clock reads %s at %s', (name, local, instant) => expect(read(local, name)).toBe(instant));

test.each([
  ['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29T02:59:00', '2026-03-29T01:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-10-04T02:15:00', '2026-10-03T15:30:00.000Z'],
])('a time that %s skips (%s) is the first moment after the gap', (name, local, instant) =>
  expect(read(local, name)).toBe(instant),
);

test.each([
  ['America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00.000Z'],
  ['Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
  ['Australia/Lord_Howe', '2026-04-05T01:45:00', '2026-04-04T14:45:00.000Z'],
])('a time that comes twice in %s (%s) is the first of the two', (name, local, instant) =>
  expect(read(local, name)).toBe(instant),
);

test('a day lasts 23 hours when the clock goes forward and 25 when it goes back', () => {
  const berlin = zone('Europe/Berlin');
  const hours = (day: number) => (berlin.endOfDay(day) + 1 - berlin.startOfDay(day)) / HOUR;
  expect([dayOf(2026, 3, 29), dayOf(2026, 10, 25), dayOf(2026, 6, 1)].map(hours)).toEqual([23, 25, 24]);
});

test('a day that begins with a gap starts where the clock does', () => {
  const saoPaulo = zone('America/Sao_Paulo');
  const start = saoPaulo.startOfDay(dayOf(2018, 11, 4));
  expect(formatInstant(start)).toBe('2018-11-04T03:00:00.000Z');
  expect(saoPaulo.toLocal(start)).toEqual({ day: dayOf(2018, 11, 4), minuteOfDay: 60 });
});

test('the day that Samoa left out is over at once', () => {
  const apia = zone('Pacific/Apia');
  const missing = dayOf(2011, 12, 30);
  expect(formatInstant(apia.startOfDay(missing))).toBe('2011-12-30T10:00:00.000Z');
  expect(apia.startOfDay(missing)).toBe(apia.startOfDay(missing + 1));
});

test('a clock set forward and back within a month is followed', () => {
  const casablanca = zone('Africa/Casablanca');
  const offsets = ['2026-02-01', '2026-03-01', '2026-04-01'].map((day) => {
    const instant = parseInstant(`${day}T12:00:00Z`, UTC) ?? 0;
    return casablanca.offset(instant) / HOUR;
  });
  expect(offsets).toEqual([1, 0, 1]);
});

test.each(['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia'])(
  'in %s the clock agrees with the runtime at any moment, asked in any order',
  (name) => {
    const subject = zone(name);
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'short' });
    const moments = fc.integer({ min: Date.UTC(1965, 0), max: Date.UTC(2060, 0) });
    fc.assert(
      fc.property(moments, (instant) => {
        const { day, minuteOfDay } = subject.toLocal(instant);
        const local = formatInstant(day * DAY + minuteOfDay * MINUTE);
        expect(`${local.slice(0, 10)} ${local.slice(11, 16)}`).toBe(format.format(instant));
        expect(subject.toDay(instant)).toBe(day);
      }),
    );
  },
);

test.each(['America/New_York', 'Australia/Lord_Howe'])('in %s a later reading is never an earlier moment', (name) => {
  const subject = zone(name);
  const year = Date.UTC(2026, 0);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 365 * DAY }), fc.integer({ min: 0, max: 3 * HOUR }), (at, more) => {
      expect(subject.fromWall(year + at + more)).toBeGreaterThanOrEqual(subject.fromWall(year + at));
    }),
  );
});

test('dates of any century have an offset', () => {
  const newYork = zone('America/New_York');
  expect(newYork.offset(Date.UTC(1700, 0))).toBe(newYork.offset(Date.UTC(1850, 0)));
  expect(newYork.offset(Date.UTC(2999, 6, 1))).toBe(-4 * HOUR);
  expect(newYork.offset(Date.UTC(9999, 0, 1))).toBe(-5 * HOUR);
});

test('a misspelt zone is refused with the nearest name', () => {
  expect(createZone('America/New_Yrok')).toEqual({
    message: 'unknown time zone "America/New_Yrok"',
    hint: 'did you mean "America/New_York"?',
  });
  expect(createZone('Asia/Kolkatta')).toMatchObject({ hint: 'did you mean "Asia/Kolkata"?' });
  expect(createZone('+05:30')).toMatchObject({ hint: 'use a name such as Europe/Berlin or UTC' });
});

test.each(['UTC', 'America/New_York', 'Australia/Lord_Howe'])(
  'a process that runs in %s reads the same instants',
  (processZone) => {
    vi.stubEnv('TZ', processZone);
    const hoursBehind = new Date('2026-07-01T00:00:00Z').getTimezoneOffset() / 60;
    const gaps = ['2026-03-29T02:30:00', '2026-03-08T02:30:00', '2026-10-04T02:15:00'];
    const instants = gaps.map((text) => read(text, 'Europe/Berlin'));
    vi.unstubAllEnvs();
    expect(hoursBehind).toBe({ UTC: 0, 'America/New_York': 4, 'Australia/Lord_Howe': -10.5 }[processZone]);
    expect(instants).toEqual(['2026-03-29T01:00:00.000Z', '2026-03-08T01:30:00.000Z', '2026-10-04T00:15:00.000Z']);
  },
);
