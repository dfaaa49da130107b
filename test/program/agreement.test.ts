import { describe, expect, it } from 'vitest';
import { avoidedBy } from '../../src/program/avoidance.ts';
import { compareForms, toolLevel } from '../../src/program/calibrate.ts';
import { quadrantOf } from '../../src/program/confidence.ts';
import { type RunCredits, validateTransfer } from '../../src/program/validate.ts';
import { nothing } from '../../src/score/marks.ts';
import { certified, day } from './builders.ts';

const scored = (id: string, level: number | null) => ({
  record: { type: 'lead' as const, id, name: id },
  levels: { status: level },
  note: null,
});
const criteria = [{ id: 'status', standard: 'The status shows where the work stands.', isWritten: false }];

describe('calibration', () => {
  it('tells every pair more than one point apart, and the line of the rubric', () => {
    const a = { evaluator: 'Ana', records: [scored('1', 4), scored('2', 3), scored('3', 1), scored('4', null)] };
    const b = {
      evaluator: 'Bo',
      records: [scored('1', 2), scored('2', 3), scored('3', 2), scored('4', 2), scored('9', 1)],
    };
    const found = compareForms('crm-hygiene', [a, b], criteria);

    expect(found.criteria).toMatchObject([{ pairs: 3, exact: 0.3333, meanGap: 0.3333, apart: 1 }]);
    expect(found.apart).toMatchObject([{ record: { id: '1' }, levels: [4, 2] }]);
    expect(found.clarify).toEqual([
      { criterion: 'status', standard: 'The status shows where the work stands.', pairs: 1 },
    ]);
  });

  it('reads the level of a record from its gravest failure', () => {
    const seen = { ...nothing, applicable: 1, evaluable: 1 };

    expect(
      [seen, { ...seen, warned: 1 }, { ...seen, failed: 1 }, { ...seen, failed: 1, critical: 1 }, nothing].map(
        toolLevel,
      ),
    ).toEqual([4, 3, 2, 1, null]);
  });
});

describe('field validation', () => {
  const run = (on: string, passing: number, total: number): RunCredits => ({
    run: on,
    day: day(on),
    credits: Array.from({ length: total }, (_, i) => ({
      record: `lead ${i}`,
      criterion: 'status',
      credit: i < passing ? 1 : 0,
    })),
  });
  const answer = (...runs: readonly RunCredits[]) =>
    validateTransfer({
      certified: certified(),
      today: day('2026-11-18'),
      runs,
      criteria: ['status'],
      minimum: 10,
      standard: 0.85,
    }).criteria[0];

  it('has transferred where the pass rate rose beyond chance', () => {
    expect(answer(run('2026-02-20', 10, 40), run('2026-03-20', 36, 40))).toMatchObject({
      answer: 'transferred',
      before: { records: 40 },
    });
  });

  it('has not where it fell, or stayed below the standard', () => {
    expect(answer(run('2026-02-20', 36, 40), run('2026-03-20', 10, 40))).toMatchObject({ answer: 'not-transferred' });
    expect(answer(run('2026-02-20', 20, 40), run('2026-03-20', 21, 40))).toMatchObject({ answer: 'not-transferred' });
  });

  it('cannot be told with nine records on a side, and does not look beyond thirty days', () => {
    expect(answer(run('2026-02-20', 9, 9), run('2026-03-20', 40, 40))).toMatchObject({ answer: 'too-little-data' });
    expect(answer(run('2026-01-20', 10, 40), run('2026-04-20', 40, 40))).toMatchObject({
      answer: 'too-little-data',
      after: { records: 0 },
    });
  });

  it('counts a record once, as it was judged last', () => {
    expect(answer(run('2026-02-15', 0, 40), run('2026-02-22', 40, 40), run('2026-03-20', 40, 40))).toMatchObject({
      before: { records: 40, earned: 40 },
    });
  });
});

it('confidence and level make four quadrants, and none without a level', () => {
  expect([quadrantOf(4, 3), quadrantOf(3, 4), quadrantOf(5, 2), quadrantOf(1, 1), quadrantOf(5, null)]).toEqual([
    'confident-able',
    'able-unsure',
    'confident-not-able',
    'neither',
    'not-measured',
  ]);
});

it('a kind of record is avoided where it is left alone more often than the others, beyond chance', () => {
  const some = (kind: string, untouched: number, total: number) =>
    Array.from({ length: total }, (_, i) => ({ kinds: [kind], isUntouched: i < untouched }));

  expect(avoidedBy([...some('leads from Partner', 18, 20), ...some('leads from Web', 2, 20)])).toMatchObject([
    { kind: 'leads from Partner', untouched: 18, othersUntouched: 2 },
  ]);
  expect(avoidedBy([...some('leads from Partner', 3, 4), ...some('leads from Web', 0, 20)])).toEqual([]);
  expect(avoidedBy([...some('leads from Partner', 6, 10), ...some('leads from Web', 5, 10)])).toEqual([]);
});
