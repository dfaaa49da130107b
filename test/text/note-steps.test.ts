import { expect, test } from 'vitest';
import { createSteps } from '../../src/text/note-steps.ts';

test('each step is worked out once, and told again as it was', () => {
  const asked: string[] = [];
  const lead = (state: number, term: number): number => {
    asked.push(`${state} ${term}`);
    return (state * 7 + term) % 5 === 0 ? -1 : state * 1000 + term;
  };
  const steps = createSteps(lead);
  const pairs = Array.from({ length: 60_000 }, (_, at) => ({ state: at % 40, term: Math.floor(at / 40) }));
  const go = () => pairs.map(({ state, term }) => (state === 0 ? steps.first(term) : steps.next(state, term)));
  const first = go();
  expect(asked.length).toBe(pairs.length);
  expect(go()).toEqual(first);
  expect(asked.length).toBe(pairs.length);
  expect(first).toEqual(pairs.map(({ state, term }) => lead(state, term)));
});
