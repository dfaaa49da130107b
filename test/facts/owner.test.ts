import { expect, it } from 'vitest';
import { owner } from '../../src/facts/owner.ts';
import { lead } from '../support/records.ts';
import { viewOf } from '../support/view.ts';

const people = [
  { id: '005000000000002AAA', name: 'Kim', kind: 'user' },
  { id: '00G000000000001AAA', name: 'Inbound', kind: 'queue' },
] as const;

const cameFrom = (...from: readonly (string | null)[]) => {
  const history = from.map((one, i) => ({ field: 'owner', from: one, to: `to ${i}`, at: Date.UTC(2026, 9, 2 + i) }));
  return owner.of(viewOf(lead(), { people, history })).cameFrom;
};

it.each([
  ['from a colleague', ['005000000000002AAA'], 'user'],
  ['from a queue', ['00G000000000001AAA'], 'queue'],
  ['from a queue that is not in the list of people', ['00G000000000009AAA'], 'queue'],
  ['from somebody whom only a name is known of', ['Lee'], 'user'],
  ['from nobody', [null], 'none'],
  ['from a colleague who took it from a queue', ['00G000000000001AAA', '005000000000002AAA'], 'user'],
  ['from nowhere, when it never changed hands', [], null],
])('a record comes %s', (_, from, expected) => {
  expect(cameFrom(...from)).toBe(expected);
});

it('where it came from is not known without history', () => {
  expect(owner.of(viewOf(lead(), { without: ['leadHistory'] })).cameFrom).toBeUndefined();
});
