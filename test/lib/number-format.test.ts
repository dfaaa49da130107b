import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBoolean, parseNumber } from '../../src/lib/number-format.ts';

test.each([
  ['21000', 21_000],
  ['-3.5', -3.5],
  ['+7', 7],
  ['.5', 0.5],
  ['5.', 5],
  ['$21,000', 21_000],
  ['US$ 21,000.50', 21_000.5],
  ['21.000,50 €', 21_000.5],
  ['EUR 1.234,56', 1234.56],
  ['1 234,56', 1234.56],
  ['1\u202f234,56\u00a0€', 1234.56],
  ["CHF 1'234.50", 1234.5],
  ['CHF 1’234’567', 1_234_567],
  ['₹12,34,567.89', 1_234_567.89],
  ['1,234,567', 1_234_567],
  ['1.234.567', 1_234_567],
  ['58.8k', 58_800],
  ['$1.15M', 1_150_000],
  ['€ 1,5 Mio', 1_500_000],
  ['1,5 Mio. €', 1_500_000],
  ['12 k€', 12_000],
  ['2 Mrd.', 2_000_000_000],
  ['USD 5k', 5000],
  ['5 million', 5_000_000],
  ['(500)', -500],
  ['($1,200.00)', -1200],
  ['$(500)', -500],
  ['-$500', -500],
  ['$-500', -500],
  ['500-', -500],
  ['−500', -500],
  ['500,-', 500],
  ['Fr. 500.--', 500],
  ['12%', 12],
  ['12,5 %', 12.5],
  ['1e3', 1000],
  ['1.5E-2', 0.015],
  ['kr 500', 500],
  ['500 kr', 500],
  ['0', 0],
  ['-0', 0],
  ['(0)', 0],
  [' 7 ', 7],
])('%j is %d', (text, value) => expect(parseNumber(text)).toBe(value));

test('one mark before three digits: a comma groups, a dot is decimal, but groups money', () => {
  expect(['1,234', '1.234', '1.234 €', '$1.234', '$1.234M', 'KWD 1.234'].map((text) => parseNumber(text))).toEqual([
    1234, 1.234, 1234, 1234, 1_234_000, 1.234,
  ]);
  expect(['0,125', '0.125 €', '1234,567', '12,34'].map((text) => parseNumber(text))).toEqual([
    0.125, 0.125, 1234.567, 12.34,
  ]);
});

test('a column that names its decimal mark is read by it', () => {
  expect(['1,234', '1.234', '1.234 €', '1.5'].map((text) => parseNumber(text, { decimal: ',' }))).toEqual([
    1.234, 1234, 1234, 1.5,
  ]);
  expect(['1,234', '1.234', '1.234 €'].map((text) => parseNumber(text, { decimal: '.' }))).toEqual([
    1234, 1.234, 1.234,
  ]);
});

test.each([
  ...['', ' ', '-', '$', '%', '.', ',', 'n/a', 'TBD', 'twelve', '12abc', 'abc12', '10k-20k', '1/2', '1.2.3', '1,23,4'],
  ...['1.234,567,890', '1,234.567.890', '12 34', '1,,234', '--5', '-(500)', '(500', '((5))', 'Infinity', 'NaN', '0x10'],
  ...['1e400', '1e', 'ABC 500', '5 apples', '2026-11-18', '11:30', '1'.repeat(65), '5%%', '+1 555 0100 200'],
])('%j is no number', (text) => expect(parseNumber(text)).toBeUndefined());

test('any number is read back however it is grouped', () => {
  const cents = fc.integer({ min: -1e11, max: 1e11 });
  const styles = fc.constantFrom([',', '.'], ['.', ','], [' ', ','], ["'", '.'], ['\u00a0', ','], ['', '.'], ['', ',']);
  fc.assert(
    fc.property(cents, styles, (amount, [group = '', decimal = '']) => {
      const digits = `${Math.trunc(Math.abs(amount) / 100)}`.replace(/\B(?=(\d{3})+$)/g, group);
      const text = `${amount < 0 ? '-' : ''}${digits}${decimal}${`${Math.abs(amount) % 100}`.padStart(2, '0')}`;
      expect(parseNumber(text)).toBe(amount / 100 + 0);
    }),
  );
});

test('what JavaScript prints is read back exactly', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(parseNumber(`${value}`)).toBe(value + 0);
    }),
  );
});

test.each(['TRUE', 'true', '1', 'Yes', 'Y', 'ja', 'oui', 'si', 'Sí', 'sim', ' x '])('%j is true', (text) =>
  expect(parseBoolean(text)).toBe(true),
);

test.each(['FALSE', 'false', '0', 'No', 'N', 'nein', 'non', 'não'])('%j is false', (text) =>
  expect(parseBoolean(text)).toBe(false),
);

test.each(['', '2', 'maybe', 'null', 'yes please'])('%j is neither', (text) =>
  expect(parseBoolean(text)).toBeUndefined(),
);
