import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Duration, durationInWords, formatDuration, parseDuration } from '../../src/lib/duration.ts';

const durations: fc.Arbitrary<Duration> = fc.record({
  amount: fc.integer({ min: 0, max: 100_000 }),
  unit: fc.constantFrom('m', 'h', 'd', 'w', 'bd', 'bh'),
});

test('a duration is read back as it was written', () => {
  fc.assert(
    fc.property(durations, (duration) => {
      expect(parseDuration(formatDuration(duration))).toEqual(duration);
    }),
  );
});

test.each([
  ['10 days', 'did you mean "10d"?'],
  ['2 business days', 'did you mean "2bd"?'],
  ['30min', 'did you mean "30m"?'],
  ['4H', 'did you mean "4h"?'],
])('%j is refused, and what was meant is offered', (text, hint) =>
  expect(parseDuration(text)).toEqual({ message: `"${text}" is not a duration`, hint }),
);

test.each(['1.5d', '1,5d', '-3d', '10', 'd', '', '3y', '1d2h', ' 1d', '٣d'])('%j is no duration', (text) =>
  expect(parseDuration(text)).toMatchObject({ message: `"${text}" is not a duration` }),
);

test('a duration of centuries is taken for a slip', () => {
  expect(parseDuration('999999d')).toEqual({ message: '"999999d" is too long a duration', hint: 'at most 100000d' });
});

test('durations are put into words, one of them in the singular', () => {
  const words = [parseDuration('1bd'), parseDuration('14d'), parseDuration('0h')];
  expect(words.map((duration) => ('amount' in duration ? durationInWords(duration) : ''))).toEqual([
    '1 business day',
    '14 days',
    '0 hours',
  ]);
});
