import { array, assert, constantFrom, integer, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPieces } from '../../src/text/pieces.ts';
import { UNNUMBERED } from '../../src/text/spellings.ts';
import { tokenize } from '../../src/text/tokens.ts';

const LINK = String.raw`(?<link>(?:https?:\/\/|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64})`;
const REST = String.raw`(?<word>\p{L}[\p{L}\p{M}]*)|(?<number>\p{Nd}+)|(?<break>\r\n?|\n|\u2028|\u2029)|(?<mark>[^\s\p{L}\p{Nd}])`;

/** What pieces are by definition. */
function piecesOf(text: string): readonly string[] {
  return [...text.matchAll(new RegExp(`${LINK}|${REST}`, 'giu'))].map(({ 0: piece, index, groups = {} }) => {
    const [kind] = Object.entries(groups).find(([, found]) => found !== undefined) ?? [];
    return `${kind} ${index} ${index + piece.length}`;
  });
}

function readAll(text: string): readonly string[] {
  const found: string[] = [];
  const units = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  readPieces({ text, units }, (kind, from, to) => void found.push(`${kind} ${from} ${to}`));
  return found;
}

const part = oneof(
  constantFrom('a@b.co', 'dana.reyes+x@acme-corp.example', 'https://x.y/z', 'HTTP://', 'www.', 'WWW.a.de', '@', '://'),
  constantFrom(
    "Dana's",
    'über',
    'e\u0301t\u0301',
    '\u0301',
    'ſt',
    '٣',
    '𝐚bc',
    '😀',
    '\ud800',
    '\udc00',
    'ͅ',
    'ﬁ',
    '東京',
  ),
  constantFrom(' ', '\t', '\r\n', '\r', '\u2028', '\u00a0', '\u200b', '.', '-', '_', '1,200', '12:30', 'x'.repeat(70)),
  string({ unit: 'grapheme', maxLength: 6 }),
  integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
);
const text = array(part, { maxLength: 30 }).map((parts) => parts.join(''));

describe('the pieces of a text', () => {
  test('are those that their definition finds, whatever the text holds', () => {
    assert(
      property(text, (one) => {
        expect(readAll(one)).toEqual(piecesOf(one));
      }),
      { numRuns: 500 },
    );
  });

  test('are told for every character of the first plane', () => {
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    for (const around of ['', 'a', '1'])
      expect(all.filter((one) => `${readAll(around + one + around)}` !== `${piecesOf(around + one + around)}`)).toEqual(
        [],
      );
  });
});

describe('the numbers of tokens', () => {
  test('are the same for the same kind and text, and only for them', () => {
    assert(
      property(text, text, (one, other) => {
        const tokens = [...tokenize(one), ...tokenize(other), ...tokenize(one.toUpperCase())];
        const numbered = tokens.filter(({ id }) => id !== UNNUMBERED);
        const texts = new Map(numbered.map(({ id, kind, text }) => [id, `${kind} ${text}`]));
        expect(numbered.filter(({ id, kind, text }) => texts.get(id) !== `${kind} ${text}`)).toEqual([]);
        expect(new Set(texts.values()).size).toBe(texts.size);
      }),
    );
  });

  test('are not given out without end, and a text is read as before when there are none left', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const word = (at: number): string =>
      [at % 26, (at / 26) % 26, (at / 676) % 26, (at / 17_576) % 26].map((one) => letters.charAt(one)).join('');
    for (let at = 0; at < 100_000; at += 1000)
      tokenize(Array.from({ length: 1000 }, (_, index) => word(at + index)).join(' '));
    const [late, known] = tokenize('Überraschungsgast the');
    expect(late).toEqual({
      kind: 'word',
      text: 'uberraschungsgast',
      id: UNNUMBERED,
      start: 0,
      end: 17,
      glued: false,
      capital: 'first',
    });
    expect(known?.text).toBe('the');
  });
});
