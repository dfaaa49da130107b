import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startUnorderedHash } from '../../../src/sources/live/unordered-hash.ts';

type Value = string | number | null | undefined;

function hashOf(rows: readonly (readonly Value[])[], tag = 'deal'): string {
  const hash = startUnorderedHash();
  hash.head(tag, ['a', 'b']);
  for (const row of rows) for (const value of row) hash.value(value);
  return hash.digest();
}

const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant(undefined));
const rows = fc.array(fc.tuple(value, value), { maxLength: 20 });

test('the order of rows does not count', () => {
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.nat()), (some, order) => {
      const keyed = some.map((row) => ({ row, at: order.next().value ?? 0 }));
      const mixed = keyed.toSorted((a, b) => a.at - b.at).map(({ row }) => row);
      expect(hashOf(mixed)).toBe(hashOf(some));
    }),
  );
});

test('every value, its place and its row count', () => {
  expect(hashOf([['x', 'y']])).not.toBe(hashOf([['y', 'x']]));
  expect(
    hashOf([
      ['x', 'y'],
      ['u', 'v'],
    ]),
  ).not.toBe(
    hashOf([
      ['x', 'v'],
      ['u', 'y'],
    ]),
  );
  expect(hashOf([['x', 'y']])).not.toBe(
    hashOf([
      ['x', 'y'],
      ['x', 'y'],
    ]),
  );
  expect(hashOf([['x', null]])).not.toBe(hashOf([['x', undefined]]));
  expect(hashOf([['x', 1]])).not.toBe(hashOf([['x', '1']]));
  expect(hashOf([['x', 'y']])).not.toBe(hashOf([['x', 'y']], 'lead'));
});
