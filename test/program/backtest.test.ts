import { expect, it } from 'vitest';
import { setParameters } from '../../src/config/edit-rules.ts';
import type { Outcome } from '../../src/model/verdict.ts';
import { backtest } from '../../src/program/backtest.ts';
import { otherValues, propose } from '../../src/program/thresholds.ts';

const entries = (count: number, isWon: boolean, outcomes: readonly Outcome[], from = 0) =>
  Array.from({ length: count }, (_, i) => ({
    deal: `${isWon}-${outcomes}-${from + i}`,
    stage: 'Proposal',
    at: 0,
    isWon,
    outcomes,
  }));

const seen = [
  ...entries(15, false, ['fail']),
  ...entries(5, true, ['fail']),
  ...entries(5, false, ['pass']),
  ...entries(15, true, ['pass']),
];
const input = {
  asOf: '2026-11-18T17:00:00.000Z',
  rules: [{ id: 'coverage/too-few', title: 'Too few' }],
  notJudged: [],
  stageOrder: () => 0,
  minimum: 10,
};

it('tells how many times as often flagged deals were lost', () => {
  expect(backtest({ ...input, entries: seen }).rules[0]?.all).toMatchObject({
    flagged: { deals: 20, lost: 15, lossRate: 0.75 },
    unflagged: { deals: 20, lost: 5, lossRate: 0.25 },
    lift: 3,
    verdict: 'lost-more',
  });
});

it('counts a deal once, flagged where the rule failed in any stage, and says nothing of too few', () => {
  const twice = [
    { deal: 'a', stage: 'One', at: 0, isWon: false, outcomes: ['pass'] as const },
    { deal: 'a', stage: 'Two', at: 1, isWon: false, outcomes: ['fail'] as const },
  ];

  expect(backtest({ ...input, entries: twice }).rules[0]).toMatchObject({
    all: { flagged: { deals: 1 }, unflagged: { deals: 0 }, verdict: 'too-few' },
    stages: [{ stage: 'One' }, { stage: 'Two' }],
  });
});

it('counts deals on which a rule could never be evaluated', () => {
  expect(backtest({ ...input, entries: entries(3, true, ['not-evaluable']) }).rules[0]).toMatchObject({
    notEvaluable: 3,
    all: { flagged: { deals: 0 } },
  });
});

it('proposes the value that tells lost deals from won ones, with sample sizes, and keeps a better one', () => {
  const both = [
    ...entries(15, false, ['pass', 'fail']),
    ...entries(5, true, ['pass', 'fail']),
    ...entries(5, false, ['pass', 'pass']),
    ...entries(15, true, ['pass', 'pass']),
  ];
  const trial = { rule: 'coverage/too-few', param: 'small', values: ['2', '3'], place: 0 };

  expect(propose([trial], { ...input, entries: both })).toMatchObject({
    proposals: [{ present: '2', proposed: '3' }],
    patch: expect.stringContaining('small: 3  # was 2; lost 15 of 20 flagged, 5 of 20 others'),
  });
  expect(
    propose([{ ...trial, values: ['3', '2'] }], {
      ...input,
      entries: both.map((one) => ({ ...one, outcomes: [...one.outcomes].reverse() })),
    }).proposals,
  ).toEqual([]);
});

it('tries whole numbers and durations alone', () => {
  expect(otherValues('10d')).toEqual(['5d', '8d', '15d', '20d']);
  expect(otherValues('1')).toEqual(['2']);
  expect(otherValues('0.5')).toEqual([]);
  expect(otherValues('Web')).toEqual([]);
});

it.each([
  ['no rules yet', 'source: demo # mine\n', 'source: demo # mine\nrules:\n  a/b:\n    params:\n      x: 3d\n'],
  [
    'another rule',
    'rules:\n  c/d: off # for now\n\nstore: a.db\n',
    'rules:\n  c/d: off # for now\n  a/b:\n    params:\n      x: 3d\n\nstore: a.db\n',
  ],
  [
    'the value in place',
    'rules: { a/b: { params: { x: 2d } } } # tuned\n',
    'rules: { a/b: { params: { x: 3d } } } # tuned\n',
  ],
  [
    'another parameter in a line',
    'rules: { a/b: { params: { y: 1 } } }\r\n',
    'rules: { a/b: { params: { y: 1, x: 3d } } }\r\n',
  ],
])('writes a parameter into a configuration with %s, and leaves the rest as it is', (_, before, after) => {
  expect(setParameters(before, [{ rule: 'a/b', param: 'x', value: '3d' }], 'threadcount.yaml')).toBe(after);
});

it('refuses to write where a rule is turned off', () => {
  expect(() =>
    setParameters('rules: { a/b: off }\n', [{ rule: 'a/b', param: 'x', value: '3d' }], 'threadcount.yaml'),
  ).toThrow('write it by hand');
});
