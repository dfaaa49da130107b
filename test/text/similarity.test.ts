import { describe, expect, test } from 'vitest';
import { createNearDuplicates } from '../../src/text/similarity.ts';

const NOTE =
  'Spoke with the operations team about their return process, they type every label by hand and lose a day per week. ' +
  'Will send the comparison sheet and come back once finance has seen the numbers for the second warehouse.';

/** The groups of some texts, by their names, which are added in order of their names. */
function groupsOf(texts: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  const near = createNearDuplicates({ threshold: 0.9 });
  const names = Object.keys(texts).sort();
  const textOf = (place: number): string => texts[names[place] ?? ''] ?? '';
  for (const place of names.keys()) near.add(textOf(place));
  return near.groups(textOf).map((group) => group.map((place) => names[place] ?? ''));
}

describe('near-duplicate notes', () => {
  test('are found whatever their case, whitespace and punctuation', () => {
    const groups = groupsOf({
      a: NOTE,
      b: `  ${NOTE.toUpperCase().replaceAll(' ', '\n')}!!`,
      c: 'another note altogether',
    });
    expect(groups).toEqual([['a', 'b']]);
  });

  test('may differ by a word', () => {
    expect(groupsOf({ a: NOTE, b: NOTE.replace('second', 'third') })).toEqual([['a', 'b']]);
  });

  test('are not those that share only half of their words', () => {
    const other = NOTE.split(' ')
      .map((word, at) => (at % 2 === 0 ? word : `other${at}`))
      .join(' ');
    expect(groupsOf({ a: NOTE, b: other })).toEqual([]);
  });

  test('must be equal where they are short, names and digits included', () => {
    const groups = groupsOf({
      a: 'Called Bea, no answer',
      b: 'called  bea: no answer',
      c: 'Called Kim, no answer',
      d: 'Call 1',
      e: 'Call 2',
    });
    expect(groups).toEqual([['a', 'b']]);
  });

  test('are never blank ones', () => {
    expect(groupsOf({ a: '', b: '', c: ' - ', d: '...' })).toEqual([]);
  });

  test('are told by their place among all texts, blank ones too', () => {
    const texts = ['', NOTE, 'Called Bea', '...', NOTE.toUpperCase(), 'called BEA!'];
    const near = createNearDuplicates({ threshold: 0.9 });
    for (const text of texts) near.add(text);
    expect(near.groups((place) => texts[place] ?? '')).toEqual([
      [1, 4],
      [2, 5],
    ]);
  });

  test('are found among many copies and many others', () => {
    const copies = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`copy${at}`, NOTE]));
    const own = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [`own${at}`, NOTE.replace(/\p{L}+/gu, (word) => `${word}${at}`)]),
    );
    expect(groupsOf({ ...copies, ...own }).map(({ length }) => length)).toEqual([500]);
  });

  test.each([0, -1, 1.1, Number.NaN])('cannot be had with a threshold of %d', (threshold) => {
    expect(() => createNearDuplicates({ threshold })).toThrow(RangeError);
  });
});
