import { expect, test } from 'vitest';
import { createScenarioTally } from '../../src/score/scenarios.ts';
import { lead, type RuleName, ruleNames } from './builders.ts';

const inbound: readonly RuleName[] = ['ownership/misrouted', 'next-steps/missing'];
const rules = ruleNames.map((id) => ({ scenarios: inbound.includes(id) ? (['new-inbound-lead'] as const) : [] }));

function inboundOf(...records: readonly ReturnType<typeof lead>[]) {
  const tally = createScenarioTally(rules);
  for (const { marks } of records) tally.add('rep', marks);
  return tally.of('rep')[0];
}

test('a scenario is observed on a record when one of its rules passes or fails there', () => {
  const observed = inboundOf(
    lead({ 'ownership/misrouted': 'pass', 'next-steps/missing': 'unknown' }),
    lead({ 'ownership/misrouted': 'error' }),
    lead({ 'ownership/misrouted': 'unknown' }),
    lead({ 'status/stale-lead': 'pass' }),
  );
  expect(observed).toEqual({ id: 'new-inbound-lead', observed: 2, passed: 1 });
});

test('a record passes a scenario when none of its rules fails, info and waived failures aside', () => {
  const observed = inboundOf(
    lead({ 'ownership/misrouted': 'pass', 'next-steps/missing': 'warning' }),
    lead({ 'ownership/misrouted': 'pass', 'next-steps/missing': 'info' }),
    lead({ 'ownership/misrouted': 'pass', 'next-steps/missing': 'waivedError' }),
    lead({ 'ownership/misrouted': 'pass', 'status/stale-lead': 'critical' }),
  );
  expect(observed).toEqual({ id: 'new-inbound-lead', observed: 4, passed: 3 });
});

test('a waived failure alone does not make a scenario observed', () => {
  expect(inboundOf(lead({ 'ownership/misrouted': 'waivedError' }))?.observed).toBe(0);
});

test('all four scenarios are listed even if none was seen', () => {
  expect(
    createScenarioTally(rules)
      .of('rep')
      .map(({ id }) => id),
  ).toEqual(['new-inbound-lead', 'territory-reassignment', 'lead-recycled', 'escalation']);
});
