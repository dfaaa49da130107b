import { describe, expect, it } from 'vitest';
import { activity } from '../../src/facts/activity.ts';
import { flaws } from '../../src/facts/flaws.ts';
import { note } from '../../src/facts/note.ts';
import { response } from '../../src/facts/response.ts';
import type { Part } from '../../src/model/dataset.ts';
import type { Activity, Lead } from '../../src/model/records.ts';
import { deal, lead } from '../support/records.ts';
import { asOf } from '../support/setting.ts';
import { viewOf } from '../support/view.ts';

const DAY = 86_400_000;
const daysAgo = (days: number): number => asOf - days * DAY;
const view = (activities: readonly Activity[], without: readonly Part[] = [], over: Partial<Lead> = {}) =>
  viewOf(lead({ createdAt: daysAgo(40), ...over }), { activities, without });
const call = (days: number, body: string | null = null): Activity => ({ kind: 'call', at: daysAgo(days), body });

describe('where a kind of activity is hidden', () => {
  it('a latest activity is known only to be no earlier', () => {
    const { lastAt, lastNotBefore } = activity.of(view([call(20)], ['emails']));
    expect([lastAt, lastNotBefore]).toEqual([undefined, daysAgo(20)]);
    expect(activity.of(view([call(20)])).lastAt).toBe(daysAgo(20));
  });

  it('a first response is known only to be no later', () => {
    const { firstAt, firstNotAfter } = response.of(view([call(20)], ['emails']));
    expect([firstAt, firstNotAfter]).toEqual([undefined, daysAgo(20)]);
    expect(response.of(view([call(20)])).firstAt).toBe(daysAgo(20));
  });

  it('a note is known only to be no worse', () => {
    const seen = note.of(view([call(3, 'ok')], ['notes']));
    expect([seen.level, seen.levelAtLeast, seen.lastAt, seen.lastNotBefore]).toEqual([
      undefined,
      1,
      undefined,
      daysAgo(3),
    ]);
    expect(note.of(view([call(3, 'ok')])).level).toBe(1);
  });

  it('and so where only the text of one activity is', () => {
    const rows: Activity[] = [call(3, 'ok'), { kind: 'call', at: daysAgo(2), body: undefined }];
    expect(note.of(view(rows)).level).toBeUndefined();
  });
});

describe("the CRM's own last activity", () => {
  it('counts beside what can be seen', () => {
    expect(activity.of(view([call(20)], ['emails'], { lastActivityAt: daysAgo(5) })).lastAt).toBe(daysAgo(5));
  });

  it('says nothing of the moment of the audit where it is later', () => {
    const later = { lastActivityAt: asOf + DAY };
    expect(activity.of(view([], ['emails'], later)).lastAt).toBeUndefined();
    expect(activity.of(view([call(20)], [], later)).lastAt).toBe(daysAgo(20));
  });
});

it('no flaw is found for sure where the stage is not known and the amount is blank', () => {
  const blank = { amount: null, closeDate: 21_000, createdAt: daysAgo(3) };
  expect(flaws.of(viewOf(deal({ ...blank, stage: 'Qualification' }))).list).toEqual([]);
  expect(flaws.of(viewOf(deal({ ...blank, stage: 'Stage Seven' }))).list).toBeUndefined();
});
