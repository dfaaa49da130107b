import { expect, it } from 'vitest';
import { UserError } from '../../src/lib/errors.ts';
import { runExamples } from '../../src/rulebook/examples.ts';
import { rulebookWith } from '../support/rulebook.ts';
import { setting } from '../support/setting.ts';

/** The rule file of the published interface, to the letter. */
const published = `
# rules/next-steps/undated.yaml  (id = next-steps/undated, area = next-steps)
title: Next step has no date
on: [lead, deal]
severity: error                    # info warning error critical; or a list: [{ when: 'deal.amount >= 50000', is: critical }, { is: error }]
when: record.isOpen && record.nextStep.isConcrete
expect: record.nextStep.due != null
params: {}                         # durations: 10d 2bd 4h 3bh 2w; read as params.name
message: 'Next step "{{record.nextStep.text}}" names no date'
fix: Agree a date with the customer and write it into the next step
scenarios: [new-inbound-lead, escalation]
supersedes: []
source: { claim: …, from: …, confidence: B }
examples:                          # laid over an open, owned record of 2026-11-18 whose other fields are unknown
  - { name: a dated call, record: { nextStepText: "Call Dana 11/24" }, expect: pass }
  - { name: no date, record: { nextStepText: "Send proposal to Dana" }, expect: fail }
  - { name: field not readable, record: {}, expect: not-evaluable }
`;

/** A rule with this condition and these examples, each on one line. */
const rule = (condition: string, examples: readonly string[], on = '[lead, deal]', more = ''): string => `
title: Tried
on: ${on}
severity: error
expect: ${condition}
message: 'Owned by {{record.owner.name}}'
fix: Mend it
source: { claim: ours, from: us, confidence: house }
${more}
examples:
${examples.map((example) => `  - { name: tried, expect: pass, ${example} }`).join('\n')}
`;

const outcomesOf = (text: string) =>
  runExamples(rulebookWith({ 'status/tried': text }), setting()).map(({ actual }) => actual);

function problemsOf(text: string) {
  try {
    outcomesOf(text);
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n');
    throw error;
  }
  return [];
}

it('judges the published rule as its examples say', () => {
  const results = runExamples(rulebookWith({ 'next-steps/undated': published }), setting());
  expect(results).toEqual([
    { rule: 'next-steps/undated', example: 'a dated call', expected: 'pass', actual: 'pass' },
    {
      rule: 'next-steps/undated',
      example: 'no date',
      expected: 'fail',
      actual: 'fail',
      reason: 'Next step "Send proposal to Dana" names no date',
    },
    {
      rule: 'next-steps/undated',
      example: 'field not readable',
      expected: 'not-evaluable',
      actual: 'not-evaluable',
      reason: 'not known: record.nextStep.isConcrete',
    },
  ]);
});

it('knows of a record only that it is open and owned', () => {
  const conditions = ['record.isOpen', 'record.owner.isActive', 'record.createdAt < asOf', 'record.source == null'];
  const outcomes = conditions.map((condition) => outcomesOf(rule(condition, ['on: lead', 'on: deal'])));
  expect(outcomes).toEqual([
    ['pass', 'pass'],
    ['pass', 'pass'],
    ['not-evaluable', 'not-evaluable'],
    ['not-evaluable', 'not-evaluable'],
  ]);
});

it('takes fields by their canonical names and other spellings, in their types', () => {
  const condition = `'lead.createdAt == instant("2026-11-17T15:00:00Z") && lead.nextStepDate == date("2026-11-20") && lead.company.name == "Acme" && lead.employees == 40 && lead.industry == null'`;
  const record =
    'record: { createdAt: 2026-11-17T15:00:00Z, nextStepDate: 2026-11-20, company: Acme, employees: 40, industry: null }';
  expect(outcomesOf(rule(condition, [record], '[lead]'))).toEqual(['pass']);
});

it('is of the first record type of the rule that has the fields of the example', () => {
  const condition = `'record.type == "lead"'`;
  const examples = [
    'record: { closeDate: 2026-12-01 }',
    'record: { country: Peru }',
    'on: deal, record: { source: Web }',
  ];
  expect(outcomesOf(rule(condition, examples))).toEqual(['fail', 'pass', 'fail']);
});

it('closes a deal whose stage is a closed one', () => {
  const examples = ['record: { stage: Closed Won }', 'record: { stage: Closed Won, isClosed: false }'];
  expect(outcomesOf(rule('"!deal.isOpen"', examples, '[deal]'))).toEqual(['pass', 'fail']);
});

it('takes what lies in the past as done, and what is due as open', () => {
  const examples = [
    'activities: [{ kind: call, at: 2026-11-10T10:00:00Z }]',
    'activities: [{ kind: task, dueDate: 2026-11-10 }]',
    'activities: [{ kind: meeting, at: 2026-11-20T10:00:00Z }]',
    'activities: [{ kind: task, at: 2026-11-10T10:00:00Z, isCompleted: false }]',
  ];
  expect(outcomesOf(rule('record.activity.count == 1', examples))).toEqual(['pass', 'fail', 'fail', 'fail']);
});

it('measures from the as-of of the example, a date being the end of that day', () => {
  const examples = ['record: {}', 'asOf: 2026-12-01T00:00:00Z', 'asOf: 2026-11-20'];
  const condition = `'asOf < instant("2026-11-21T00:00:00Z") && today <= date("2026-11-20")'`;
  expect(outcomesOf(rule(condition, examples))).toEqual(['pass', 'fail', 'pass']);
});

it('tries other parameters', () => {
  const more = 'params: { limit: 10d }';
  const condition = 'record.createdAt + params.limit >= asOf';
  const examples = ['record: { createdAt: 2026-11-01 }', 'record: { createdAt: 2026-11-01 }, params: { limit: 20d }'];
  expect(outcomesOf(rule(condition, examples, '[lead]', more))).toEqual(['fail', 'pass']);
});

it('tells everything that examples write wrongly, each at its place', () => {
  const examples = [
    'record: { nextStp: Call Dana }',
    'record: { employees: forty }, activities: [{ kind: call, at: yesterday }]',
    'on: deal',
    'params: { limit: 2 }',
    `routes: [{ name: all, when: 'lead.contry == "Peru"', owner: kim }], asOf: today`,
  ];
  expect(problemsOf(rule('record.isOpen', examples, '[lead]', 'params: { limit: 10d }'))).toEqual([
    'our-rules/status/tried.yaml:11:44: a lead has no field "nextStp" (did you mean "nextStep"?)',
    'our-rules/status/tried.yaml:12:55: employees takes a number, found "forty"',
    'our-rules/status/tried.yaml:12:95: at takes a moment such as 2026-11-17T15:00:00Z, found "yesterday"',
    'our-rules/status/tried.yaml:13:38: status/tried is not on deals (it is on lead)',
    'our-rules/status/tried.yaml:14:51: parameter "limit" of status/tried takes a duration, such as "10d"',
    'our-rules/status/tried.yaml:15:63: unknown name "lead.contry" (did you mean "lead.country"?)',
    'our-rules/status/tried.yaml:15:108: "today" is not a moment (write 2026-11-18T17:00:00Z)',
  ]);
});

it('gives the same answers however often it is asked', () => {
  const rulebook = rulebookWith({ 'next-steps/undated': published });
  expect(runExamples(rulebook, setting())).toEqual(runExamples(rulebook, setting()));
});
