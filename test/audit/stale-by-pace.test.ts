import { expect, it } from 'vitest';
import type { Deal } from '../../src/model/records.ts';
import { rulebookOf } from '../../src/rulebook/load.ts';
import { auditOf } from '../planted/org.ts';
import { call, cleanDeal, day, ops, type Story } from '../planted/story.ts';
import { shippedRulebook } from '../support/rulebook.ts';

const DAY = 86_400_000;
const { packs, rules } = shippedRulebook();
const stale = rulebookOf(
  packs,
  rules.filter(({ id }) => id === 'status/stale-deal'),
);

/** Won in spring, long before the window that is judged, after `days` in Qualification. */
function won(n: number, days: number): Story<Deal> {
  const { record, activities } = cleanDeal(n);
  const end = Date.UTC(2026, 3, 1);
  const move = (from: string, to: string, at: number) => ({ field: 'stage', from, to, at, byId: ops });
  return {
    record: {
      ...record,
      stage: 'Closed Won',
      isClosed: true,
      isWon: true,
      closeDate: day('04-01'),
      createdAt: end - 90 * DAY,
    },
    history: [move('Prospecting', 'Qualification', end - days * DAY), move('Qualification', 'Closed Won', end)],
    activities,
  };
}

const wins = (count: number, days: number) => Array.from({ length: count }, (_, n) => won(100 + n, days));

async function found(stories: readonly Story[]): Promise<readonly (readonly [string, string])[]> {
  const { reps } = await auditOf(stories, stale);
  return reps.flatMap(({ findings }) => findings.map(({ severity, message }) => [severity, message] as const));
}

/** In Qualification for 15 days, and called six days ago. */
const busy = cleanDeal(1);
/** The same, and nothing done for 44 days. */
const idle: Story<Deal> = {
  ...cleanDeal(2),
  history: [{ field: 'stage', from: 'Prospecting', to: 'Qualification', at: Date.UTC(2026, 9, 5, 11), byId: ops }],
  activities: [call('10-05 12:00')],
};

it('warns of a deal that is worked on and stays far longer than deals that were won, whatever comes first', async () => {
  const warning = [
    'warning',
    'In "Qualification" since 2026-11-03, last activity: 2026-11-12; too long by the usual 8 days (25 won deals) or the flat limit of its stage group',
  ];
  expect(await found([busy, ...wins(25, 8)])).toEqual([warning]);
  expect(await found([...wins(25, 8), busy])).toEqual([warning]);
});

it('lets a deal be that is within 1.75 times the usual stay', async () => {
  expect(await found([busy, ...wins(25, 9)])).toEqual([]);
});

it('goes by the flat limit alone where fewer than twenty deals were won', async () => {
  expect(await found([busy, ...wins(19, 8)])).toEqual([]);
});

it('says so where only the flat limit could be held against a deal', async () => {
  expect(await found([idle, ...wins(19, 8)])).toEqual([
    [
      'error',
      'In "Qualification" since 2026-10-05, last activity: 2026-10-05; too long by the flat limit of its stage group (won deals to compare with: 19)',
    ],
  ]);
});

it('keeps an error where nothing was done either', async () => {
  expect((await found([idle, ...wins(25, 8)])).map(([severity]) => severity)).toEqual(['error']);
});
