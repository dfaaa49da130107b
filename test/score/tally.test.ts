import { describe, expect, test } from 'vitest';
import type { CriterionTally } from '../../src/score/criterion-tally.ts';
import { createTally, type JudgedRecord } from '../../src/score/tally.ts';
import { deal, lead, rubric, rules } from './builders.ts';

function statusOf(...records: readonly JudgedRecord[]): CriterionTally {
  const tally = createTally([rubric()], rules);
  for (const record of records) tally.add('rep', record);
  const [status] = tally.of('rep');
  if (!status) throw new Error('no criterion');
  return status;
}

const countsOf = (...records: readonly JudgedRecord[]) => statusOf(...records).counts;

describe('credit of a record', () => {
  test('a record that fails nothing earns 1', () => {
    expect(countsOf(lead({ 'status/stale-lead': 'pass' }))).toMatchObject({ applicable: 1, evaluable: 1, halves: 2 });
  });

  test.each(['error', 'critical'] as const)('a failing %s check earns 0', (severity) => {
    const record = lead({ 'status/stale-lead': severity, 'status/lags-event': 'pass' });
    expect(countsOf(record)).toMatchObject({ evaluable: 1, halves: 0, failed: 1, warned: 0 });
  });

  test('only warnings failing earns a half', () => {
    const record = lead({ 'status/stale-lead': 'warning', 'status/lags-event': 'warning' });
    expect(countsOf(record)).toMatchObject({ evaluable: 1, halves: 1, failed: 0, warned: 1 });
  });

  test('info costs nothing', () => {
    expect(countsOf(lead({ 'status/stale-lead': 'info' }))).toMatchObject({ halves: 2, failed: 0, warned: 0 });
  });

  test('correlated rules do not stack: three errors on one record cost as much as one', () => {
    const record = lead({
      'status/stale-lead': 'error',
      'status/lags-event': 'error',
      'status/past-close-date': 'error',
    });
    expect(countsOf(record, lead({ 'status/stale-lead': 'pass' }))).toMatchObject({ evaluable: 2, halves: 2 });
  });

  test('a record to which no rule of the criterion applies is not part of it', () => {
    expect(countsOf(lead({ 'ownership/misrouted': 'error' }))).toMatchObject({ applicable: 0, evaluable: 0 });
  });
});

describe('what could not be seen', () => {
  test('a record whose core check is not evaluable, and which fails nothing, is not evaluable', () => {
    const record = lead({ 'status/stale-lead': 'unknown', 'status/lags-event': 'pass' });
    expect(countsOf(record)).toMatchObject({ applicable: 1, evaluable: 0, halves: 0, worstHalves: 0 });
  });

  test('an info failure does not make up for an unknown core check', () => {
    expect(countsOf(lead({ 'status/stale-lead': 'unknown', 'status/lags-event': 'info' })).evaluable).toBe(0);
  });

  test.each(['warning', 'error', 'critical'] as const)(
    'a %s that fails is judged although a core check is unknown',
    (severity) => {
      const record = lead({ 'status/stale-lead': 'unknown', 'status/lags-event': severity });
      expect(countsOf(record)).toMatchObject({ evaluable: 1, worstHalves: 0 });
    },
  );

  test('another unknown only lowers the worst case', () => {
    const record = lead({ 'status/stale-lead': 'pass', 'status/lags-event': 'unknown' });
    expect(countsOf(record)).toMatchObject({ evaluable: 1, halves: 2, worstHalves: 0 });
  });

  test('an unknown warning lowers the worst case by half, as it would if it failed', () => {
    const record = lead({ 'status/stale-lead': 'pass', 'status/lags-event': 'unknownWarning' });
    expect(countsOf(record)).toMatchObject({ halves: 2, worstHalves: 1 });
  });

  test('an unknown info check lowers nothing, since it would cost nothing', () => {
    const record = lead({ 'status/stale-lead': 'pass', 'status/lags-event': 'unknownInfo' });
    expect(countsOf(record)).toMatchObject({ halves: 2, worstHalves: 2 });
  });

  test('a record of which nothing could be seen earns nothing, core rule or not', () => {
    expect(countsOf(lead({ 'status/lags-event': 'unknown' }))).toMatchObject({
      applicable: 1,
      evaluable: 0,
      halves: 0,
    });
  });

  test('the rules that leave a record unknown are counted, on such records only', () => {
    const tally = statusOf(
      lead({ 'status/stale-lead': 'unknown', 'status/lags-event': 'unknown' }),
      lead({ 'status/stale-lead': 'pass', 'status/lags-event': 'unknown' }),
    );
    expect(tally.byRule.unknown).toEqual([1, 1, 0]);
  });
});

describe('waivers', () => {
  test('a waived failure is treated as not there, and the record is counted as waived', () => {
    const tally = statusOf(lead({ 'status/stale-lead': 'pass', 'status/lags-event': 'waivedError' }));
    expect(tally).toMatchObject({ waived: 1, counts: { evaluable: 1, halves: 2, failed: 0 } });
    expect(tally.byRule).toMatchObject({ failing: [0, 0, 0], waived: [0, 1, 0] });
  });

  test('a record whose only checks are waived leaves the tally', () => {
    const tally = statusOf(lead({ 'status/stale-lead': 'waivedCritical' }));
    expect(tally).toMatchObject({ waived: 1, counts: { applicable: 0, critical: 0 } });
  });

  test('two waived failures on a record are one waived record', () => {
    expect(statusOf(lead({ 'status/stale-lead': 'waivedError', 'status/lags-event': 'waivedInfo' })).waived).toBe(1);
  });

  test('an unwaived failure beside a waived one still counts', () => {
    const record = lead({ 'status/stale-lead': 'waivedError', 'status/lags-event': 'warning' });
    expect(countsOf(record)).toMatchObject({ halves: 1, warned: 1 });
  });

  test('what would have been without waivers is kept beside it', () => {
    const { unwaived } = statusOf(
      lead({ 'status/stale-lead': 'waivedCritical' }),
      lead({ 'status/stale-lead': 'pass', 'status/lags-event': 'waivedWarning' }),
    );
    expect(unwaived).toMatchObject({ applicable: 2, evaluable: 2, halves: 1, critical: 1, warned: 1 });
  });
});

describe('evidence of a criterion', () => {
  test('one finding can count in two certifications, each on its own record types', () => {
    const threading = rubric({ id: 'multi-threading' });
    const [first, ...rest] = threading.criteria;
    const onDeals = first ? [{ ...first, id: 'deal-status', on: ['deal'] as const }, ...rest] : rest;
    const tally = createTally([rubric(), { ...threading, criteria: onDeals }], rules);

    tally.add('rep', lead({ 'status/stale-lead': 'error' }));
    tally.add('rep', deal({ 'status/stale-lead': 'error' }));

    const failed = tally
      .of('rep')
      .flatMap(({ criterion, counts }) => (counts.failed > 0 ? [[criterion, counts.failed]] : []));
    expect(failed).toEqual([
      ['status', 2],
      ['deal-status', 1],
    ]);
  });

  test('failing and critical records are counted by rule', () => {
    const tally = statusOf(
      lead({ 'status/stale-lead': 'critical', 'status/lags-event': 'warning' }),
      lead({ 'status/stale-lead': 'error', 'status/lags-event': 'info' }),
    );
    expect(tally.rules).toEqual(['status/stale-lead', 'status/lags-event', 'status/past-close-date']);
    expect(tally.byRule).toMatchObject({ failing: [2, 1, 0], critical: [1, 0, 0] });
  });

  test('a core rule that is not loaded is passed over', () => {
    const tally = createTally([rubric()], rules.slice(1));
    expect(tally.of('rep')[0]?.rules).not.toContain('status/stale-lead');
  });

  test('records of another rep are another tally', () => {
    const tally = createTally([rubric()], rules);
    tally.add('dana', lead({ 'status/stale-lead': 'error' }));
    expect(tally.of('lee')[0]?.counts.applicable).toBe(0);
    expect([...tally.reps.keys()]).toEqual(['dana']);
  });

  test('an array of marks may be reused for the next record', () => {
    const record = lead({ 'status/stale-lead': 'error' });
    const marks = Uint8Array.from(record.marks);
    const tally = createTally([rubric()], rules);
    tally.add('rep', { type: 'lead', marks });
    marks.fill(0);
    expect(tally.of('rep')[0]?.counts.failed).toBe(1);
  });

  test('tallies made with different rules are not joined', () => {
    const tally = createTally([rubric()], rules);
    const other = createTally([rubric()], rules.slice(1));
    other.add('rep', lead({}));
    expect(() => tally.merge(other.reps)).toThrow('different rules');
  });
});

describe('value', () => {
  const paid = (amount: number | null | undefined, check: 'pass' | 'error' | 'warning' = 'pass') =>
    deal({ 'status/stale-lead': check }, amount);

  test('deals weigh by amount, and their credit with them', () => {
    expect(statusOf(paid(1000), paid(3000, 'warning'), paid(6000, 'error')).value).toEqual({
      cents: 1_000_000,
      halves: 2 * 100_000 + 300_000,
      unknown: 0,
    });
  });

  test('blank and negative amounts and leads weigh nothing', () => {
    expect(statusOf(paid(null), paid(-5), lead({ 'status/stale-lead': 'pass' })).value).toEqual({
      cents: 0,
      halves: 0,
      unknown: 0,
    });
  });

  test.each([undefined, Number.NaN, 1e300, Number.POSITIVE_INFINITY])('an amount of %s is not known', (amount) => {
    expect(statusOf(paid(amount), paid(10)).value.unknown).toBe(1);
  });

  test('a deal that is not evaluable weighs nothing', () => {
    expect(statusOf(deal({ 'status/stale-lead': 'unknown' }, 500)).value).toEqual({ cents: 0, halves: 0, unknown: 0 });
  });
});
