import { expect, test } from 'vitest';
import type { ScenarioResult } from '../../src/model/audit-result.ts';
import { createScenarioTally, type ScenarioRecord } from '../../src/score/scenarios.ts';
import { type RuleName, ruleNames, witness } from './builders.ts';

const inbound: readonly RuleName[] = ['ownership/misrouted', 'next-steps/missing'];
const rules = ruleNames.map((id) => ({ scenarios: inbound.includes(id) ? (['new-inbound-lead'] as const) : [] }));

function inboundOf(...records: readonly ScenarioRecord[]): Partial<ScenarioResult> {
  const tally = createScenarioTally(rules);
  for (const record of records) tally.add('rep', record);
  return tally.of('rep')[0] ?? {};
}

test('a scenario is observed where its condition holds and one of its rules passes or fails', () => {
  const { observed, passed, unclear } = inboundOf(
    witness('a', { 'ownership/misrouted': 'pass', 'next-steps/missing': 'unknown' }),
    witness('b', { 'ownership/misrouted': 'error' }),
    witness('c', { 'ownership/misrouted': 'unknown' }),
    witness('d', { 'status/stale-lead': 'pass' }),
    witness('e', { 'ownership/misrouted': 'pass' }, [false]),
  );
  expect({ observed, passed, unclear }).toEqual({ observed: 2, passed: 1, unclear: 0 });
});

test('a record of which it is unknown whether it went through the scenario counts as unclear alone', () => {
  const { observed, passed, unclear } = inboundOf(
    witness('a', { 'ownership/misrouted': 'pass' }, [undefined]),
    witness('b', { 'ownership/misrouted': 'error' }, [undefined]),
  );
  expect({ observed, passed, unclear }).toEqual({ observed: 0, passed: 0, unclear: 2 });
});

test('a record passes a scenario when none of its rules fails, info and waived failures aside', () => {
  const { observed, passed, evidence } = inboundOf(
    witness('a', { 'ownership/misrouted': 'pass', 'next-steps/missing': 'warning' }),
    witness('b', { 'ownership/misrouted': 'pass', 'next-steps/missing': 'info' }),
    witness('c', { 'ownership/misrouted': 'pass', 'next-steps/missing': 'waivedError' }),
    witness('d', { 'ownership/misrouted': 'pass', 'status/stale-lead': 'critical' }),
  );
  expect({ observed, passed }).toEqual({ observed: 4, passed: 3 });
  expect(evidence?.passed).toEqual(['b', 'c', 'd']);
});

test('a waived failure alone does not make a scenario observed', () => {
  expect(inboundOf(witness('a', { 'ownership/misrouted': 'waivedError' })).observed).toBe(0);
});

test('the evidence is the worst three findings and the first three records that pass, whatever came first', () => {
  const { evidence } = inboundOf(
    ...['z', 'y', 'c', 'x', 'a'].map((id) => witness(id, { 'ownership/misrouted': 'pass' })),
    witness('4', { 'next-steps/missing': 'warning' }),
    witness('3', { 'next-steps/missing': 'error' }),
    witness('2', { 'ownership/misrouted': 'error', 'next-steps/missing': 'info' }),
    witness('1', { 'next-steps/missing': 'critical' }),
  );
  expect(evidence).toEqual({
    failed: ['next-steps/missing 1', 'next-steps/missing 3', 'ownership/misrouted 2'],
    passed: ['a', 'c', 'x'],
  });
});

test('all four scenarios are listed even if none was seen', () => {
  const none = { observed: 0, passed: 0, unclear: 0, evidence: { failed: [], passed: [] } };
  expect(createScenarioTally(rules).of('rep')).toEqual(
    ['new-inbound-lead', 'territory-reassignment', 'lead-recycled', 'escalation'].map((id) => ({ id, ...none })),
  );
});
