import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounded, wilsonInterval } from '../../src/score/statistics.ts';

test.each([
  // Newcombe 1998, table I, method 3.
  [81, 263, [0.2553, 0.3662]],
  [15, 148, [0.0624, 0.1605]],
  [0, 20, [0, 0.1611]],
  [1, 29, [0.0061, 0.1718]],
])('the Wilson interval of %i in %i is the published one', (earned, total, published) => {
  expect(wilsonInterval(earned, total)?.map((bound) => rounded(bound))).toEqual(published);
});

test('there is no interval of nothing', () => {
  expect(wilsonInterval(0, 0)).toBeNull();
});

test('the interval holds the rate and stays within 0 and 1, for half credits too', () => {
  const counts = fc
    .integer({ min: 1, max: 500 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: 2 * n }), fc.constant(n)));
  fc.assert(
    fc.property(counts, ([halves, n]) => {
      const [low, high] = wilsonInterval(halves / 2, n) ?? [Number.NaN, Number.NaN];
      const rate = halves / (2 * n);
      return 0 <= low && low <= rate + 1e-12 && rate <= high + 1e-12 && high <= 1;
    }),
  );
});

test('numbers of the report have four decimals and never a negative zero', () => {
  expect(rounded(2 / 3)).toBe(0.6667);
  expect(rounded(81.449, 1)).toBe(81.4);
  expect(Object.is(rounded(-0.00001), 0)).toBe(true);
});
