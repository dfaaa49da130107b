import { describe, expect, test } from 'vitest';
import type { Grounds } from '../../src/certify/assess.ts';
import { isAskedOf } from '../../src/certify/assess.ts';
import { decide } from '../../src/certify/decide.ts';
import { givenLevels } from '../../src/certify/given.ts';
import { parseDay } from '../../src/lib/time.ts';
import type { Evaluation, GivenLevel } from '../../src/model/evaluation.ts';
import type { Rubric } from '../../src/model/rubric.ts';
import { areasOf } from '../../src/score/levels.ts';
import { createTally, type JudgedRecord } from '../../src/score/tally.ts';
import { criterion, lead, type RuleName, rubric, rules, times } from '../score/builders.ts';

const passing = (rule: RuleName, count: number): readonly JudgedRecord[] => times(count, lead({ [rule]: 'pass' }));
const failing = (rule: RuleName, count: number): readonly JudgedRecord[] => times(count, lead({ [rule]: 'error' }));

const given = (over: Partial<GivenLevel>): GivenLevel => ({
  entry: `sha256:${'a'.repeat(64)}`,
  kind: 'exception',
  criterion: 'ownership',
  level: 3,
  quote: 'I ask operations in the queue and note it',
  evaluator: 'Helen',
  date: '2026-11-01',
  expires: '2027-11-01',
  ...over,
});

const withProgram = (over: Partial<Rubric['program']>): Rubric => {
  const own = rubric();
  return { ...own, program: { ...own.program, ...over } };
};

const standsIn = withProgram({
  evaluations: { validity: { amount: 12, unit: 'month' }, minimumQuote: 20, exceptionStandsIn: ['ownership'] },
});

function decided(by: Rubric, records: readonly JudgedRecord[], grounds: Omit<Grounds, 'tallies'> = {}) {
  const tally = createTally([by], rules);
  for (const record of records) tally.add('rep', record);
  const tallies = tally.of('rep');
  return decide(by, areasOf(by, tallies), { tallies, ...grounds });
}

const good = [...passing('status/stale-lead', 20), ...passing('next-steps/missing', 20)];

describe('an exception scenario', () => {
  test('stands in for rare routing paths, with its mark', () => {
    expect(decided(standsIn, good).verdict).toBe('insufficient-evidence');
    const result = decided(standsIn, good, { given: [given({})] });
    expect(result).toMatchObject({ verdict: 'certified', total: 11, marks: ['exception-scenario'] });
    expect(result.reasons).toContainEqual({
      kind: 'exception-scenario',
      criterion: 'ownership',
      level: 3,
      message: 'ownership: level 3 by a manager-led exception scenario that Helen evaluated on 2026-11-01',
      rules: [],
    });
    expect(result.basis?.given).toHaveLength(1);
  });

  test('does not outweigh records where there are enough of them', () => {
    const result = decided(standsIn, [...good, ...failing('ownership/misrouted', 20)], {
      given: [given({ level: 4 })],
    });
    expect(result).toMatchObject({ verdict: 'not-certified', marks: [] });
  });

  test('stands in for no criterion but those that the rubric names', () => {
    expect(decided(rubric(), good, { given: [given({})] }).verdict).toBe('insufficient-evidence');
  });

  test('is an assessment as well: a level below the floor is a standard missed', () => {
    expect(decided(standsIn, good, { given: [given({ level: 1 })] }).verdict).toBe('not-certified');
  });

  test('does not stand in for what was waived away', () => {
    const waived = times(20, lead({ 'ownership/misrouted': 'waivedError' }));
    expect(decided(standsIn, [...good, ...waived], { given: [given({})] }).verdict).toBe('insufficient-evidence');
  });
});

describe('early ramp', () => {
  const scenarios = ['status', 'ownership', 'next-steps'].map((one) => given({ kind: 'written', criterion: one }));

  test('is certified provisionally on scenarios alone', () => {
    const result = decided(rubric(), [], { started: '2026-10-26', given: scenarios });
    expect(result).toMatchObject({ verdict: 'provisional', total: 9 });
    expect(result.reasons.at(-1)?.kind).toBe('early-ramp');
  });

  test('without a scenario, or later on, there is no alternative on file', () => {
    expect(decided(rubric(), [], { started: '2026-10-26' }).verdict).toBe('insufficient-evidence');
    expect(decided(rubric(), [], { given: scenarios }).verdict).toBe('insufficient-evidence');
  });

  test('live records count before scenarios', () => {
    const result = decided(rubric(), failing('status/stale-lead', 20), { started: '2026-10-26', given: scenarios });
    expect(result.verdict).toBe('not-certified');
  });

  test('scenarios that miss the standard do not certify', () => {
    const weak = scenarios.map((one) => ({ ...one, level: 2 }) as const);
    expect(decided(rubric(), [], { started: '2026-10-26', given: weak }).verdict).toBe('not-certified');
  });
});

describe('the number that an unscored written scenario is taken for', () => {
  const written = (expectedWritten: 1 | 2 | 3 | 4): Rubric => {
    const own = rubric({ threshold: 11 });
    const provisional = { ...own.program.provisional, expectedWritten };
    const criteria = own.criteria.map((one) =>
      one.id === 'ownership' ? criterion('ownership', { isWritten: true, rules: [] }) : one,
    );
    return { ...own, criteria, program: { ...own.program, provisional } };
  };

  test('stands in the rubric', () => {
    expect(decided(written(3), good).verdict).toBe('provisional');
    expect(decided(written(2), good).verdict).toBe('insufficient-evidence');
  });
});

describe('roles', () => {
  const asked = withProgram({
    roles: {
      SDR: { needs: ['status', 'ownership', 'next-steps'], thresholds: { 3: 8 } },
      AE: { needs: ['status', 'next-steps'], thresholds: { 2: 7, 3: 8 } },
    },
  });

  test('a criterion that a role can do without is left out where there is too little of it, by the threshold for the rest', () => {
    expect(decided(asked, good).verdict).toBe('insufficient-evidence');
    expect(decided(asked, good, { role: 'SDR' }).verdict).toBe('insufficient-evidence');
    expect(decided(asked, good, { role: 'AE' })).toMatchObject({ verdict: 'certified', outOf: 8, threshold: 7 });
  });

  test('it counts where there is enough of it, good or bad', () => {
    const result = decided(asked, [...good, ...failing('ownership/misrouted', 20)], { role: 'AE' });
    expect(result).toMatchObject({ verdict: 'not-certified', outOf: 12, threshold: 8 });
  });

  test('what a role needs is never left out', () => {
    expect(decided(asked, passing('status/stale-lead', 20), { role: 'AE' }).verdict).toBe('insufficient-evidence');
  });

  test('a rubric is asked of the roles that it names, and of everybody whose role is not known', () => {
    expect([isAskedOf(asked, 'AE'), isAskedOf(asked, 'CSM'), isAskedOf(asked, null)]).toEqual([true, false, true]);
    expect(isAskedOf(rubric(), 'CSM')).toBe(true);
  });
});

describe('evaluations on file', () => {
  const evaluation = (over: Partial<Evaluation>): Evaluation => ({
    entry: `sha256:${'a'.repeat(64)}`,
    kind: 'written',
    certification: 'crm-hygiene',
    rep: 'ana',
    evaluator: 'Helen',
    date: '2026-01-15',
    scores: [{ criterion: 'status', level: 2, quote: 'words of the answer, to the letter' }],
    ...over,
  });
  const on = (day: string, ...evaluations: readonly Evaluation[]) =>
    givenLevels(rubric(), evaluations, parseDay(day) ?? 0).map(({ level, expires }) => [level, expires]);
  const later = evaluation({
    date: '2026-03-01',
    scores: [{ criterion: 'status', level: 4, quote: 'words of the answer, to the letter' }],
  });

  test('count from their day to the end of their validity', () => {
    const one = evaluation({});
    expect(on('2026-01-14', one)).toEqual([]);
    expect(on('2026-01-15', one)).toEqual([[2, '2027-01-15']]);
    expect(on('2027-01-15', one)).toEqual([[2, '2027-01-15']]);
    expect(on('2027-01-16', one)).toEqual([]);
  });

  test('the latest counts, and as of a day before it the one before', () => {
    expect(on('2026-04-01', later, evaluation({}))).toEqual([[4, '2027-03-01']]);
    expect(on('2026-02-01', later, evaluation({}))).toEqual([[2, '2027-01-15']]);
  });

  test('those of other certifications do not count', () => {
    expect(on('2026-04-01', evaluation({ certification: 'multi-threading' }))).toEqual([]);
  });
});
