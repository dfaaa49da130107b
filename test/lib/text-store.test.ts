import { array, assert, integer, nat, oneof, property, string, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { startTextStore } from '../../src/lib/text-store.ts';

const text = oneof(string({ maxLength: 40 }), string({ unit: 'binary', maxLength: 40 }), string({ unit: 'grapheme' }));

test('the text put last in a place is the text of the place, half a character included', () => {
  assert(
    property(array(tuple(nat({ max: 30 }), text), { maxLength: 100 }), (puts) => {
      const [store, last] = [startTextStore(), new Map<number, string>()];
      for (const [place, one] of [...puts, [31, '\ud83d'] as const]) {
        store.put(place, one);
        last.set(place, one);
      }
      for (const [place, one] of last) expect(store.at(place)).toBe(one);
    }),
  );
});

test('texts outlive those that are put over others again and again', () => {
  assert(
    property(integer({ min: 1, max: 1000 }), (seed) => {
      const store = startTextStore();
      const textOf = (round: number, place: number) => `${seed} ${round} ${place} `.repeat(1 + ((place * seed) % 997));
      for (let place = 0; place < 20; place += 1) store.put(place, textOf(0, place));
      for (let round = 1; round < 200; round += 1)
        for (let place = 20; place < 24; place += 1) store.put(place, textOf(round, place));
      for (let place = 0; place < 20; place += 1) expect(store.at(place)).toBe(textOf(0, place));
      for (let place = 20; place < 24; place += 1) expect(store.at(place)).toBe(textOf(199, place));
    }),
    { numRuns: 10 },
  );
});
