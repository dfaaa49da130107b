import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceOfAll } from '../../src/score/evidence.ts';
import { areasOf, levelOf } from '../../src/score/levels.ts';
import { mendedMark, severityOf } from '../../src/score/marks.ts';
import { gainsOf } from '../../src/score/path/gains.ts';
import type { Fix } from '../../src/score/path/options.ts';
import { type FailingRecord, pathOf } from '../../src/score/path/path.ts';
import { scoreOf } from '../../src/score/score.ts';
import { createTally, type JudgedRecord } from '../../src/score/tally.ts';
import { type CheckName, lead, type RuleName, rubric, ruleNames, rules } from './builders.ts';

const by = rubric();
const evidence = evidenceOfAll([by], rules);

const talliesOf = (records: readonly JudgedRecord[]) => {
  const tally = createTally([by], rules);
  for (const record of records) tally.add('rep', record);
  return tally.of('rep');
};

const assess = (records: readonly JudgedRecord[]) =>
  talliesOf(records).flatMap(({ counts, criterion }) => {
    const own = evidence.find((one) => one.criterion.id === criterion);
    return own === undefined ? [] : [{ evidence: own, counts, level: levelOf(by, counts) }];
  });

const groundOf = (records: readonly JudgedRecord[]) => ({
  rubric: by,
  assessed: assess(records),
  records,
  isMendable: () => true,
});

const isTurned = (records: readonly JudgedRecord[], threshold = by.threshold): boolean => {
  const levels = assess(records).map(({ level }) => level ?? 0);
  return (
    levels.every((level) => level >= by.floor) && levels.reduce<number>((sum, level) => sum + level, 0) >= threshold
  );
};

const mended = (records: readonly JudgedRecord[], fixes: readonly Fix[]): readonly JudgedRecord[] =>
  records.map((record, at) => ({
    ...record,
    marks: Uint8Array.from(record.marks, (mark, place) =>
      fixes.some((fix) => fix.record === at && fix.place === place) ? mendedMark(mark) : mark,
    ),
  }));

const failuresOf = (records: readonly FailingRecord[]): readonly Fix[] =>
  records.flatMap(({ marks }, record) =>
    [...marks].flatMap((mark, place) => {
      const severity = severityOf(mark);
      return severity === null || severity === 'info' ? [] : [{ record, place }];
    }),
  );

/** The size of the smallest set of fixes that turns the verdict, by trying them all. */
function smallest(records: readonly JudgedRecord[]): number | undefined {
  const all = failuresOf(records);
  let best: number | undefined;
  for (let set = 0; set < 1 << all.length; set++) {
    const fixes = all.filter((_, i) => (set & (1 << i)) !== 0);
    if ((best === undefined || fixes.length < best) && isTurned(mended(records, fixes))) best = fixes.length;
  }
  return best;
}

const anyCheck = fc.constantFrom<CheckName>(
  'na',
  'pass',
  'pass',
  'pass',
  'warning',
  'error',
  'critical',
  'waivedError',
);
const anyRecord = fc
  .tuple(...ruleNames.map(() => anyCheck))
  .map((checks) =>
    lead(Object.fromEntries(checks.map((check, i) => [ruleNames[i], check])) as Partial<Record<RuleName, CheckName>>),
  );

describe('the cheapest path', () => {
  it('is the smallest set of fixes that turns the verdict, as trying them all shows', () => {
    const few = fc
      .array(anyRecord, { minLength: 4, maxLength: 12 })
      .filter((records) => failuresOf(records).length <= 11);
    fc.assert(
      fc.property(few, (records) => {
        const path = pathOf(groundOf(records), by.threshold);
        const best = smallest(records);
        expect(path?.fixes.length).toBe(best);
        if (path !== undefined) expect(isTurned(mended(records, path.fixes))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('turns the verdict of hundreds of records, too, where the search is greedy', () => {
    const many = fc.array(anyRecord, { minLength: 300, maxLength: 500 });
    fc.assert(
      fc.property(many, (records) => {
        const path = pathOf(groundOf(records), by.threshold);
        expect(path).toBeDefined();
        expect(isTurned(mended(records, path?.fixes ?? []))).toBe(true);
        if (path?.isExact === false) expect(path.fixes.length).toBeGreaterThan(0);
      }),
      { numRuns: 10 },
    );
  });

  it('leaves a verdict alone that needs no turning', () => {
    const records = Array.from({ length: 10 }, () =>
      lead({ 'status/stale-lead': 'pass', 'ownership/misrouted': 'pass', 'next-steps/missing': 'pass' }),
    );
    expect(pathOf(groundOf(records), by.threshold)?.fixes).toEqual([]);
  });

  it('there is none where no record is left that could lift a criterion', () => {
    const records = Array.from({ length: 10 }, () =>
      lead({ 'status/stale-lead': 'pass', 'ownership/misrouted': 'pass' }),
    );
    expect(pathOf(groundOf(records), 13)).toBeUndefined();
  });
});

it('a path does not lead over what has happened', () => {
  const late = Array.from({ length: 4 }, () => lead({ 'status/stale-lead': 'error', 'status/lags-event': 'error' }));
  const kept = Array.from({ length: 8 }, () => lead({ 'status/stale-lead': 'pass' }));
  const only = rubric({ criteria: by.criteria.slice(0, 1), threshold: 3 });
  const records = [...late, ...kept];
  const place = ruleNames.indexOf('status/lags-event');
  const ground = { ...groundOf(records), rubric: only, assessed: assess(records).slice(0, 1) };
  expect(pathOf(ground, 3)?.fixes.length).toBe(6);
  expect(pathOf({ ...ground, isMendable: (at) => at !== place }, 3)).toBeUndefined();
});

describe('the gain of a fix', () => {
  it('adds up to what the score moves by when all of them are made', () => {
    const some = fc.array(anyRecord, { minLength: 6, maxLength: 30 });
    fc.assert(
      fc.property(some, (records) => {
        const fixes = pathOf(groundOf(records), by.threshold)?.fixes ?? [];
        const tallies = talliesOf(records);
        const gains = gainsOf(fixes, records, { rubrics: [by], evidence, tallies });
        const before = scoreOf([by], areasOf(by, tallies)).score ?? 0;
        const after = scoreOf([by], areasOf(by, talliesOf(mended(records, fixes)))).score ?? 0;
        const sum = gains.reduce((total, { gain }) => total + gain, 0);
        expect(gains).toHaveLength(fixes.length);
        expect(Math.abs(sum - (after - before))).toBeLessThan(0.2 + fixes.length * 0.005);
      }),
      { numRuns: 60 },
    );
  });
});
