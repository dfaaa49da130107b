import { expect, test } from 'vitest';
import { createDisguise } from '../../src/certify/disguise.ts';

const plain = new Set(['send', 'proposal', 'call', 'november', 'status', 'working', 'contacted']);
const disguise = createDisguise({ names: ['acme field works', 'Dana Ortiz'], isPlain: (word) => plain.has(word) });

test('names, companies, addresses, amounts and numbers are gone; words of our own and dates stay', () => {
  expect(disguise('Send proposal to Dana Ortiz at Acme Field Works by 11/24')).toBe(
    'Send proposal to [name] at [name] by 11/24',
  );
  expect(disguise('call dana about acme')).toBe('call [name] about [name]');
  expect(disguise('Call +1 (415) 555-0100 or mail j.doe@acme.example')).toBe('Call [number] or mail [address]');
  expect(disguise('worth $63,000 or 58k EUR, see https://acme.example/x')).toBe(
    'worth [amount] or [amount], see [link]',
  );
  expect(disguise('Status "Working - Contacted" since 2026-09-02')).toBe(
    'Status "Working - Contacted" since 2026-09-02',
  );
});

test('what is no word of ours and begins with a capital counts as a name, in any script', () => {
  expect(disguise('waiting on Chloe and 李雷, then Łukasz')).toBe('waiting on [name] and [name], then [name]');
});
