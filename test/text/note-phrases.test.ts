import { describe, expect, test } from 'vitest';
import { createPhraseFinder } from '../../src/text/note-phrases.ts';
import { readWords } from '../../src/text/note-words.ts';

function found(phrases: readonly string[], text: string): readonly string[] {
  const words = readWords(text);
  const { find } = createPhraseFinder({ group: phrases }, new Set(['two']));
  return find(words).map(({ from, to }) => text.slice(words[from]?.start, words[to - 1]?.end));
}

describe('a phrase of a lexicon', () => {
  test.each([
    ['budget cut', 'The Budget  CUT hurts', 'Budget  CUT'],
    ['reduc*', 'they reduced seats', 'reduced'],
    ['N (users|seats)', 'two seats, 1,200 users', 'two seats, 1,200 users'],
    ['no (more |)budget', 'no budget, no more budget', 'no budget, no more budget'],
    ['ask* _ for', 'asked Bea for', 'asked Bea for'],
    ['(a|b (c|d)) e', 'a e b d e', 'a e, b d e'],
    ['does not fit', "doesn't fit, doesnt fit", "doesn't fit, doesnt fit"],
    ['go live', 'go-live', 'go-live'],
    ['b/c', 'b/c of', 'b/c'],
    ['uberholt', 'ÜBERHOLT', 'ÜBERHOLT'],
  ])('%j is found in %j', (phrase, text, expected) => {
    expect(found([phrase], text).join(', ')).toBe(expected);
  });

  test.each([
    ['budget cut', 'budget\ncut'],
    ['budget cut', 'budget, cut'],
    ['fit', 'fits'],
    ['N seats', 'some seats'],
  ])('%j is not found in %j', (phrase, text) => {
    expect(found([phrase], text)).toEqual([]);
  });

  test('gives way to a longer one at the same place', () => {
    const { find, bit } = createPhraseFinder({ pain: ['pain'], mood: ['is a pain'], both: ['pain'] }, new Set());
    expect(find(readWords('he is a pain, the pain is real')).map(({ groups }) => groups)).toEqual([
      bit('mood'),
      bit('pain') | bit('both'),
    ]);
  });

  test.each(['', '(a', 'a)', '(a|)', '_ a'])('is refused where it cannot be meant: %j', (phrase) => {
    expect(() => createPhraseFinder({ group: [phrase] }, new Set())).toThrow(RangeError);
  });
});
