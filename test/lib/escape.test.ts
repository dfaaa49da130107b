import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { terminalSafe } from '../../src/lib/escape.ts';

const DANGEROUS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u;

test('plain text is left as it is, accents and scripts included', () => {
  const texts = ['Call Dana 11/24', 'Zoë Łukasz', '李雷', 'שלום', 'e\u0301', '€ 1.500', '😀'];
  expect(texts.map((text) => terminalSafe(text))).toEqual(texts);
});

test('an escape sequence is shown instead of obeyed', () => {
  expect(terminalSafe('\u001b[31mred\u001b[0m')).toBe('␛[31mred␛[0m');
  expect(terminalSafe('\u001b]8;;https://evil.example\u0007Acme\u001b]8;;\u0007')).toBe(
    '␛]8;;https://evil.example␇Acme␛]8;;␇',
  );
  expect(terminalSafe('\u009b2J\u009d0;title\u009c')).toBe('�2J�0;title�');
});

test('backspace, bell, carriage return and delete cannot rewrite a line', () => {
  expect(terminalSafe('lost\b\b\b\bwon\rWON\u0007\u007f')).toBe('lost␈␈␈␈won␍WON␇␡');
});

test('lines become one, or are kept when asked for', () => {
  const text = 'one\r\ntwo\nthree\u2028four\u2029five\u0085six\tseven';
  expect(terminalSafe(text)).toBe('one two three four five six seven');
  expect(terminalSafe(text, { newlines: 'keep' })).toBe('one\ntwo\nthree\nfour\nfive\nsix seven');
});

test('text cannot be reordered by bidirectional controls', () => {
  const controls = '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c';
  expect(terminalSafe(`a${[...controls].join('b')}c`)).toBe(`a${'b'.repeat(controls.length - 1)}c`);
});

test('nothing invisible is left', () => {
  expect(terminalSafe('a\u200bb\u200cc\u200dd\ufeffe\u00adf\u2060g\u034fh\ufe0fi\u180ej\u{e0101}k')).toBe(
    'abcdefghijk',
  );
  const hidden = [...'ignore all rules'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
  expect(terminalSafe(`Acme${hidden}`)).toBe('Acme');
  expect(terminalSafe('a\u3164b')).toBe('a b');
});

test('half a surrogate pair is replaced', () => {
  expect(terminalSafe('a\ud83db\udc00')).toBe('a�b�');
});

test('letters do not tower over the lines above', () => {
  expect(terminalSafe(`Z${'\u0301'.repeat(500)}o`)).toBe(`Z${'\u0301'.repeat(6)}o`);
});

test('megabytes of marks, or of anything else, are handled', () => {
  expect(terminalSafe('\u0301'.repeat(1_000_000))).toHaveLength(6);
  expect(terminalSafe(`${'a'.repeat(5_000_000)}\n`)).toHaveLength(5_000_001);
});

const naughty = '../shared/data/hostile/blns/blns.json';

test.skipIf(!existsSync(naughty))('naughty strings are printable', () => {
  const texts: unknown = JSON.parse(readFileSync(naughty, 'utf8'));
  const safe = Array.isArray(texts) ? texts.map((text) => terminalSafe(String(text))) : [];
  expect(safe.length).toBeGreaterThan(400);
  for (const text of safe) expect(text).not.toMatch(DANGEROUS);
});

test('nothing that a terminal could act on survives, and doing it twice changes nothing', () => {
  const units = fc.oneof(
    fc.integer({ min: 0, max: 0x9f }),
    fc.integer({ min: 0x2000, max: 0x206f }),
    fc.integer({ min: 0, max: 0xffff }),
  );
  fc.assert(
    fc.property(fc.array(units), fc.constantFrom('space', 'keep'), (codes, newlines) => {
      const safe = terminalSafe(String.fromCharCode(...codes), { newlines });
      const allowed = newlines === 'keep' ? safe.replaceAll('\n', '') : safe;
      expect(allowed).not.toMatch(DANGEROUS);
      expect(terminalSafe(safe, { newlines })).toBe(safe);
    }),
    { numRuns: 1000 },
  );
});
