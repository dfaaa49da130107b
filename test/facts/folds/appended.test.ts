import { expect, test } from 'vitest';
import { appended } from '../../../src/facts/folds/appended.ts';

test('a list keeps every item in the order in which it came, short or long', () => {
  const items = Array.from({ length: 50 }, (_, i) => i);
  expect(items.reduce<number[]>(appended, [])).toEqual(items);
});

test('a list as item stays one item', () => {
  expect(appended<number[]>([[1]], [2, 3])).toEqual([[1], [2, 3]]);
});
