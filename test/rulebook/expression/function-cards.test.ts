import { expect, it } from 'vitest';
import { builtIns } from '../../../src/rulebook/expression/calls.ts';
import { functionCards } from '../../../src/rulebook/expression/function-cards.ts';
import { listMacros } from '../../../src/rulebook/expression/lists.ts';
import { textMethods } from '../../../src/rulebook/expression/text.ts';
import { holds } from './deal-scope.ts';

it.each(functionCards)('the example of $name holds: $example', ({ example }) => {
  expect(holds(example, { asOf: Date.UTC(2026, 10, 18) })).toBe(true);
});

it('every function of the language has its card', () => {
  expect(functionCards.map(({ name }) => name).sort()).toEqual([...builtIns, ...textMethods, ...listMacros].sort());
});
