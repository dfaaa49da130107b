import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { startTextTable } from '../../src/lib/text-table.ts';

const text = oneof(
  constantFrom('', '00Q000000000001AAA', 'é', 'ÿ', 'Ā', '東京'),
  string({ unit: 'grapheme', maxLength: 20 }),
);

test('each text has one number, in the order in which they came, and is found again by it', () => {
  assert(
    property(array(text, { maxLength: 200 }), array(text), (texts, others) => {
      const table = startTextTable();
      const distinct = [...new Set(texts)];
      expect(texts.map(table.numberOf)).toEqual(texts.map((one) => distinct.indexOf(one)));
      expect(table.size()).toBe(distinct.length);
      expect(distinct.map((_, number) => table.at(number))).toEqual(distinct);
      expect([...texts, ...others].map(table.find)).toEqual([...texts, ...others].map((one) => distinct.indexOf(one)));
    }),
  );
});

test('a hundred thousand ids that differ in one place are kept apart', () => {
  const table = startTextTable();
  const ids = Array.from({ length: 100_000 }, (_, i) => `00Q5e${i.toString(36).padStart(10, '0')}AAA`);
  ids.forEach(table.numberOf);
  expect(table.size()).toBe(ids.length);
  expect(ids.every((id, number) => table.find(id) === number && table.at(number) === id)).toBe(true);
});
