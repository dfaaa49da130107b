import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jaroWinkler } from '../../src/identity/jaro-winkler.ts';

// The figures of Winkler (1990) and of the census software that came of it.
it.each([
  ['martha', 'marhta', 0.961],
  ['dwayne', 'duane', 0.84],
  ['dixon', 'dicksonx', 0.813],
  ['jones', 'johnson', 0.832],
  ['smith', 'smyth', 0.893],
  ['anna', 'anne', 0.883],
  ['abc', 'xyz', 0],
  ['', 'a', 0],
])('%s and %s are alike to %d', (a, b, expected) => {
  expect(jaroWinkler(a, b)).toBeCloseTo(expected, 3);
});

it('is the same in both directions, between 0 and 1, and 1 for equal words only', () => {
  const word = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', 'c') });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const similarity = jaroWinkler(a, b);
      expect(similarity).toBe(jaroWinkler(b, a));
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(similarity).toBeLessThanOrEqual(1);
      if (similarity === 1) expect(a).toBe(b);
    }),
  );
});
