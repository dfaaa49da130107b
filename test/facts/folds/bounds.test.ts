import { array, assert, constantFrom, integer, option, property, record, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fold, startFold } from '../../../src/facts/fold.ts';
import { isCutAt, notes, notesOf } from '../../../src/facts/folds/notes.ts';
import { firstFrom, MOST_AT_END, outermost } from '../../../src/facts/folds/outermost.ts';
import { plans } from '../../../src/facts/folds/plans.ts';
import { requests, requestsOf } from '../../../src/facts/folds/requests.ts';
import { changesOf, isCut, timeline } from '../../../src/facts/folds/timeline.ts';
import { touches } from '../../../src/facts/folds/touches.ts';
import { workedBy, workers } from '../../../src/facts/folds/workers.ts';
import type { Activity, HistoryEntry } from '../../../src/model/records.ts';

/** A scrambling that a number stands for, so that long runs of rows can be told in short. */
const scrambled = <T>(rows: readonly T[], seed: number): readonly T[] =>
  rows
    .map((row, index) => [row, Math.imul(index + 1, 2_654_435_761 ^ seed) >>> 0] as const)
    .sort(([, a], [, b]) => a - b)
    .map(([row]) => row);

/** Whatever the order of rows, and however they are shared out and joined, they come to the same. */
function expectOneReading<Row, Acc>(
  fold: Fold<Row, Acc>,
  rows: readonly Row[],
  read: (acc: Acc | undefined) => unknown,
  seed: number,
): void {
  const whole = startFold(fold);
  for (const row of rows) whole.add('record', row);
  const shards = [0, 1, 2].map(() => startFold(fold));
  scrambled(rows, seed).forEach((row, index) => {
    shards[(index + seed) % 3]?.add('record', row);
  });
  const joined = startFold(fold);
  for (const shard of shards) joined.join(shard);
  expect(read(joined.of('record'))).toEqual(read(whole.of('record')));
}

const run = integer({ min: 1, max: 2400 });
const seed = integer({ min: 0, max: 1_000_000 });
const times = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => (i * 7919) % 3000);

describe('more rows than are kept of one record come to the same in any order', () => {
  it('for what was done', () => {
    const sides = (acc: { outbound: number[]; contacts: number[]; meetings: number[] } | undefined) =>
      [acc?.outbound, acc?.contacts, acc?.meetings].map((list) => outermost(list ?? []));
    assert(
      property(run, seed, (count, order) => {
        const rows = times(count).map((at): Activity => ({ kind: at % 3 ? 'call' : 'meeting', at, isCompleted: true }));
        expectOneReading(touches, rows, sides, order);
      }),
      { numRuns: 20 },
    );
  });

  it('for who did it, of everybody', () => {
    const ids = Array.from({ length: 200 }, (_, i) => `005${i}`);
    assert(
      property(run, seed, (count, order) => {
        const rows = times(count).map(
          (at): Activity => ({ at, isCompleted: true, ownerId: ids[(at * 31) % 200] ?? '' }),
        );
        expectOneReading(workers, rows, (acc) => ids.map((id) => workedBy(acc, id)), order);
      }),
      { numRuns: 20 },
    );
  });

  it('for changes, snapshots that repeat the one before included', () => {
    assert(
      property(run, seed, (count, order) => {
        const rows = times(count).map(
          (at, i): HistoryEntry => ({ field: 'stage', from: i % 5 ? null : 'a', to: 'abc'[(at * 7) % 3] ?? 'a', at }),
        );
        expectOneReading(timeline, rows, (acc) => [changesOf(acc), isCut(acc)], order);
      }),
      { numRuns: 20 },
    );
  });

  it('for notes without ids, requests and plans', () => {
    const row = record({
      kind: constantFrom('note', 'task', 'meeting'),
      at: integer({ min: 1, max: 4 }),
      createdAt: integer({ min: 1, max: 4 }),
      dueDate: option(integer({ min: 1, max: 3 }), { nil: null }),
      isCompleted: constantFrom(true, true, false),
      body: constantFrom('a', 'b', 'c', 'd'),
      subject: constantFrom('x', 'y'),
      ownerId: constantFrom('005A', '005B'),
      createdById: constantFrom('005A', '005C'),
    });
    assert(
      property(array(row, { minLength: 1, maxLength: 60 }), seed, (rows, order) => {
        expectOneReading(notes, rows, notesOf, order);
        expectOneReading(requests, rows, requestsOf, order);
        expectOneReading(plans, rows, (acc) => acc, order);
      }),
    );
  });
});

describe('what was cut', () => {
  it('leaves only the middle of many instants open', () => {
    const many = outermost(Array.from({ length: 1000 }, (_, i) => i));
    expect(many).toHaveLength(2 * MOST_AT_END);
    expect(
      [0, MOST_AT_END - 1, MOST_AT_END, 1000 - MOST_AT_END, 999, 1000].map((from) => firstFrom(many, from)),
    ).toEqual([
      { at: 0, isCut: false },
      { at: MOST_AT_END - 1, isCut: false },
      { at: 1000 - MOST_AT_END, isCut: true },
      { at: 1000 - MOST_AT_END, isCut: false },
      { at: 999, isCut: false },
      { at: null, isCut: false },
    ]);
  });

  it('finds the true first or says that it may not be', () => {
    assert(
      property(shuffledSubarray(times(300).slice(), { minLength: 1 }), integer({ min: 0, max: 3000 }), (all, from) => {
        const truth = all.filter((at) => at >= from).sort((a, b) => a - b)[0] ?? null;
        const { at, isCut: isOpen } = firstFrom(outermost(all), from);
        expect(isOpen || at === truth).toBe(true);
      }),
    );
  });

  it('is said of notes older than the oldest kept, and of people beyond the last kept', () => {
    const folded = startFold(notes);
    for (let at = 1; at <= 20; at += 1) folded.add('r', { kind: 'note', at, body: 'x', isCompleted: true });
    expect([12, 13].map((moment) => isCutAt(folded.of('r'), moment))).toEqual([true, false]);
    const table = startFold(workers);
    for (let i = 100; i < 300; i += 1) table.add('r', { at: i, isCompleted: true, ownerId: `005${i}` });
    expect(['005000', '005100', '005999'].map((id) => workedBy(table.of('r'), id))).toEqual([
      null,
      { firstAt: 100, lastAt: 100 },
      undefined,
    ]);
  });
});

it('begins nothing for a record of which a fold takes no row', () => {
  const [planned, asked, written] = [startFold(plans), startFold(requests), startFold(notes)];
  const row: Activity = { kind: 'call', at: 1, isCompleted: true, body: null };
  for (const fold of [planned, asked, written]) fold.add('r', row);
  expect([planned.of('r'), asked.of('r'), written.of('r')]).toEqual([undefined, undefined, undefined]);
  written.add('r', { ...row, body: undefined });
  expect(written.of('r')).toMatchObject({ count: 0, unread: 1 });
});
