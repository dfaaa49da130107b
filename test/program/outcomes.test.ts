import { describe, expect, it } from 'vitest';
import { type Accelerator, accelerate } from '../../src/program/accelerators.ts';
import { yieldOf } from '../../src/program/yield.ts';
import { ana, bo, certified, closed, day, dayOf, deal, noon } from './builders.ts';

const span = { asOf: '2026-11-18T17:00:00.000Z', from: day('2026-01-01'), to: day('2026-11-18'), dayOf };

describe('yield', () => {
  const winRate = (mine: readonly [number, number], others: readonly [number, number]) => {
    const deals = [...closed(ana, '2026-06-01', ...mine), ...closed(bo, '2026-06-01', ...others)];
    return yieldOf({ ...span, certifications: [certified()], outcomes: { deals, leads: [] } }).certifications[0]
      ?.measures[0];
  };

  it('shows a difference that is beyond chance, with counts and interval', () => {
    expect(winRate([28, 40], [12, 40])).toMatchObject({
      verdict: 'more',
      certified: { reps: 1, count: 28, total: 40, share: 0.7 },
      others: { count: 12, total: 40, share: 0.3 },
      difference: 0.4,
    });
  });

  it('says that it cannot tell where the interval holds zero', () => {
    expect(winRate([6, 10], [5, 10])).toMatchObject({
      verdict: 'cannot-tell',
      words: expect.stringContaining('cannot tell'),
    });
  });

  it('does not show what became of a group of four', () => {
    expect(winRate([4, 4], [5, 10])).toMatchObject({
      verdict: 'too-few',
      certified: { count: null, share: null, total: 4 },
      difference: null,
    });
  });

  it('counts a deal closed before the certificate among the others', () => {
    const deals = [...closed(ana, '2026-02-01', 6, 6), ...closed(ana, '2026-06-01', 6, 6)];
    const found = yieldOf({ ...span, certifications: [certified()], outcomes: { deals, leads: [] } });

    expect(found.certifications[0]?.measures[0]).toMatchObject({ certified: { total: 6 }, others: { total: 6 } });
  });
});

describe('accelerators', () => {
  const wide: Accelerator = {
    name: 'wide',
    certification: 'crm-hygiene',
    engaged: 3,
    rate: 0.02,
    minimumAmount: 0,
    from: null,
    to: null,
  };
  const people = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ name: `P${i}`, since: noon('2026-05-01') }));
  const run = (over: Parameters<typeof deal>[0], held = certified()) =>
    accelerate({
      ...span,
      accelerators: [wide],
      certifications: [held],
      deals: [deal({ engagedAtClose: people(3), ...over })],
    });

  it('pays for a deal won under a certificate in force with three people engaged', () => {
    expect(run({ amount: 41_000 }).deals).toMatchObject([
      {
        bonus: 820,
        certificate: 'TC-000000000001',
        closedOn: '2026-06-01',
        engaged: [{ name: 'P0', since: '2026-05-01' }, {}, {}],
      },
    ]);
  });

  it.each([
    ['two people', { engagedAtClose: people(2) }, certified()],
    ['a lost deal', { isWon: false }, certified()],
    ['somebody else', { owner: bo }, certified()],
    ['a certificate of the day after', {}, certified({ decidedOn: '2026-06-02' })],
    ['one that ended the day before', {}, certified({ validUntil: '2026-05-31' })],
    ['a negative amount', { amount: -500 }, certified()],
  ])('pays nothing, and takes nothing, for %s', (_, over, held) => {
    const { deals } = run(over, held);

    expect(deals).toEqual([]);
  });

  it('leaves open what cannot be told', () => {
    expect(run({ amount: undefined }).open).toMatchObject([{ reason: expect.stringContaining('amount') }]);
    expect(run({ engagedAtClose: null }).open).toMatchObject([
      { reason: expect.stringContaining('nobody can be seen') },
    ]);
  });
});
