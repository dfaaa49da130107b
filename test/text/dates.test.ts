import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createDateFinder, createTokenDateFinder, type DateOptions } from '../../src/text/dates.ts';
import { civil, dayOf } from '../../src/text/dates-calendar.ts';
import { dateLexiconSchema } from '../../src/text/lexicon.ts';

const lexicon = dateLexiconSchema.parse(
  parse(readFileSync(new URL('../../rules/lexicons/dates.yaml', import.meta.url), 'utf8')),
);
const finder = (options: DateOptions) => createDateFinder(createTokenDateFinder(lexicon, options));
const find = finder({ dateOrder: 'mdy' });
const MONDAY = dayOf(2026, 11, 16);

function iso(day: number): string {
  const date = civil(day);
  return `${date.year}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
}

/** Dates found in a text written on Monday, November 16, 2026. */
function found(text: string, finder = find, edited = MONDAY): string {
  return finder(text, edited)
    .map(({ day, precision }) => (precision === 'day' ? iso(day) : `${iso(day)} ${precision}`))
    .join(', ');
}

describe('a date in words or digits is found', () => {
  test.each([
    ['call 11/24', '2026-11-24'],
    ['Di 24.11. Termin', '2026-11-24'],
    ['2026-11-24: call', '2026-11-24'],
    ['call Nov. 24th, 2026', '2026-11-24'],
    ['rollout call 05-Dec', '2026-12-05'],
    ['05Dec kick off', '2026-12-05'],
    ['am 24. Nov. mit GF', '2026-11-24'],
    ['el 24 de noviembre', '2026-11-24'],
    ['le 1er décembre', '2026-12-01'],
    ['Mon. Nov. 30 / 9:30 PT', '2026-11-30'],
    ['board Jan 6', '2027-01-06'],
    ['10/6: sent deck', '2026-10-06'],
    ['by 11.30, w/ Dana', '2026-11-30'],
    ['call 11-24 w/ Sam', '2026-11-24'],
    ['Dana is back on the 23rd', '2026-11-23'],
    ['ligar dia 24 às 15h', '2026-11-24'],
    ['Llamar el martes 24', '2026-11-24'],
    ['"Tuesday the 24th at 11?"', '2026-11-24'],
    ['followup Friday 11/21', '2026-11-21'],
    ['Do 26.11. Demo', '2026-11-26'],
    ['May 5 kickoff', '2027-05-05'],
    ['call Dana 1/4', '2027-01-04'],
  ])('%s', (text, expected) => expect(found(text)).toBe(expected));
});

describe('a relative date counts from the day on which the text was edited', () => {
  test.each([
    ['tmrw 8am', '2026-11-17'],
    ['mtg this afternoon', '2026-11-16'],
    ['Friday 2pm', '2026-11-20'],
    ['Mon', '2026-11-16'],
    ['next Tuesday', '2026-11-24'],
    ['next week Tuesday', '2026-11-24'],
    ['kommenden Montag', '2026-11-23'],
    ['mardi prochain', '2026-11-17'],
    ['terça que vem', '2026-11-17'],
    ['in two weeks', '2026-11-30'],
    ['a week from now', '2026-11-23'],
    ['in 3 business days', '2026-11-19'],
    ['dans 3 jours', '2026-11-19'],
    ['EOM', '2026-11-30'],
    ['by EOW', '2026-11-20'],
    ['EOD Friday', '2026-11-20'],
    ['Friday EOD', '2026-11-20'],
    ['end of next week', '2026-11-27'],
    ['end of November', '2026-11-30'],
    ['KW 48', '2026-11-23 week'],
    ['week of 11/30', '2026-11-30 week'],
    ['next week', '2026-11-23 week'],
    ['in 2-3 weeks', '2026-11-30 week'],
    ['early Jan', '2027-01-01 month'],
    ['in Q1', '2027-01-01 quarter'],
    ['llamar mañana por la mañana', '2026-11-17'],
    ['morgen früh anrufen', '2026-11-17'],
  ])('%s', (text, expected) => expect(found(text)).toBe(expected));

  test('a weekday written on that weekday is that day', () =>
    expect(found('Tues', find, MONDAY + 1)).toBe('2026-11-17'));
});

describe('what only looks like a date is left alone', () => {
  test.each([
    '24/7 support',
    'version 11.2 is out',
    'test build 11.20',
    '$11/24 per user',
    'SOC 2 report',
    '1/2 of users',
    '3/4 of users inactive',
    'call +1 415-555-2671',
    'call 555.123.4567',
    '10-12 sites, 2-3 lines each',
    'march on with legal',
    'they may sign',
    'team of 11/12 reps, wants 1/2 day training',
    'their 12/10 rule set',
    '50/50 split',
    '9:00-10:00 call',
    'guten Morgen zusammen',
    'llamar por la mañana',
    'sat down w/ CFO',
    'do the demo',
    'the 2nd demo',
    'on the 3rd floor',
    'IP 10.12.0.1',
    '8/10 fit',
    'https://x.example/2026/11/24/post',
    'Good Friday',
    'FY27 planning',
  ])('%s', (text) => expect(found(text)).toBe(''));
});

test('a range keeps its last day', () => {
  expect(find('Nov 24-26 onsite', MONDAY)[0]).toMatchObject({ day: dayOf(2026, 11, 24), lastDay: dayOf(2026, 11, 26) });
  expect(find('11/24 - 11/26 onsite', MONDAY)).toHaveLength(1);
});

test('words that look back mark the date as past', () => {
  expect(find('spoke 2 weeks ago', MONDAY)[0]).toMatchObject({ day: MONDAY - 14, past: true });
  expect(find('silent since 11/2', MONDAY)[0]).toMatchObject({ past: true });
  expect(find('call 11/24', MONDAY)[0]?.past).toBeUndefined();
});

test('where days come first, 11/5 is the eleventh of May, and 5.11. is the fifth of November everywhere', () => {
  const dayFirst = finder({ dateOrder: 'dmy' });
  expect(found('call 5/12', dayFirst)).toBe('2026-12-05');
  expect(found('call 12/5')).toBe('2026-12-05');
  expect(found('Termin am 5.12. mit GF')).toBe('2026-12-05');
  expect(found('reunión el 5/12 con el director')).toBe('2026-12-05');
});

test('quarters follow the fiscal year', () => {
  const fiscal = finder({ dateOrder: 'mdy', fiscalYearStarts: 2 });
  expect(found('by EOQ', fiscal)).toBe('2027-01-31');
});

test('the span quotes the date as written, even under a right-to-left override', () => {
  const text = 'call w/ Dana Fri, Nov 20 (2pm)';
  const [date] = find(text, MONDAY);
  expect(text.slice(date?.start, date?.end)).toBe('Fri, Nov 20');
  expect(found('\u202e02/11 yb erutangis teG')).toBe('2026-11-20');
});

test('any text is read without an error, and spans lie inside it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.integer({ min: 10_000, max: 30_000 }),
      (text, edited) => {
        for (const date of find(text, edited)) {
          expect(date.start).toBeLessThan(date.end);
          expect(date.end).toBeLessThanOrEqual(text.length);
          expect(Number.isInteger(date.day)).toBe(true);
        }
      },
    ),
  );
});

test('ten megabytes of near-dates end', () => {
  expect(find('1/2/3-4.5 '.repeat(1_000_000), MONDAY).length).toBeGreaterThanOrEqual(0);
  expect(find('a.'.repeat(5_000_000), MONDAY)).toEqual([]);
});
