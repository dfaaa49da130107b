import { describe, expect, test } from 'vitest';
import { inputsFor } from '../../src/doctor/input.ts';
import { startLedger } from '../../src/doctor/ledger.ts';
import { type Case, needsOf, unsolvable } from '../../src/doctor/needs.ts';
import { planOf } from '../../src/doctor/next.ts';
import { isDecidable, questionsOf, sightOf } from '../../src/doctor/standing.ts';
import { wouldDecide } from '../../src/doctor/suppose.ts';
import type { Rubric } from '../../src/model/rubric.ts';
import { judge } from '../../src/rulebook/evaluate.ts';
import { rubric as anyRubric } from '../score/builders.ts';
import { deal, lead } from '../support/records.ts';
import { rulebookWith } from '../support/rulebook.ts';
import { viewOf } from '../support/view.ts';

const inputs = inputsFor('files');
const input = (id: string) => inputs.filter((one) => one.id === id);
const place = (id: string): number => inputs.findIndex((one) => one.id === id);
const set = (...ids: readonly string[]): number => ids.reduce((bits, id) => bits | (1 << place(id)), 0);

const rule = (on: string, expectation: string): string => `
title: A rule
on: ${on}
severity: error
expect: ${expectation}
message: it fails
fix: mend it
source: { claim: a claim, from: us, confidence: house }
examples: []
`;

const { rules } = rulebookWith({
  'status/known': rule('[lead]', 'lead.status.category != "nurture"'),
  'status/mailed': rule('[lead]', 'lead.email != null'),
  'status/stepped': rule('[lead, deal]', 'record.nextStep.text != null'),
});
const [known, mailed] = rules;

describe('a check that cannot be evaluated', () => {
  test('would be decided by the input that it lacks, and by no other', () => {
    const view = viewOf(lead({ status: 'Foo' }));
    if (known === undefined) throw new Error('no rule');
    const judgment = judge(known, view);
    expect(judgment.outcome).toBe('not-evaluable');
    expect(wouldDecide(judgment, view, [])).toBe(false);
    expect(wouldDecide(judgment, view, input('statuses'))).toBe(true);
    expect(wouldDecide(judgment, view, input('stages'))).toBe(false);
  });

  test('stays open while a spared column stays missing', () => {
    const view = viewOf(lead());
    if (mailed === undefined) throw new Error('no rule');
    const judgment = judge(mailed, view);
    expect(wouldDecide(judgment, view, input('lead-columns'))).toBe(true);
    expect(wouldDecide(judgment, view, input('lead-columns'), new Set(['email']))).toBe(false);
  });
});

/** Judges records as an audit does, watched by a ledger. */
function ledgerOf(records: readonly Parameters<typeof viewOf>[0][]) {
  const ledger = startLedger(rules);
  for (const record of records) {
    const view = viewOf(record);
    for (const one of rules.filter(({ on }) => on.includes(record.type))) ledger.watch(judge(one, view), view);
  }
  return ledger.close();
}

describe('the ledger of an audit', () => {
  test('counts records, open checks and labels that nobody has placed', () => {
    const { records, riddles, statuses, stages } = ledgerOf([
      lead({ status: 'Foo', email: 'a@b.example' }),
      lead({ status: 'Foo', email: null }),
      lead({ email: 'a@b.example', nextStep: 'Call Dana' }),
      deal({ stage: 'Bar', nextStep: null }),
    ]);
    expect(records).toEqual({ lead: 3, deal: 1 });
    expect([...statuses]).toEqual([['Foo', 2]]);
    expect([...stages]).toEqual([['Bar', 1]]);
    expect(riddles.filter(({ judgment }) => judgment.rule.id === 'status/known')).toMatchObject([{ checks: 2 }]);
  });

  test('grows with the kinds of records, not with their number', () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      lead({ id: `00Q${i}`, status: i % 2 === 0 ? 'Foo' : 'Working' }),
    );
    const { riddles, classes } = ledgerOf(many);
    expect(classes).toHaveLength(2);
    expect(classes.map(({ records }) => records)).toEqual([250, 250]);
    expect(riddles.length).toBeLessThanOrEqual(2 * rules.length);
  });
});

test('what each check lacks is the least that decides it', () => {
  const ledger = ledgerOf([lead({ status: 'Foo', nextStep: null })]);
  const { lacks } = needsOf(ledger, rules, inputs, []);
  const byRule = Object.fromEntries(ledger.riddles.map(({ judgment }, i) => [judgment.rule.id, lacks[i]]));
  expect(byRule).toEqual({ 'status/known': set('statuses'), 'status/mailed': set('lead-columns') });
});

test('records that are not there yet stand for a file to be added', () => {
  const { cases } = needsOf(ledgerOf([lead({ status: 'Foo' })]), rules, inputs, ['deal']);
  const supposed = cases.filter(({ isSupposed }) => isSupposed);
  expect(supposed).toMatchObject([{ type: 'deal', records: 1 }]);
  expect(supposed[0]?.outcomes[2]).toEqual({ lacks: set('deals') });
});

const rubric = (criteria: Readonly<Record<string, readonly string[]>>): Rubric => ({
  id: 'ours',
  title: 'Ours',
  version: '1.0.0',
  reviewBy: '2027-02-15',
  criteria: Object.entries(criteria).map(([id, chosen]) => ({
    id,
    title: id,
    standard: '',
    rules: chosen,
    on: ['lead', 'deal'],
    core: chosen,
    isWritten: false,
    weight: 1,
  })),
  program: anyRubric().program,
  bands: { 4: 0.95, 3: 0.85, 2: 0.65 },
  threshold: 2,
  floor: 2,
  minimumRecords: 10,
  minimumEvaluability: 0.7,
  caps: { level: 2, severeLevel: 1, records: 2, share: 0.05 },
  maximumWaived: 0.1,
  validity: '12 months',
  hash: '',
});

const ids = ['a/one', 'a/two', 'a/three'].map((id) => ({ id, area: 'a' }));
const questions = questionsOf([rubric({ one: ['a/one'], two: ['a/two'], three: ['a/three'] })], ids);

const records = (count: number, ...outcomes: Case['outcomes']): Case => ({
  type: 'lead',
  records: count,
  outcomes,
  isSupposed: false,
});

describe('a criterion', () => {
  const cases = [records(6, 'pass', 'none', 'none'), records(4, { lacks: set('notes') }, 'none', 'none')];
  const [first] = questions;

  test('is decidable from the share on that the rubric asks for', () => {
    if (first === undefined) throw new Error('no criterion');
    expect(sightOf(first, cases, 0)).toEqual({ applicable: 10, evaluable: 6 });
    expect(isDecidable(first, { applicable: 10, evaluable: 6 })).toBe(false);
    expect(isDecidable(first, { applicable: 10, evaluable: 7 })).toBe(true);
    expect(isDecidable(first, { applicable: 0, evaluable: 0 })).toBe(false);
  });

  test('sees more with what its records lack, and no more with anything else', () => {
    if (first === undefined) throw new Error('no criterion');
    expect(sightOf(first, cases, set('notes')).evaluable).toBe(10);
    expect(sightOf(first, cases, set('people')).evaluable).toBe(6);
  });
});

describe('the things to connect next', () => {
  const plan = (cases: readonly Case[], open: readonly { readonly lacks: number; readonly checks: number }[]) =>
    planOf(inputs, questions, cases, open);

  test('are those that make most criteria decidable together, though none does alone', () => {
    const both = { lacks: set('contacts', 'activities') };
    const cases = [records(10, both, both, { lacks: set('notes') })];
    const { steps, together } = plan(cases, [
      { lacks: both.lacks, checks: 20 },
      { lacks: set('notes'), checks: 10 },
    ]);
    expect(steps.map((step) => [step.input.id, step.criteria, step.checks])).toEqual([
      ['notes', 1, 10],
      ['contacts', 0, 0],
      ['activities', 2, 20],
    ]);
    expect(together).toEqual({ criteria: 3, checks: 30 });
  });

  test('are three at most, and no more than gain something', () => {
    const one = { lacks: set('notes') };
    const { steps } = plan([records(5, one, 'pass', 'none')], [{ lacks: one.lacks, checks: 5 }]);
    expect(steps.map((step) => step.input.id)).toEqual(['notes']);
  });

  test('are none where nothing is missing, or nothing would help', () => {
    expect(plan([records(5, 'pass', 'fail', 'none')], []).steps).toEqual([]);
    const never = { lacks: unsolvable };
    expect(plan([records(5, never, 'none', 'none')], [{ lacks: unsolvable, checks: 5 }]).steps).toEqual([]);
  });

  test('are the same whatever order records came in', () => {
    const cases = [
      records(3, { lacks: set('notes') }, { lacks: set('people') }, 'none'),
      records(9, { lacks: set('people', 'routing') }, 'pass', { lacks: set('accounts') }),
      records(2, 'pass', { lacks: set('stages') }, { lacks: set('notes', 'stages') }),
    ];
    const open = cases.flatMap(({ outcomes, records: checks }) =>
      outcomes.flatMap((outcome) => (typeof outcome === 'string' ? [] : [{ lacks: outcome.lacks, checks }])),
    );
    expect(plan(cases.toReversed(), open.toReversed())).toEqual(plan(cases, open));
  });
});
