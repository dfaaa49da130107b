import { describe, expect, it } from 'vitest';
import {
  calendarClock,
  closedDeals,
  eventClock,
  leaveClock,
  totalClock,
  versionClock,
  type Week,
  winRateClock,
} from '../../src/program/clocks.ts';
import { ana, certified, closed, day, dayOf } from './builders.ts';

const week = (from: string, best: number): Week => ({ run: `run-${from}`, from, total: best, best, threshold: 18 });
const limits = { drop: 10, days: 30, baseline: 90, minimum: 10 };
const today = day('2026-11-18');

describe('levels below the threshold', () => {
  it('are due after two weekly snapshots in a row, since the first of them', () => {
    const found = totalClock([week('2026-11-02', 19), week('2026-11-09', 17), week('2026-11-16', 16)], 2);

    expect(found).toMatchObject({ clock: 'total', since: '2026-11-09' });
  });

  it('are not due after one, nor where the last snapshot is fine again', () => {
    expect(totalClock([week('2026-11-02', 17), week('2026-11-09', 19), week('2026-11-16', 16)], 2)).toBeNull();
    expect(totalClock([week('2026-11-02', 17), week('2026-11-09', 17), week('2026-11-16', 18)], 2)).toBeNull();
  });

  it('cannot be told from a single snapshot', () => {
    expect(totalClock([week('2026-11-16', 10)], 2)).toHaveProperty('reason');
  });

  it('are not in a row where a week between shows nothing', () => {
    expect(totalClock([week('2026-11-02', 17), null, week('2026-11-16', 16)], 2)).toBeNull();
  });
});

describe('the win rate', () => {
  const rate = (recent: number, before: number) =>
    winRateClock(
      closedDeals([...closed(ana, '2026-11-10', recent, 10), ...closed(ana, '2026-09-01', before, 10)], dayOf),
      today,
      limits,
    );

  it('is due when it is more than ten points below the ninety days before, with the counts', () => {
    expect(rate(3, 5)).toMatchObject({
      clock: 'win-rate',
      since: '2026-11-10',
      evidence: [{ value: '3 of 10 won (30 %)' }, { value: '5 of 10 won (50 %)' }],
    });
  });

  it('is not due at exactly ten points, nor above', () => {
    expect(rate(4, 5)).toBeNull();
    expect(rate(6, 5)).toBeNull();
  });

  it('cannot be told with nine closed deals in a window', () => {
    const deals = closedDeals([...closed(ana, '2026-11-10', 0, 9), ...closed(ana, '2026-09-01', 9, 10)], dayOf);

    expect(winRateClock(deals, today, limits)).toMatchObject({ reason: expect.stringContaining('9 deals closed') });
  });
});

it('a leave counts when it is longer than four weeks and goes on after the decision', () => {
  const leave = (from: string, to?: string) => leaveClock([{ from, to }], '2026-03-02', today, 28);

  expect(leave('2026-07-06', '2026-08-14')).toMatchObject({ clock: 'leave', since: '2026-08-03' });
  expect(leave('2026-07-06', '2026-08-02')).toBeNull();
  expect(leave('2026-01-05', '2026-02-20')).toBeNull();
  expect(leave('2026-10-01')).toMatchObject({ clock: 'leave' });
});

it('a pivot counts from the day after the decision up to today', () => {
  const pivot = (date: string) =>
    eventClock('pivot', [{ date, what: 'utilities', where: 'program file' }], {
      decidedOn: '2026-03-02',
      today: '2026-11-18',
    });

  expect(pivot('2026-09-01')).toMatchObject({ since: '2026-09-01', evidence: [{ value: '2026-09-01: utilities' }] });
  expect(pivot('2026-03-02')).toBeNull();
  expect(pivot('2026-12-01')).toBeNull();
});

it('another major version of the rubric or a pack makes a certificate due, a minor one does not', () => {
  const now = (version: string) => ({
    rubrics: new Map([['crm-hygiene', { version, changed: '2026-10-01' }]]),
    packs: new Map(),
  });

  expect(versionClock(certified(), now('2.0.0'), '2026-11-18')).toMatchObject({
    clock: 'version',
    since: '2026-10-01',
  });
  expect(versionClock(certified(), now('1.4.0'), '2026-11-18')).toBeNull();
});

it('the calendar says how many days are left', () => {
  expect(calendarClock(certified({ validUntil: '2026-12-01' }), today, 30)).toMatchObject({
    message: 'ends in 13 days',
  });
  expect(calendarClock(certified({ validUntil: '2026-11-17' }), today, 30)).toMatchObject({
    message: 'ended 1 day ago',
  });
  expect(calendarClock(certified(), today, 30)).toBeNull();
});
