import { describe, expect, it } from 'vitest';
import { streaksOf } from '../../src/history/streaks.ts';
import { type Level, periodsOf, trendOf } from '../../src/history/trend.ts';
import type { RunHead } from '../../src/model/run.ts';
import { trendSchema } from '../../src/model/trend.ts';
import { sparkline, trendCsv, trendPage } from '../../src/pages/trend.ts';

const head = (id: string, asOf: string, score: number | null = 70): RunHead => ({
  id,
  asOf: `${asOf}T12:00:00.000Z`,
  scope: '',
  source: 'files',
  configHash: '',
  dataHash: '',
  packs: [],
  score,
  reps: 2,
  records: 10,
});

const level = (run: string, rep: string, over: Partial<Level> = {}): Level => ({
  run,
  rep,
  kind: 'user',
  name: rep,
  email: null,
  managerId: 'boss',
  score: 50,
  certification: 'crm-hygiene',
  area: 'status',
  passRate: 0.5,
  evaluable: 10,
  ...over,
});

const heads = [head('a', '2026-11-02', 60.1), head('b', '2026-11-04', 61), head('c', '2026-11-23', 72.3)];
const periods = periodsOf(heads, { every: 'week', most: 52 });

describe('periods', () => {
  it('run from the first run to the last without holes, each with its last run', () => {
    expect(periods.map(({ from, run }) => [from, run])).toEqual([
      ['2026-11-02', 'b'],
      ['2026-11-09', null],
      ['2026-11-16', null],
      ['2026-11-23', 'c'],
    ]);
  });

  it('are days or months where that is asked for, and the last of them', () => {
    expect(periodsOf(heads, { every: 'month', most: 9 }).map(({ from, run }) => [from, run])).toEqual([
      ['2026-11-01', 'c'],
    ]);
    expect(periodsOf(heads, { every: 'day', most: 2 }).map(({ from, run }) => [from, run])).toEqual([
      ['2026-11-22', null],
      ['2026-11-23', 'c'],
    ]);
    expect(periodsOf([], { every: 'day', most: 2 })).toEqual([]);
  });
});

describe('a trend', () => {
  const levels = [
    level('b', 'ana', { score: 40, passRate: 0.25, evaluable: 4 }),
    level('b', 'bo', { score: 60, passRate: 0.75, evaluable: 12 }),
    level('b', 'queue', { kind: 'queue', score: 10, passRate: null, evaluable: 0 }),
    level('c', 'bo', { score: 80.5, passRate: 1, evaluable: 3 }),
    level('a', 'ana', { score: 1 }),
  ];
  const trend = trendOf({ scope: '', every: 'week', periods }, heads, levels);
  const of = (kind: string, id: string) => trend.series.find((one) => one.of === kind && one.id === id)?.values;

  it('follows everyone, criteria, teams and reps by its schema', () => {
    expect(trendSchema.parse(trend)).toEqual(trend);
    expect(of('everyone', '')).toEqual([61, null, null, 72.3]);
    expect(of('criterion', 'crm-hygiene/status')).toEqual([62.5, null, null, 100]);
    expect(of('team', 'boss')).toEqual([50, null, null, 80.5]);
    expect(of('rep', 'bo')).toEqual([60, null, null, 80.5]);
  });

  it('leaves a gap where somebody was not there', () => {
    expect(of('rep', 'ana')).toEqual([40, null, null, null]);
  });

  it('calls a team by its manager, whether or not that person owns records', () => {
    const named = level('c', 'ana', { managerName: 'Helen Marchetti', managerEmail: 'helen@acme.example' });
    const teams = (rows: readonly Level[]) =>
      trendOf({ scope: '', every: 'week', periods }, heads, rows)
        .series.filter((one) => one.of === 'team')
        .map(({ id, name }) => [id, name]);
    expect(teams([named])).toEqual([['boss', 'Helen Marchetti']]);
    expect(teams([named, level('c', 'boss', { name: 'Helen M.', managerId: null })])).toEqual([['boss', 'Helen M.']]);
    expect(teams([level('c', 'ana')])).toEqual([['boss', 'boss']]);
  });

  it('leaves names of people as they are written', () => {
    const named = trendOf({ scope: '', every: 'week', periods }, heads, [level('c', 'x', { name: 'Jean-Luc Moreau' })]);
    expect(trendPage(named, { width: 80, isColored: false })).toContain('Jean-Luc Moreau');
  });

  it('takes no queue into a team', () => {
    const queues = trendOf({ scope: '', every: 'week', periods }, heads, [level('c', 'queue', { kind: 'queue' })]);
    expect(queues.series.some((one) => one.of === 'team')).toBe(false);
  });

  it('shows gaps as gaps in a terminal, with signs of ASCII where nothing else can be shown', () => {
    const page = trendPage(trend, { width: 80, isColored: false });
    expect(page).toContain('2 weeks without a stored run');
    expect(page).toMatch(/everyone +\S··\S +72\.3 \+11\.3/);
    expect(trendPage(trend, { width: 80, isColored: false, isUnicode: false })).not.toMatch(/[^\x00-\x7f]/);
  });

  it('shows names as text in a terminal and in a spreadsheet', () => {
    const hostile = '=cmd|\u001b[31m';
    const named = trendOf({ scope: '', every: 'week', periods }, heads, [level('c', 'x', { name: hostile })]);
    expect(trendPage(named, { width: 80, isColored: false })).not.toContain('\u001b');
    expect(trendCsv(named)).toContain(`"'=cmd|`);
    expect(trendCsv(named)).not.toContain('\u001b');
  });

  it('has a row in the CSV for every value, blank in a gap', () => {
    const rows = trendCsv(trend).trimEnd().split('\r\n');
    expect(rows).toHaveLength(1 + trend.series.length * periods.length);
    expect(rows[2]).toBe('everyone,,everyone,,week,2026-11-09,,,');
  });
});

describe('a sparkline', () => {
  it('has one sign for each value, from low to high', () => {
    expect(sparkline([0, 50, 100, null, 99.9], { low: 0, high: 100, signs: 'unicode' })).toBe('▁▅█·█');
    expect(sparkline([0, 50, 100, null], { low: 0, high: 100, signs: 'ascii' })).toBe('_=# ');
    expect(sparkline([5, 5], { low: 5, high: 5, signs: 'unicode' })).toBe('██');
  });
});

describe('a streak', () => {
  async function* past(...runs: readonly string[][]) {
    for (const [i, run] of runs.entries()) yield { asOf: `run ${i}`, fingerprints: new Set(run) };
  }

  it('counts the runs in a row up to the latest, and not what came back', async () => {
    const streakOf = await streaksOf(past(['a', 'b', 'c'], ['a', 'b'], ['a', 'c']));
    expect(['a', 'b', 'c', 'd'].map((one) => streakOf(one)?.runs)).toEqual([3, 2, 1, undefined]);
    expect(streakOf('b')?.since).toBe('run 1');
  });

  it('reads no further than something is left to count', async () => {
    let read = 0;
    async function* counted() {
      for (const run of [['a'], ['b'], ['a']]) {
        read += 1;
        yield { asOf: '', fingerprints: new Set(run) };
      }
    }
    await streaksOf(counted());
    expect(read).toBe(2);
  });
});
