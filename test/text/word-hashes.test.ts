import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWordReader, wordsOf } from '../../src/text/word-hashes.ts';

const read = createWordReader();
const hashesOf = (text: string): readonly number[] => {
  const { hashes, count } = read(text);
  return [...hashes.subarray(0, count)];
};

const word = fc.constantFrom('call', 'Call', 'recall', 'cal', 'l', 'note', '7', 'q3', 'x'.repeat(40));
const gap = fc.constantFrom(' ', '\n', ', ', "'", '--', '_', '@');
const ascii = fc.array(fc.tuple(word, gap), { maxLength: 60 }).map((parts) => parts.flat().join(''));

test('A word is another one each time it is said, and the same in whatever text', () => {
  const [a, b, c, d] = hashesOf('call note Call NOTE');
  expect(new Set([a, b, c, d]).size).toBe(4);
  expect(hashesOf('Note; call!')).toEqual([b, a]);
});

test('Texts in ASCII and those that are not are read alike', () => {
  // The ideographic space parts words as a blank does, and makes the whole text one that is not ASCII.
  fc.assert(
    fc.property(ascii, (text) => {
      expect(hashesOf(`${text}\u3000`)).toEqual(hashesOf(text));
    }),
  );
});

test('As many words are read as there are, of so many characters', () => {
  fc.assert(
    fc.property(fc.oneof(ascii, fc.string({ unit: 'binary' })), (text) => {
      const words = wordsOf(text);
      const { count, length } = read(text);
      expect([count, length]).toEqual([words.length, words.join(' ').length]);
    }),
  );
});

test('Long texts are read up to a bound, and one character of many words is all of them', () => {
  expect(hashesOf('a '.repeat(20_000))).toHaveLength(5_000);
  expect(hashesOf('\ufdfa'.repeat(10_000))).toHaveLength(wordsOf('\ufdfa'.repeat(10_000)).length);
});
