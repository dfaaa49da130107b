import { describe, expect, test } from 'vitest';
import type { AreaResult } from '../../src/model/audit-result.ts';
import type { Rubric } from '../../src/model/rubric.ts';
import { areasOf, type Level } from '../../src/score/levels.ts';
import { createTally, type JudgedRecord } from '../../src/score/tally.ts';
import { type CheckName, criterion, deal, lead, rubric, rules, times } from './builders.ts';

function statusArea(records: readonly JudgedRecord[], by: Rubric = rubric(), loaded = rules): AreaResult {
  const tally = createTally([by], loaded);
  for (const record of records) tally.add('rep', record);
  const [status] = areasOf(by, tally.of('rep'));
  if (!status) throw new Error('no area');
  return status;
}

const statusIs = (count: number, name: CheckName) => times(count, lead({ 'status/stale-lead': name }));
const levelAt = (passing: number, failing: number) =>
  statusArea([...statusIs(passing, 'pass'), ...statusIs(failing, 'error')]);

describe('bands', () => {
  test.each([
    [95, 5, 4],
    [949, 51, 3],
    [85, 15, 3],
    [849, 151, 2],
    [65, 35, 2],
    [649, 351, 1],
    [0, 10, 1],
  ])('%i records that pass and %i that fail are level %i', (passing, failing, level) => {
    expect(levelAt(passing, failing).level).toBe(level);
  });

  test('the pass rate is credit per evaluable record, with half credit for warnings only', () => {
    const area = statusArea([
      ...statusIs(6, 'pass'),
      ...statusIs(3, 'warning'),
      ...statusIs(1, 'error'),
      ...statusIs(2, 'unknown'),
    ]);
    expect(area).toMatchObject({ passRate: 0.75, applicable: 12, evaluable: 10, failed: 1, warned: 3, level: 2 });
  });

  test('the interval uses the same two numbers as the pass rate', () => {
    expect(levelAt(20, 0).interval).toEqual([0.8389, 1]);
    expect(statusArea([]).interval).toBeNull();
  });

  test('in the worst case every applicable record with an unknown counts as failed', () => {
    const other = times(3, lead({ 'status/stale-lead': 'pass', 'status/lags-event': 'unknown' }));
    const area = statusArea([...statusIs(15, 'pass'), ...other, ...statusIs(2, 'unknown')]);
    expect(area).toMatchObject({ passRate: 1, worstCasePassRate: 0.75, level: 4 });
  });
});

describe('caps', () => {
  test('a single failing critical check caps the criterion at 2 and is named', () => {
    expect(statusArea([...statusIs(99, 'pass'), ...statusIs(1, 'critical')])).toMatchObject({
      level: 2,
      passRate: 0.99,
      cappedBy: 'status/stale-lead',
    });
  });

  test('two critical records that are 5 % of the evaluable ones still cap at 2', () => {
    expect(statusArea([...statusIs(38, 'pass'), ...statusIs(2, 'critical')]).level).toBe(2);
  });

  test('two or more critical records that are more than 5 % cap at 1', () => {
    expect(statusArea([...statusIs(37, 'pass'), ...statusIs(2, 'critical')]).level).toBe(1);
  });

  test('one critical record of ten caps at 2, although it is more than 5 %', () => {
    expect(statusArea([...statusIs(9, 'pass'), ...statusIs(1, 'critical')]).level).toBe(2);
  });

  test('a cap that lowers nothing is not named', () => {
    expect(statusArea([...statusIs(13, 'pass'), ...statusIs(6, 'error'), ...statusIs(1, 'critical')])).toMatchObject({
      level: 2,
      cappedBy: null,
    });
  });

  test('the rule that fails critically on most records is named', () => {
    const records = [
      ...statusIs(40, 'pass'),
      ...times(1, lead({ 'status/stale-lead': 'critical' })),
      ...times(2, lead({ 'status/lags-event': 'critical' })),
    ];
    expect(statusArea(records).cappedBy).toBe('status/lags-event');
  });
});

describe('insufficient evidence', () => {
  test('fewer than ten applicable records give no level, though they give a rate', () => {
    expect(levelAt(9, 0)).toMatchObject({
      level: null,
      passRate: 1,
      missing: 'only 9 records to judge; 10 are needed',
    });
    expect(levelAt(1, 0).missing).toBe('only 1 record to judge; 10 are needed');
    expect(levelAt(0, 0).missing).toBe('no record applies; 10 are needed');
  });

  test('leads and deals count together towards the ten', () => {
    const deals = times(5, deal({ 'status/stale-lead': 'pass' }));
    expect(statusArea([...statusIs(5, 'pass'), ...deals])).toMatchObject({ level: 4, missing: null });
  });

  test('at 70 % evaluable there is a level, below it there is none', () => {
    expect(statusArea([...statusIs(7, 'pass'), ...statusIs(3, 'unknown')]).level).toBe(4);
    expect(statusArea([...statusIs(13, 'pass'), ...statusIs(7, 'unknown')])).toMatchObject({
      level: null,
      missing: '13 of 20 records (65 %) evaluable; 70 % needed',
    });
  });

  test('more than 10 % of the records waived gives no level', () => {
    const waived = (count: number) =>
      times(count, lead({ 'status/stale-lead': 'pass', 'status/lags-event': 'waivedError' }));
    expect(statusArea([...statusIs(18, 'pass'), ...waived(2)])).toMatchObject({ level: 4, waived: 2 });
    expect(statusArea([...statusIs(17, 'pass'), ...waived(3)])).toMatchObject({
      level: null,
      missing: '3 of 20 records (15 %) waived; at most 10 % may be',
    });
  });

  test('records that left the tally with their waivers are counted in the share that is waived', () => {
    expect(statusArea([...statusIs(18, 'pass'), ...statusIs(2, 'waivedError')]).level).toBe(4);
    expect(statusArea([...statusIs(18, 'pass'), ...statusIs(3, 'waivedError')]).level).toBeNull();
  });

  test('a criterion of which no rule is loaded has no level', () => {
    const others = rules.filter(({ area }) => area !== 'status');
    expect(statusArea([], rubric(), others).missing).toBe('no rule of this criterion is loaded');
  });

  test('the limits come from the rubric', () => {
    const lenient = rubric({ minimumRecords: 2, minimumEvaluability: 0.5, bands: { 4: 0.9, 3: 0.5, 2: 0.1 } });
    const records = [...statusIs(1, 'pass'), ...statusIs(1, 'error'), ...statusIs(1, 'unknown')];
    expect(statusArea(records, lenient).level).toBe(3);
  });
});

describe('written scenario', () => {
  const written = rubric({ criteria: [criterion('written-scenario', { isWritten: true, rules: [] })] });

  test('it has no level until a person has scored it', () => {
    expect(statusArea([], written)).toMatchObject({ level: null, missing: 'the written scenario is not scored yet' });
  });

  test('it has the level that was given', () => {
    const given: Level = 3;
    expect(areasOf(written, createTally([written], rules).of('rep'), { 'written-scenario': given })).toMatchObject([
      { level: 3, missing: null, passRate: null, interval: null, cappedBy: null },
    ]);
  });

  test('a criterion that is judged from records takes no level from anyone', () => {
    const [status] = areasOf(rubric(), createTally([rubric()], rules).of('rep'), { status: 4 });
    expect(status?.level).toBeNull();
  });
});

describe('value-weighted pass rate', () => {
  const paid = (amount: number | null | undefined, name: CheckName) => deal({ 'status/stale-lead': name }, amount);

  test('it stands beside the record rate and never decides', () => {
    const records = [...times(19, paid(10, 'pass')), paid(1_000_000, 'error')];
    expect(statusArea(records)).toMatchObject({ passRate: 0.95, level: 4, valuePassRate: 0.0002 });
  });

  test('one amount that cannot be converted leaves it unknown', () => {
    expect(statusArea([paid(10, 'pass'), paid(undefined, 'pass')]).valuePassRate).toBeNull();
  });
});
