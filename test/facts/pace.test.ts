import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pace } from '../../src/facts/pace.ts';
import { takeWin } from '../../src/facts/won-stays.ts';
import type { Deal, HistoryEntry } from '../../src/model/records.ts';
import { deal } from '../support/records.ts';
import { asOf } from '../support/setting.ts';
import { type Surroundings, viewOf } from '../support/view.ts';

const DAY = 86_400_000;
const daysAgo = (days: number): number => asOf - days * DAY;

interface Closed {
  readonly record: Deal;
  readonly history: readonly HistoryEntry[];
}

const move = (recordId: string, from: string, to: string, days: number): HistoryEntry => ({
  recordId,
  recordType: 'deal',
  field: 'stage',
  from,
  to,
  at: daysAgo(days),
});

/** Created in Prospecting, ten days later in Qualification, and won after `days` there, half a year ago. */
function won(n: number, days: number, over: Partial<Deal> = {}): Closed {
  const id = `won-${n}`;
  const end = 180;
  return {
    record: deal({
      id,
      stage: 'Closed Won',
      isClosed: true,
      isWon: true,
      createdAt: daysAgo(end + days + 10),
      ...over,
    }),
    history: [move(id, 'Prospecting', 'Qualification', end + days), move(id, 'Qualification', 'Closed Won', end)],
  };
}

const wins = (count: number, over: Partial<Deal> = {}): Closed[] =>
  Array.from({ length: count }, (_, n) => won(n, 2 + n, over));

function paceBeside(closed: readonly Closed[], over: Partial<Deal> = {}, around: Surroundings = {}) {
  const own = { from: 'Prospecting', to: 'Qualification', field: 'stage', at: daysAgo(30) };
  const view = viewOf(deal({ createdAt: daysAgo(40), ...over }), {
    ...around,
    history: [...closed.flatMap(({ history }) => history), own],
  });
  for (const { record } of closed) takeWin({ record, world: view.world });
  return pace.of(view);
}

describe('the usual time in a stage', () => {
  it('is the median stay of the deals that were won', () => {
    expect(paceBeside(wins(25))).toEqual({
      days: 30,
      usualDays: 14,
      samples: 25,
      norm: 'the usual 14 days (25 won deals) or the flat limit of its stage group',
    });
  });

  it('counts the first stage from the creation of the deal', () => {
    expect(paceBeside(wins(25), { stage: 'Prospecting' }).usualDays).toBe(10);
  });

  it('lies between the two middle stays of an even number', () => {
    expect(paceBeside(wins(24)).usualDays).toBe(13.5);
  });

  it('can be told from twenty won deals on', () => {
    expect(paceBeside(wins(20)).usualDays).toBe(11.5);
    expect(paceBeside(wins(19))).toMatchObject({
      usualDays: null,
      samples: 19,
      norm: 'the flat limit of its stage group (won deals to compare with: 19)',
    });
  });

  it('takes no measure of deals that were lost, are open or lie in the recycle bin', () => {
    const others = [{ isWon: false }, { isWon: false, isClosed: false }, { isDeleted: true }];
    expect(others.map((over) => paceBeside(wins(25, over)).samples)).toEqual([0, 0, 0]);
  });

  it('does not count a stage that a deal was moved through within the time of a jump', () => {
    const hurried = Array.from({ length: 25 }, (_, n) => won(n, 0.5));
    expect(paceBeside(hurried)).toMatchObject({ usualDays: null, samples: 0 });
  });

  it('counts a deal once, by its longest stay', () => {
    const returning = wins(25).map(({ record, history }) => ({
      record,
      history: [
        ...history,
        move(record.id ?? '', 'Closed Won', 'Qualification', 175),
        move(record.id ?? '', 'Qualification', 'Closed Won', 172),
      ],
    }));
    expect(paceBeside(returning)).toMatchObject({ usualDays: 14, samples: 25 });
  });

  it('does not count a stay whose beginning nobody saw', () => {
    const torn = wins(25).map(({ record, history: [, last] }) => ({
      record,
      history: [move(record.id ?? '', 'Prospecting', 'Needs Analysis', 300), last ?? {}],
    }));
    expect(paceBeside(torn).samples).toBe(0);
  });

  it('is blank, not unknown, without a history of deals', () => {
    expect(paceBeside(wins(25), {}, { without: ['dealHistory'] })).toMatchObject({ usualDays: null, samples: 0 });
  });

  it('does not depend on the order of deals', () => {
    const all = Array.from({ length: 25 }, (_, n) => won(n, 2 + ((n * 7) % 25)));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (some) => {
        expect(paceBeside(some).usualDays).toBe(14);
      }),
      { numRuns: 20 },
    );
  });
});
