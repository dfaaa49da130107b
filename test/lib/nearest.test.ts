import fc from 'fast-check';
import { expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/lib/nearest.ts';

const names = ['severity', 'expect', 'when', 'nextStep.due', 'nextStep.text', 'source'];

it.each([
  ['severty', 'severity'],
  ['sevreity', 'severity'],
  ['Expect', 'expect'],
  ['wehn', 'when'],
  ['sourc', 'source'],
])('%s is taken for %s', (given, meant) => {
  expect(didYouMean(given, names)).toBe(`did you mean "${meant}"?`);
});

it('a part of a longer name finds it', () => {
  expect(nearest('nextstep', names, 2)).toEqual(['nextStep.due', 'nextStep.text']);
});

it('what is like nothing gets no suggestion', () => {
  expect(didYouMean('zzzzzz', names)).toBeUndefined();
  expect(didYouMean('x', [])).toBeUndefined();
});

it('a swap of two letters counts once, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 3, maxLength: 20 }), fc.nat(18), (word, at) => {
      const i = Math.min(at, word.length - 2);
      const swapped = `${word.slice(0, i)}${word[i + 1]}${word[i]}${word.slice(i + 2)}`;
      expect(nearest(swapped, [word])).toEqual([word]);
    }),
  );
});

it('the order of the names does not matter', () => {
  expect(nearest('nextStep', [...names].reverse(), 9)).toEqual(nearest('nextStep', names, 9));
});
