import { expect, it } from 'vitest';
import { backoff, retryAfterOf } from '../../../src/lib/http/retry-after.ts';

const now = Date.UTC(2026, 10, 18, 12);

it.each([
  ['3', 3000],
  ['0', 0],
  ['5000', 120_000],
  ['Wed, 18 Nov 2026 12:00:10 GMT', 10_000],
  ['Wed, 18 Nov 2026 11:00:00 GMT', 0],
  ['Wed, 18 Nov 2026 12:00:10', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['', undefined],
])('a Retry-After of %j is a wait of %s ms', (written, expected) => {
  expect(retryAfterOf({ 'retry-after': written }, { now, most: 120_000 })).toBe(expected);
});

it('waits are doubled up to the longest one', () => {
  expect([1, 2, 3, 4, 400].map((tries) => backoff(tries, 5000))).toEqual([1000, 2000, 4000, 5000, 5000]);
  expect(retryAfterOf({}, { now, most: 1 })).toBeUndefined();
});
