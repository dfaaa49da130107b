import { describe, expect, it } from 'vitest';
import { moves } from '../../src/facts/moves.ts';
import { whenLeaving } from '../../src/facts/past.ts';
import type { Activity, Deal, HistoryEntry } from '../../src/model/records.ts';
import { names } from '../../src/rulebook/scope.ts';
import { deal } from '../support/records.ts';
import { asOf } from '../support/setting.ts';
import { type Surroundings, viewOf } from '../support/view.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const daysAgo = (days: number): number => asOf - days * DAY;
const met = (days: number, ...emails: readonly string[]): Activity => ({ kind: 'meeting', at: daysAgo(days), emails });
const move = (days: number, from: string | null, to: string, over: HistoryEntry = {}): HistoryEntry => ({
  field: 'stage',
  from,
  to,
  at: daysAgo(days),
  ...over,
});

const [Q, N, V, R, G] = [
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Proposal/Price Quote',
  'Negotiation/Review',
] as const;
const of = (stage: string, around: Surroundings, over: Partial<Deal> = {}) =>
  moves.of(viewOf(deal({ stage, ...over }), around));
const two = ['dana@acme.com', 'lee@acme.com'] as const;

describe('exit criteria', () => {
  it('are those of every stage that was left, as of the day it was left', () => {
    const history = [move(30, Q, N), move(20, N, V), move(10, V, R)];
    const { count, areMet, unmet } = of(R, { history, activities: [met(25, two[0]), met(5, two[1])] });
    expect([count, areMet]).toEqual([3, false]);
    expect(unmet).toEqual([
      'Qualification (left 2026-10-19): deal.everEngaged.count >= 1',
      'Value Proposition (left 2026-11-08): deal.everEngaged.count >= 2',
    ]);
  });

  it('are judged by the last time a stage was left, and only where the deal has not gone back to it', () => {
    const history = [move(30, V, R), move(25, R, V), move(10, V, R)];
    expect(of(R, { history, activities: [met(20, ...two)] }).areMet).toBe(true);
    const back = [move(30, V, R), move(25, R, V)];
    expect(of(V, { history: back }).count).toBe(0);
  });

  it('go by the amount of then: the value before the next change where none came earlier', () => {
    const amount = (from: string | null, to: string, days: number): HistoryEntry => ({
      field: 'amount',
      from,
      to,
      at: daysAgo(days),
    });
    const left = [move(10, R, G)];
    const met2 = [met(20, ...two)];
    const areMet = (change: HistoryEntry) =>
      of(G, { history: [...left, change], activities: met2 }, { amount: 9 }).areMet;
    expect(areMet(amount('0', '50000', 5))).toBe(false);
    expect(areMet(amount('100', '50000', 5))).toBe(true);
    expect(areMet(amount(null, '50000', 15))).toBe(true);
    expect(areMet(amount('a lot', '50000', 5))).toBeUndefined();
    expect(of(G, { history: left, activities: met2 }, { amount: 9 }).areMet).toBe(true);
    const untracked = { tracks: (_: string, field: string) => field === 'stage' };
    expect(of(G, { history: left, activities: met2, world: untracked }, { amount: 9 }).areMet).toBeUndefined();
  });

  it('that nobody can judge leave it open, unless another one did not hold', () => {
    const history = [move(20, V, R), move(10, R, G)];
    const world = { tracks: (_: string, field: string) => field === 'stage' };
    expect(of(G, { history, activities: [met(25, ...two)], world }).areMet).toBeUndefined();
    expect(of(G, { history, activities: [met(25, two[0])], world }).areMet).toBe(false);
  });

  it('are not held against the owner for moves of others', () => {
    const history = [move(10, V, R, { byId: '005000000000009AAA' })];
    expect(of(R, { history }).count).toBe(0);
    expect(of(R, { history: [move(10, V, R, { byId: '005000000000001AAA' })] }).count).toBe(1);
  });

  it('of snapshots, which do not say what was before, go from one to the next', () => {
    const history = [move(60, null, Q), move(20, null, V), move(10, null, R)];
    expect(of(R, { history, activities: [met(15, ...two)] }).unmet).toEqual([
      'Qualification (left 2026-10-29): deal.everEngaged.count >= 1',
    ]);
  });

  it('are not known without a history of stages', () => {
    expect(of(R, { without: ['dealHistory'] })).toMatchObject({ count: undefined, areMet: undefined });
  });
});

describe('a jump', () => {
  it('may be made of several moves within a day, in any order of rows', () => {
    const at = (hours: number) => ({ at: daysAgo(10) + hours * HOUR });
    const history = [move(0, Q, N, at(0)), move(0, N, V, at(1)), move(0, V, R, at(24))];
    for (const rows of [history, [...history].reverse()])
      expect(of(R, { history: rows })).toMatchObject({
        mostSkipped: 4,
        skipped: ['Qualification → Proposal/Price Quote on 2026-11-09'],
      });
    const slower = [...history.slice(0, 2), move(0, V, R, at(25.5))];
    expect(of(R, { history: slower }).mostSkipped).toBe(2);
  });

  it('is neither a way back nor a loss', () => {
    expect(of(Q, { history: [move(10, G, Q)] }).mostSkipped).toBe(0);
    expect(of(Q, { history: [move(10, Q, 'Closed Lost'), move(5, 'Closed Lost', Q)] }).mostSkipped).toBe(0);
  });

  it('over stages that the configuration does not know cannot be told', () => {
    expect(of(R, { history: [move(10, 'Stage Seven', R)] }).mostSkipped).toBeUndefined();
  });
});

it('of a past moment nothing is known but the tracked fields, the stage, and who had ever been engaged', () => {
  const history: readonly HistoryEntry[] = [
    { field: 'amount', from: '10', to: '20', at: daysAgo(5) },
    { field: 'nextStep', from: 'Call Dana', to: 'Call Lee', at: daysAgo(5) },
    move(10, V, R),
  ];
  const full = deal({ stage: R, amount: 20, nextStep: 'Call Lee', closeDate: 20000, source: 'Web', dealType: 'New' });
  const around: Surroundings = { history, activities: [met(30, ...two), met(3, 'kim@acme.com')] };
  const tracked = new Set(['stage', 'amount', 'nextStep']);
  const view = viewOf(full, { ...around, world: { tracks: (_, field) => tracked.has(field) } });
  const then = whenLeaving(view, V, daysAgo(10));
  if (then === undefined) throw new Error('a deal has a past');
  const known = [...names.values()]
    .filter(({ path }) => path.startsWith('deal.'))
    .map(({ path, read }) => [path, read(then)] as const)
    .filter(([, value]) => value !== undefined);
  expect(Object.fromEntries(known)).toEqual({
    'deal.id': full.id,
    'deal.createdAt': full.createdAt,
    'deal.amount': 10,
    'deal.everEngaged.count': 2,
    'deal.everEngaged.atLeast': 2,
    'deal.everEngaged.atMost': 2,
    'deal.everEngaged.names': [...two],
    'deal.stage.name': V,
    'deal.stage.group': 'mid',
    'deal.stage.index': 3,
    'deal.stage.changedAt': full.createdAt,
    'deal.stage.changedNotAfter': full.createdAt,
  });
});
