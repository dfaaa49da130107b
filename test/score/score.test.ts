import { expect, test } from 'vitest';
import { areasOf } from '../../src/score/levels.ts';
import { scoreOf } from '../../src/score/score.ts';
import { createTally, type JudgedRecord } from '../../src/score/tally.ts';
import { criterion, lead, rubric, rules, times } from './builders.ts';

function scored(records: readonly JudgedRecord[], rubrics = [rubric()]) {
  const tally = createTally(rubrics, rules);
  for (const record of records) tally.add('rep', record);
  return scoreOf(
    rubrics,
    rubrics.flatMap((one) => areasOf(one, tally.of('rep'))),
  );
}

const status = (name: 'pass' | 'error' | 'unknown', count = 1) => times(count, lead({ 'status/stale-lead': name }));
const ownership = (name: 'pass' | 'error' | 'unknown', count = 1) =>
  times(count, lead({ 'ownership/misrouted': name }));

test('the score is the mean of the pass rates that there are, whatever the number of records behind each', () => {
  expect(scored([...status('pass', 30), ...ownership('pass', 2), ...ownership('error', 1)])).toEqual({
    score: 83.3,
    worstCaseScore: 83.3,
    evaluability: 1,
  });
});

test('without a pass rate there is no score', () => {
  expect(scored([])).toEqual({ score: null, worstCaseScore: null, evaluability: null });
});

test('beside it stands the worst case, in which a criterion that could not be seen counts as failed', () => {
  expect(scored([...status('pass', 3), ...status('unknown', 1), ...ownership('unknown', 4)])).toEqual({
    score: 100,
    worstCaseScore: 37.5,
    evaluability: 0.375,
  });
});

test('weights come from the rubric', () => {
  const weighted = rubric({ criteria: [criterion('status', { weight: 3 }), criterion('ownership')] });
  expect(scored([...status('pass'), ...ownership('error')], [weighted]).score).toBe(75);
});

test('the criteria of all certifications count', () => {
  const second = rubric({ id: 'multi-threading', criteria: [criterion('status')] });
  expect(scored([...status('pass'), ...ownership('error')], [rubric(), second]).score).toBe(66.7);
});
