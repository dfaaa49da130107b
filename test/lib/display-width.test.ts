import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth, truncate, wrap } from '../../src/lib/display-width.ts';

test.each([
  ['Call Dana', 9],
  ['Zoë', 3],
  ['Zoe\u0308', 3],
  ['李雷', 4],
  ['ﾘｰ', 2],
  ['ＡＢ', 4],
  ['한국', 4],
  ['\u1112\u1161\u11ab', 2],
  ['😀', 2],
  ['👍🏽', 2],
  ['👩‍👩‍👧', 2],
  ['❤️', 2],
  ['❤', 1],
  ['🇩🇪', 2],
  ['€…–', 3],
  ['a\u200bb\u001b', 2],
  ['', 0],
])('%j takes %i columns', (text, columns) => expect(displayWidth(text)).toBe(columns));

test('a line that fits is not cut', () => {
  expect(truncate('Acme GmbH', 9)).toBe('Acme GmbH');
  expect(truncate('李雷', 4)).toBe('李雷');
});

test('a line that is too long ends in an ellipsis, within its columns', () => {
  expect(truncate('Acme GmbH', 8)).toBe('Acme Gm…');
  expect(truncate('Acme GmbH', 6)).toBe('Acme…');
  expect(truncate('李雷雷', 4)).toBe('李…');
  expect(truncate('Zoe\u0308lle', 4)).toBe('Zoe\u0308…');
  expect([truncate('Acme', 1), truncate('Acme', 0), truncate('Acme', -1)]).toEqual(['…', '', '']);
});

test('text is broken between words', () => {
  expect(wrap('Send the proposal to Dana by Friday', 12)).toEqual(['Send the', 'proposal to', 'Dana by', 'Friday']);
  expect(wrap('one\n\n  two   three ', 20)).toEqual(['one', '', 'two three']);
  expect(wrap('', 10)).toEqual(['']);
});

test('a word longer than the line is cut, and goes on where it ends', () => {
  expect(wrap('see https://acme.example/a/b ok', 10)).toEqual(['see', 'https://ac', 'me.example', '/a/b ok']);
  expect(wrap('李雷韩梅梅', 5)).toEqual(['李雷', '韩梅', '梅']);
  expect(wrap('李雷', 1)).toEqual(['李', '雷']);
});

const texts = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '李', '😀', '\u0301', 'é', '👍🏽', '\n'),
  maxLength: 60,
});

test('no line is wider than asked for', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 30 }), (text, width) => {
      for (const line of wrap(text, width)) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(displayWidth(truncate(text, width))).toBeLessThanOrEqual(width);
    }),
  );
});

test('breaking lines loses nothing but spaces', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 30 }), (text, width) => {
      expect(wrap(text, width).join('').replaceAll(' ', '')).toBe(text.replace(/[ \n]/g, ''));
    }),
  );
});
