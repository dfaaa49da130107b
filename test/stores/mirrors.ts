import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/model/audit-result.ts';
import type { MirrorRow, TableChange } from '../../src/model/mirror.ts';
import type { MirrorChoice, OpenMirror } from '../../src/stores/open-mirror.ts';
import type { Store } from '../../src/stores/store.ts';
import { demoResult, hostile, runOf, weekly } from '../support/runs.ts';
import type { Place } from './contract.ts';

const choice = (over: Partial<MirrorChoice> = {}): MirrorChoice => ({
  of: { source: 'salesforce', account: '00D000000000001AAA', reader: '005000000000001AAA' },
  scope: '{}',
  isAnew: false,
  readAt: Date.UTC(2026, 10, 18),
  ...over,
});

const row = (number: number, text = `text ${number}`): MirrorRow => [
  `00Q${String(number).padStart(15, '0')}`,
  text,
  null,
];
const rowsFrom = (from: number, to: number): readonly MirrorRow[] =>
  Array.from({ length: to - from }, (_, i) => row(from + i));

async function* batches(rows: readonly MirrorRow[], size = 2000): AsyncGenerator<readonly MirrorRow[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

async function taken(stream: AsyncIterable<readonly MirrorRow[]>): Promise<readonly MirrorRow[]> {
  const all: MirrorRow[] = [];
  for await (const rows of stream) all.push(...rows);
  return all;
}

const changeOf = (rows: readonly MirrorRow[], gone: readonly MirrorRow[] = []): TableChange => ({
  rows: new Map(rows.map((one) => [one[0], one])),
  gone: new Set(gone.map(([id]) => id)),
});

const bytesOf = ({ draft }: OpenMirror): number =>
  [...(draft(1)?.tables.values() ?? [])].flat().reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);

/** What holds for the mirrors of a store of any engine. */
export function mirrorContract(engine: string, makePlace: () => Promise<Place>): void {
  describe(`mirrors of a store in ${engine}`, () => {
    let demo: AuditResult;
    let place: Place;
    const opened: Store[] = [];
    const open = async (): Promise<Store> => {
      const store = await place.open();
      opened.push(store);
      return store;
    };
    const fresh = async (): Promise<Store> => {
      place = await makePlace();
      return open();
    };
    beforeAll(async () => {
      demo = await demoResult();
    });
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
      await place.clear();
    });

    /** Keeps a mirror of one table with a run. */
    const leave = async (store: Store, rows: readonly MirrorRow[], week = 1, over: Partial<MirrorChoice> = {}) => {
      const open = await store.mirror(choice(over));
      await taken(open.mirror.replace('Lead', batches(rows), () => ({ mark: 'm1' })));
      await store.keep(weekly(demo, week), open.draft(93));
    };

    test('there is none at first', async () => {
      const { mirror, isDamaged, draft, tally } = await (await fresh()).mirror(choice());
      expect(mirror.past).toBeUndefined();
      expect(isDamaged).toBe(false);
      expect(await mirror.holds('Lead')).toBe(false);
      expect(draft(1)).toBeUndefined();
      expect(tally()).toEqual({ changed: undefined, rows: 0, past: undefined });
    });

    test('gives back a table as it was read, whatever people wrote, to another process', async () => {
      const rows = [row(1, hostile), row(2, '\u2028\ud83d\ude00"\\'), ...rowsFrom(3, 9000)];
      await leave(await fresh(), rows);
      const { mirror } = await (await open()).mirror(choice());
      expect(mirror.past).toMatchObject({ wholeCalls: 93, readAt: choice().readAt, wholeAt: choice().readAt });
      expect(mirror.past?.tables.get('Lead')).toEqual({ rows: 8999, isSorted: true, state: { mark: 'm1' } });
      expect(await mirror.holds('Lead')).toBe(true);
      expect(await taken(mirror.rows('Lead'))).toEqual(rows);
      expect(await (await open()).check()).toEqual([]);
    });

    test('puts new rows into the order of ids, replaces changed ones and drops those that are gone', async () => {
      const store = await fresh();
      const all = rowsFrom(0, 30_000);
      await leave(
        store,
        all.filter((_, i) => i !== 17),
      );
      const next = await store.mirror(choice({ readAt: choice().readAt + 1 }));
      const changes = changeOf([row(17), row(20_000, 'other'), row(5), row(30_000), row(4)], [row(4), row(29_999)]);
      const now = await taken(next.mirror.change('Lead', changes, { mark: 'm2' }));
      const expected = [...all.filter((_, i) => i !== 4 && i !== 29_999), row(30_000)];
      expected[19_999] = row(20_000, 'other');
      expect(now).toEqual(expected);
      expect(next.tally().changed).toEqual({ rows: 3, gone: 2 });
      await store.keep(weekly(demo, 2), next.draft(3));
      const { mirror } = await store.mirror(choice());
      expect(await taken(mirror.rows('Lead'))).toEqual(expected);
      expect(mirror.past).toMatchObject({ wholeCalls: 93, wholeAt: choice().readAt, readAt: choice().readAt + 1 });
      expect(mirror.past?.tables.get('Lead')?.state).toEqual({ mark: 'm2' });
      expect(await store.check()).toEqual([]);
    });

    test('puts new rows last where ids never had an order', async () => {
      const store = await fresh();
      await leave(store, rowsFrom(0, 9000).toReversed());
      const { mirror } = await store.mirror(choice());
      const now = await taken(mirror.change('Lead', changeOf([row(9001), row(3, 'x')], [row(8999)]), {}));
      expect(now).toHaveLength(9000);
      expect(now.at(-1)).toEqual(row(9001));
      expect(now.find(([id]) => id === row(3)[0])).toEqual(row(3, 'x'));
    });

    test('writes again only the pages in which something changed', async () => {
      const store = await fresh();
      await leave(store, rowsFrom(0, 60_000));
      const first = await store.mirror(choice({ isAnew: true }));
      await taken(first.mirror.replace('Lead', batches(rowsFrom(0, 60_000)), () => ({})));
      const whole = bytesOf(first);
      const next = await store.mirror(choice());
      await taken(next.mirror.change('Lead', changeOf([row(60_000)]), {}));
      expect(bytesOf(next)).toBeGreaterThan(0);
      expect(bytesOf(next)).toBeLessThan(whole / 4);
      await store.keep(weekly(demo, 2), next.draft(1));
      expect(await taken((await store.mirror(choice())).mirror.rows('Lead'))).toHaveLength(60_001);
    });

    test('keeps mirrors of other accounts, readers and scopes apart', async () => {
      const store = await fresh();
      await leave(store, rowsFrom(0, 10));
      const of = choice().of;
      for (const other of [
        { of: { ...of, account: 'x' } },
        { of: { ...of, reader: 'x' } },
        { scope: '{"reps":["a"]}' },
      ])
        expect((await store.mirror(choice(other))).mirror.past).toBeUndefined();
      await leave(store, rowsFrom(0, 5), 2, { scope: '{"reps":["a"]}' });
      expect(await taken((await store.mirror(choice())).mirror.rows('Lead'))).toHaveLength(10);
    });

    test('is not used, and replaced, where everything is to be read anew', async () => {
      const store = await fresh();
      await leave(store, rowsFrom(0, 10));
      expect((await store.mirror(choice({ isAnew: true }))).mirror.past).toBeUndefined();
      await leave(store, rowsFrom(0, 3), 2, { isAnew: true });
      expect(await taken((await store.mirror(choice())).mirror.rows('Lead'))).toHaveLength(3);
    });

    test('a table that was not read to its end, or without a state, is not kept', async () => {
      const store = await fresh();
      const open = await store.mirror(choice());
      for await (const _ of open.mirror.replace('Lead', batches(rowsFrom(0, 4000)), () => ({}))) break;
      await taken(open.mirror.replace('Task', batches(rowsFrom(0, 10)), () => undefined));
      await taken(open.mirror.replace('User', batches(rowsFrom(0, 10)), () => ({})));
      await store.keep(runOf(demo), open.draft(1));
      const { mirror } = await store.mirror(choice());
      expect([...(mirror.past?.tables.keys() ?? [])]).toEqual(['User']);
    });

    test('a run without a mirror leaves the one that is there, and a known run renews it', async () => {
      const store = await fresh();
      await leave(store, rowsFrom(0, 10));
      await store.keep(weekly(demo, 2));
      expect((await store.mirror(choice())).mirror.past?.readAt).toBe(choice().readAt);
      await leave(store, rowsFrom(0, 11), 2);
      expect(await taken((await store.mirror(choice())).mirror.rows('Lead'))).toHaveLength(11);
    });

    test('what nobody went on with for a month goes with the next', async () => {
      const store = await fresh();
      await leave(store, rowsFrom(0, 10), 1, { scope: 'old' });
      await leave(store, rowsFrom(0, 10), 2, { readAt: choice().readAt + 31 * 86_400_000 });
      expect((await store.mirror(choice({ scope: 'old' }))).mirror.past).toBeUndefined();
      expect(await store.check()).toEqual([]);
    });

    test('pages that went meanwhile make no mirror, and spoil no run', async () => {
      const store = await fresh();
      await leave(store, rowsFrom(0, 60_000));
      const next = await store.mirror(choice());
      await taken(next.mirror.change('Lead', changeOf([row(1, 'x')]), {}));
      expect(await (await open()).forget()).toBe(1);
      expect(await store.keep(weekly(demo, 2), next.draft(1))).toBe('kept');
      expect((await store.mirror(choice())).mirror.past).toBeUndefined();
      expect(await store.check()).toEqual([]);
    });

    test('of two processes that go on with the same, the one that is stored first stays where it drops pages of the other', async () => {
      const store = await fresh();
      await leave(store, rowsFrom(0, 60_000));
      const [slow, fast] = [
        await store.mirror(choice()),
        await (await open()).mirror(choice({ readAt: choice().readAt + 1 })),
      ];
      await taken(slow.mirror.change('Lead', changeOf([row(59_999, 'x')]), {}));
      await taken(fast.mirror.change('Lead', changeOf([row(1, 'y')]), {}));
      await store.keep(weekly(demo, 2), fast.draft(1));
      await store.keep(weekly(demo, 3), slow.draft(1));
      const { mirror } = await store.mirror(choice());
      expect(mirror.past?.readAt).toBe(choice().readAt + 1);
      expect((await taken(mirror.rows('Lead')))[1]).toEqual(row(1, 'y'));
      expect(await store.check()).toEqual([]);
    });

    test('prune leaves the mirror, and forget leaves the runs', async () => {
      const store = await fresh();
      for (const week of [1, 2, 3]) await leave(store, rowsFrom(0, 100 * week), week);
      await store.prune(1);
      expect(await taken((await store.mirror(choice())).mirror.rows('Lead'))).toHaveLength(300);
      expect(await store.forget()).toBe(1);
      expect(await store.forget()).toBe(0);
      expect((await store.mirror(choice())).mirror.past).toBeUndefined();
      expect(await store.runs()).toHaveLength(1);
      expect(await store.check()).toEqual([]);
    });
  });
}
