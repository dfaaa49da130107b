import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNearDuplicates, type NearDuplicates } from '../../src/text/similarity.ts';

const NOTE =
  'Spoke with the operations team about their return process, they type every label by hand and lose a day per week. ' +
  'Will send the comparison sheet and come back once finance has seen the numbers for the second warehouse.';

function collect(texts: Readonly<Record<string, string>>): NearDuplicates {
  const near = createNearDuplicates({ threshold: 0.9 });
  for (const [id, text] of Object.entries(texts)) near.add(id, text);
  return near;
}

describe('near-duplicate notes', () => {
  test('are found whatever their case, whitespace and punctuation', () => {
    const near = collect({
      a: NOTE,
      b: `  ${NOTE.toUpperCase().replaceAll(' ', '\n')}!!`,
      c: 'another note altogether',
    });
    expect(near.groups()).toEqual([['a', 'b']]);
  });

  test('may differ by a word', () => {
    expect(collect({ a: NOTE, b: NOTE.replace('second', 'third') }).groups()).toEqual([['a', 'b']]);
  });

  test('are not those that share only half of their words', () => {
    const other = NOTE.split(' ')
      .map((word, at) => (at % 2 === 0 ? word : `other${at}`))
      .join(' ');
    expect(collect({ a: NOTE, b: other }).groups()).toEqual([]);
  });

  test('must be equal where they are short, names and digits included', () => {
    const near = collect({
      a: 'Called Bea, no answer',
      b: 'called  bea: no answer',
      c: 'Called Kim, no answer',
      d: 'Call 1',
      e: 'Call 2',
    });
    expect(near.groups()).toEqual([['a', 'b']]);
  });

  test('are never blank ones', () => {
    expect(collect({ a: '', b: '', c: ' - ', d: '...' }).groups()).toEqual([]);
  });

  test('form the same groups whatever the order of adding and merging', () => {
    const kinds = ['', ' with twenty more words'.repeat(5), ` ${NOTE}`, ' and quite another end of the story for once'];
    const texts = Object.fromEntries(
      Array.from({ length: 24 }, (_, at) => [`n${at}`, `${NOTE}${kinds[at % 4]}${at % 3 === 0 ? ' x' : ''}`]),
    );
    const expected = collect(texts).groups();
    expect(expected.length).toBeGreaterThan(1);
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(texts), { minLength: 24 }), fc.nat({ max: 24 }), (ids, cut) => {
        const pick = (some: readonly string[]) => Object.fromEntries(some.map((id) => [id, texts[id] ?? '']));
        const first = collect(pick(ids.slice(0, cut)));
        first.merge(collect(pick(ids.slice(cut))));
        expect(first.groups()).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test('are found among many copies and many others', () => {
    const near = createNearDuplicates({ threshold: 0.9 });
    for (let at = 0; at < 500; at++) near.add(`copy${at}`, NOTE);
    for (let at = 0; at < 500; at++)
      near.add(
        `own${at}`,
        NOTE.replace(/\p{L}+/gu, (word) => `${word}${at}`),
      );
    expect(near.groups().map(({ length }) => length)).toEqual([500]);
  });

  test.each([0, -1, 1.1, Number.NaN])('cannot be had with a threshold of %d', (threshold) => {
    expect(() => createNearDuplicates({ threshold })).toThrow(RangeError);
  });
});
