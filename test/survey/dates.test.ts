import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileDateFormat } from '../../src/lib/date-format.ts';
import { dateOf } from '../../src/lib/time.ts';
import { dateStyleOf, looksLikeDate } from '../../src/survey/dates.ts';

const asOf = Date.UTC(2026, 10, 18);
const two = (number: number): string => String(number).padStart(2, '0');

describe('dates whose order is open', () => {
  test('are day first when some day cannot be a month', () => {
    expect(dateStyleOf(['05/03/2026', '25/03/2026', ''])).toEqual({
      pattern: 'dd/MM/yyyy',
      order: 'dmy',
      certainty: 'sure',
      why: '"25/03/2026"',
    });
  });

  test('are month first when some day stands second', () => {
    expect(dateStyleOf(['5/3/2026', '3/25/2026'])).toMatchObject({
      pattern: 'MM/dd/yyyy',
      order: 'mdy',
      certainty: 'sure',
    });
  });

  test('stay open when all of them read both ways', () => {
    expect(dateStyleOf(['05/03/2026', '06/04/2026'])).toEqual({
      pattern: undefined,
      order: undefined,
      certainty: 'unknown',
      why: 'all like "05/03/2026"',
    });
  });

  test('stay open when they contradict one another', () => {
    expect(dateStyleOf(['25/03/2026', '03/25/2026'])).toMatchObject({ order: undefined, certainty: 'unknown' });
  });

  test('with two digits for the year are only likely', () => {
    expect(dateStyleOf(['20-10-16', '01-03-17', '25-10-16'])).toMatchObject({
      pattern: 'dd-MM-yy',
      certainty: 'likely',
    });
  });

  test('with the year first are told by how little it changes', () => {
    expect(dateStyleOf(['16-10-20', '17-03-01', '16-10-25', '17-03-11'])).toMatchObject({ pattern: 'yy-MM-dd' });
  });

  test('with a time of day have an order and no pattern', () => {
    expect(dateStyleOf(['25/03/2026 14:05'])).toMatchObject({ pattern: undefined, order: 'dmy' });
  });
});

test('ISO dates, dates with points and months in words leave nothing open', () => {
  for (const values of [['2026-03-25'], ['25.03.2026'], ['25 Mar 2026', 'Mar 25, 2026'], ['2026-03-25T10:00:00Z']]) {
    expect(values.every(looksLikeDate)).toBe(true);
    expect(dateStyleOf(values)).toMatchObject({ pattern: undefined, order: undefined, why: '' });
  }
});

test.each(['1200', '1.200,50', 'ACME', '', '12', 'Q4 2016 plan', '1.2.3.4.5.6'])('%j is no date', (text) => {
  expect(looksLikeDate(text)).toBe(false);
});

test('a pattern that is proposed reads every date back to the day', () => {
  const day = fc.integer({ min: 14_000, max: 22_000 });
  const write = {
    dmy: (d: number) => `${two(dateOf(d).day)}/${two(dateOf(d).month)}/${dateOf(d).year}`,
    mdy: (d: number) => `${two(dateOf(d).month)}-${two(dateOf(d).day)}-${dateOf(d).year}`,
  };
  fc.assert(
    fc.property(
      fc.array(day, { minLength: 1, maxLength: 30 }),
      fc.constantFrom('dmy' as const, 'mdy' as const),
      (days, order) => {
        const values = days.map(write[order]);
        const style = dateStyleOf(values);
        if (style.pattern === undefined) return days.every((d) => dateOf(d).day <= 12);
        const format = compileDateFormat(style.pattern, { asOf });
        expect(style.order).toBe(order);
        expect(values.map((value) => ('day' in format ? format.day(value) : undefined))).toEqual(days);
        return true;
      },
    ),
  );
});

test('ten megabytes of noise are looked at in linear time', () => {
  const noise = ['1/'.repeat(100), 'a '.repeat(100), '٣/٣/٣', `${'9'.repeat(199)}/`];
  const values = Array.from({ length: 50_000 }, (_, i) => noise[i % noise.length] ?? '');
  expect(dateStyleOf(values).order).toBeUndefined();
});
