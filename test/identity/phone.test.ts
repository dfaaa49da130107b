import fc from 'fast-check';
import { expect, it } from 'vitest';
import { e164, isSamePhone, lastDigits } from '../../src/identity/phone.ts';

const phone = (text: string, country: string | null = null) => ({ text, country });

it.each([
  [phone('(415) 555-0132', 'US'), '+14155550132'],
  [phone('+1 415 555 0132'), '+14155550132'],
  [phone('415.555.0132 x12', 'US'), '+14155550132'],
  [phone('030 23125 123', 'DE'), '+493023125123'],
  [phone('+49 (0)30 23125-123'), '+493023125123'],
  [phone('0044 20 7946 0018', 'DE'), '+442079460018'],
])('%o is dialed as %s', (written, number) => {
  expect(e164(written)).toBe(number);
});

it.each([
  phone('(415) 555-0132'),
  phone('(415) 555-0132', 'XX'),
  phone('+1 555-0132'),
  phone('1234567890', 'US'),
  phone('call me', 'US'),
  phone(''),
])('%o cannot be dialed', (written) => {
  expect(e164(written)).toBeNull();
});

it.each([
  [phone('(415) 555-0132', 'US'), phone('+1 415 555 0132 x12')],
  [phone('(415) 555-0132'), phone('+14155550132', 'DE')],
  [phone('030/23125123', 'DE'), phone('+49 30 23125 123', 'US')],
  [phone('415-555-0132'), phone('(415) 555.0132')],
])('%o and %o are one number', (a, b) => {
  expect(isSamePhone(a, b)).toBe(true);
  expect(isSamePhone(b, a)).toBe(true);
});

it.each([
  [phone('(415) 555-0132', 'US'), phone('(212) 555-0132', 'US')],
  [phone('030 23125123', 'DE'), phone('030 23125123', 'AT')],
  [phone('555-0132'), phone('555-0132')],
  [phone('0000000000'), phone('0000000000')],
  [phone('1111111111', 'US'), phone('1111111111', 'US')],
  [phone(''), phone('')],
])('%o and %o are not known to be one number', (a, b) => {
  expect(isSamePhone(a, b)).toBe(false);
});

it('finds the last digits whatever stands between them', () => {
  expect(lastDigits('+1 (415) 555-0132')).toBe('5550132');
  expect(lastDigits('415.555.0132 ext. 77')).toBe('5550132');
  expect(lastDigits('12345')).toBeNull();
  expect(lastDigits('9'.repeat(10))).toBeNull();
  expect(lastDigits('1'.repeat(1_000_000))).toBeNull();
});

it('compares any two texts, the same in both directions', () => {
  const anyPhone = fc.record({
    text: fc.oneof(fc.string(), fc.stringMatching(/^\+?[0-9 ()x-]{6,16}$/)),
    country: fc.constantFrom(null, 'US', 'DE', 'XX'),
  });
  fc.assert(fc.property(anyPhone, anyPhone, (a, b) => isSamePhone(a, b) === isSamePhone(b, a)));
});
