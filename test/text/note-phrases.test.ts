import { array, assert, constantFrom, property, record } from 'fast-check';
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

/** All word sequences that a phrase stands for; it holds no parentheses inside parentheses. */
function spelledOut(phrase: string): readonly (readonly string[])[] {
  const parts = phrase.match(/\([^)]*\)|[^ ]+/g) ?? [];
  return parts.reduce<readonly (readonly string[])[]>(
    (all, part) => {
      const choices = part.startsWith('(') ? part.slice(1, -1).split('|') : [part];
      return all.flatMap((words) => choices.map((choice) => [...words, ...choice.split(' ').filter(Boolean)]));
    },
    [[]],
  );
}

function isWord(asked: string, word: string): boolean {
  if (asked === '_') return /^[a-z]/.test(word);
  if (asked === 'N') return /^[0-9]/.test(word) || word === 'two';
  return asked.endsWith('*') ? word.startsWith(asked.slice(0, -1)) : word === asked;
}

/** What a finder finds, by trying every phrase at every place: `from`, `to` and the groups. */
function tried(groups: Readonly<Record<string, readonly string[]>>, words: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let from = 0; from < words.length; ) {
    const fits = Object.entries(groups).flatMap(([group, phrases]) =>
      phrases.flatMap(spelledOut).flatMap((asked) => {
        const here = words.slice(from, from + asked.length);
        return here.length === asked.length && asked.every((one, at) => isWord(one, here[at] ?? ''))
          ? [{ group, length: asked.length }]
          : [];
      }),
    );
    const longest = Math.max(0, ...fits.map(({ length }) => length));
    const names = Object.keys(groups).filter((name) =>
      fits.some(({ group, length }) => group === name && length === longest),
    );
    if (longest > 0) found.push(`${from} ${from + longest} ${names}`);
    from += Math.max(1, longest);
  }
  return found;
}

test('phrases are found as by trying each of them at each place', () => {
  const start = constantFrom('bud', 'cut', 'cu*', 'N', '(cut|bud cut|cut N)', 'two');
  const rest = array(constantFrom('bud', 'cut', 'b*', 'N', '_', '(bud|cut|)', '(_|_ _)', '(N bud|)'), { maxLength: 4 });
  const phrases = array(
    record({ start, rest }).map(({ start, rest }) => [start, ...rest].join(' ')),
    { maxLength: 5 },
  );
  const texts = array(array(constantFrom('bud', 'cut', 'cutter', 'bid', 'two', '7', '.'), { maxLength: 20 }), {
    maxLength: 5,
  });
  assert(
    property(record({ a: phrases, b: phrases, c: phrases }), texts, (groups, all) => {
      const { find, bit } = createPhraseFinder(groups, new Set(['two']));
      const names = (bits: number) => (['a', 'b', 'c'] as const).filter((group) => (bits & bit(group)) !== 0);
      for (const words of all)
        expect(
          find(readWords(words.join(' '))).map(({ from, to, groups }) => `${from} ${to} ${names(groups)}`),
        ).toEqual(tried(groups, words));
    }),
    { numRuns: 300 },
  );
});
