import { expect, it } from 'vitest';
import { SourceError } from '../../src/lib/errors.ts';
import type { Entry, Json } from '../../src/model/ledger.ts';
import { appealsOf, recordsOf } from '../../src/program/appeals.ts';

let seq = 0;
const entry = (kind: Entry['kind'], body: Json): Entry => {
  seq += 1;
  return { seq, kind, rep: 'robin', at: `2026-11-0${seq % 9}T09:00:00.000Z`, body, previous: '', hash: '' };
};
const appeal = (fingerprint: string, reason = 'wrong', rule = 'notes/thin') =>
  entry('appeal', { fingerprint, rule, record: { type: 'lead', id: '00Q1' }, reason, by: 'Robin' });
const ruling = (fingerprint: string, outcome: string) =>
  entry('ruling', { fingerprint, outcome, by: 'Olga', text: 'said so' });

it('is open until somebody rules, and the last ruling counts', () => {
  const first = appeal('a');
  expect(appealsOf([first]).get('a')).toMatchObject({ status: 'open', ruledBy: null, ruling: null });
  const upheld = [first, ruling('a', 'upheld')];
  expect(appealsOf(upheld).get('a')).toMatchObject({ status: 'upheld', ruledBy: 'Olga', ruling: 'said so' });
  expect(appealsOf([...upheld, ruling('a', 'overturned')]).get('a')?.status).toBe('overturned');
});

it('is opened again by who contests it again', () => {
  const appeals = appealsOf([appeal('a'), ruling('a', 'upheld'), appeal('b'), appeal('a', 'once more')]);
  expect([...appeals.keys()]).toEqual(['b', 'a']);
  expect(appeals.get('a')).toMatchObject({ status: 'open', reason: 'once more', ruledBy: null });
});

it('knows nothing of a ruling on what nobody contested, and passes over other entries', () => {
  expect(appealsOf([ruling('a', 'overturned'), entry('decision', { fingerprint: 'a' })]).size).toBe(0);
});

it('refuses an entry that it does not understand, rather than count a finding wrongly', () => {
  expect(() => appealsOf([appeal('a'), ruling('a', 'maybe')])).toThrow(SourceError);
});

it('holds what was overturned against the rule, out of all that it found', () => {
  const appeals = appealsOf([appeal('a'), appeal('b'), appeal('z'), ruling('a', 'overturned'), ruling('b', 'upheld')]);
  const seen = new Map([
    ['notes/thin', new Set(['a', 'b', 'c'])],
    ['notes/none', new Set(['d'])],
  ]);
  expect(Object.fromEntries(recordsOf(seen, appeals.values()))).toEqual({
    'notes/none': { findings: 1, appeals: 0, open: 0, upheld: 0, overturned: 0, overturnedShare: 0 },
    // "z" was contested and mended since: it is one more that the rule found.
    'notes/thin': { findings: 4, appeals: 3, open: 1, upheld: 1, overturned: 1, overturnedShare: 0.25 },
  });
});
