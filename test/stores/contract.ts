import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { verifyChain } from '../../src/model/chain.ts';
import { json } from '../../src/reports/json.ts';
import type { Store } from '../../src/stores/store.ts';
import { demoResult, draft, hostile, runOf, weekly } from '../support/runs.ts';

/** A place for one store: every call opens it anew. */
export interface Place {
  readonly open: () => Promise<Store>;
  readonly clear: () => Promise<void>;
}

function written(result: AuditResult): string {
  const rendered = json.render(result, { width: 100, isColored: false });
  return typeof rendered === 'string' || rendered instanceof Uint8Array ? `${rendered}` : [...rendered].join('');
}

/** What holds for a store of any engine. */
export function storeContract(engine: string, makePlace: () => Promise<Place>): void {
  describe(`a store in ${engine}`, () => {
    let demo: AuditResult;
    let place: Place;
    const opened: Store[] = [];
    const open = async (): Promise<Store> => {
      const store = await place.open();
      opened.push(store);
      return store;
    };
    beforeAll(async () => {
      demo = await demoResult();
    });
    const fresh = async (): Promise<Store> => {
      place = await makePlace();
      return open();
    };
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
      await place.clear();
    });

    test('is empty at first, and sound', async () => {
      const store = await fresh();
      expect(await store.runs()).toEqual([]);
      expect(await store.entries()).toEqual([]);
      expect(await store.run('0123456789ab')).toBeUndefined();
      expect(await store.levels(['0123456789ab'])).toEqual([]);
      expect(await store.fingerprints('0123456789ab')).toEqual(new Set());
      expect(await store.check()).toEqual([]);
    });

    test('gives back a run as it was kept, to the byte of its report, in another process too', async () => {
      const run = runOf(demo, { scope: hostile });
      expect(await (await fresh()).keep(run)).toBe('kept');
      const again = await open();
      const back = await again.run(run.head.id);
      expect(back).toEqual(run);
      expect(JSON.stringify(back)).toBe(JSON.stringify(run));
      expect(back && written(back.result)).toBe(written(run.result));
      expect(written(run.result)).toContain('"schemaVersion": 1');
      expect(await again.runs()).toEqual([run.head]);
    });

    test('keeps what people wrote, whatever they wrote', async () => {
      const store = await fresh();
      const [first, ...rest] = demo.reps;
      if (first === undefined) throw new Error('the demo has no owners');
      const odd = { ...first, id: null, email: null, name: hostile, managerId: hostile };
      const run = runOf({ ...demo, reps: [odd, ...rest] });
      await store.keep(run);
      expect(await store.run(run.head.id)).toEqual(run);
      const named = (await store.levels([run.head.id])).filter(({ rep }) => rep === hostile);
      expect(named).toHaveLength(odd.areas.length);
    });

    test('leaves a run that is there already as it is', async () => {
      const store = await fresh();
      const run = runOf(demo);
      await store.keep(run);
      expect(await store.keep({ ...run, records: [] })).toBe('known');
      expect(await store.run(run.head.id)).toEqual(run);
    });

    test('keeps a run that found nobody and nothing', async () => {
      const store = await fresh();
      const run = { ...runOf({ ...demo, reps: [] }), records: [], pinned: [], rules: [] };
      await store.keep(run);
      expect(await store.run(run.head.id)).toEqual(run);
      expect(await store.check()).toEqual([]);
    });

    test('lists runs by their as-of, then by id', async () => {
      const store = await fresh();
      const twin = weekly(demo, 2, { id: 'ffffffffffff' });
      for (const run of [weekly(demo, 3), twin, weekly(demo, 2), weekly(demo, 1)]) await store.keep(run);
      const ids = (await store.runs()).map(({ id }) => id);
      expect(ids).toEqual(['000000000001', '000000000002', 'ffffffffffff', '000000000003']);
    });

    test('tells levels in the order of the runs asked for, then by rep, certification and area', async () => {
      const store = await fresh();
      for (const week of [1, 2]) await store.keep(weekly(demo, week));
      const rows = await store.levels(['000000000002', 'none', '000000000001']);
      const expected = demo.reps.reduce((sum, { areas }) => sum + areas.length, 0);
      expect(rows).toHaveLength(2 * expected);
      expect([...new Set(rows.map(({ run }) => run))]).toEqual(['000000000002', '000000000001']);
      const one = rows
        .slice(0, expected)
        .map(({ rep, certification, area }) => [rep, certification, area].join('\u0001'));
      expect(one).toEqual([...one].sort());
      const [rep] = demo.reps.filter(({ areas }) => areas.length > 0);
      const [area] = rep?.areas ?? [];
      expect(rows.find((row) => row.rep === rep?.id && row.area === area?.area)).toEqual({
        run: '000000000002',
        asOf: weekly(demo, 2).head.asOf,
        rep: rep?.id,
        kind: rep?.kind,
        name: rep?.name,
        email: rep?.email,
        managerId: rep?.managerId,
        managerName: rep?.managerName,
        managerEmail: rep?.managerEmail,
        score: rep?.score,
        certification: area?.certification,
        area: area?.area,
        level: area?.level,
        passRate: area?.passRate,
        evaluable: area?.evaluable,
      });
    });

    test('chains the entries of its ledger, and tells them by kind', async () => {
      const store = await fresh();
      const first = await store.append(draft());
      const second = await store.append(draft({ kind: 'appeal', rep: hostile, body: null }));
      expect(first.seq).toBe(1);
      expect(second).toMatchObject({ seq: 2, previous: first.hash, rep: hostile });
      expect(await store.entries()).toEqual([first, second]);
      expect(await store.entries(['appeal', 'ruling'])).toEqual([second]);
      expect(await store.entries([])).toEqual([]);
      expect(verifyChain(await store.entries())).toEqual([]);
      expect(await store.check()).toEqual([]);
    });

    test('adds an entry once, however often and from wherever it is handed in', async () => {
      const stores = [await fresh(), await open()];
      const body = { b: [1, null], a: 'x' };
      const same = { a: 'x', b: [1, null] };
      const done = await Promise.all(
        stores.flatMap((store) => [
          store.appendOnce(draft({ body, at: '2026-11-22T12:00:00.000Z' })),
          store.appendOnce(draft({ body: same, at: '2026-11-23T12:00:00.000Z' })),
        ]),
      );
      expect(done.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(done.map(({ entry }) => entry.hash)).size).toBe(1);
      const store = await open();
      expect((await store.appendOnce(draft({ body, rep: 'somebody else' }))).isNew).toBe(true);
      expect((await store.appendOnce(draft({ body, kind: 'ruling' }))).isNew).toBe(true);
      expect(await store.entries()).toHaveLength(3);
      expect(verifyChain(await store.entries())).toEqual([]);
    });

    test('loses and doubles nothing when two write at once', async () => {
      const stores = [await fresh(), await open()];
      const work = stores.flatMap((store, i) =>
        [1, 2, 3, 4].flatMap((week) => [
          store.keep(weekly(demo, week)),
          store.append(draft({ rep: `rep ${i}` })),
          store.keep(weekly(demo, 10 * (i + 1) + week)),
          store.append(draft({ kind: 'ruling', rep: `rep ${i}` })),
        ]),
      );
      const done = await Promise.all(work);
      expect(done.filter((one) => one === 'kept')).toHaveLength(12);
      const store = await open();
      expect(await store.runs()).toHaveLength(12);
      const entries = await store.entries();
      expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
      expect(await store.check()).toEqual([]);
    });

    test('drops the oldest runs of each scope and source and keeps the ledger', async () => {
      const store = await fresh();
      for (const week of [4, 2, 3, 1]) await store.keep(weekly(demo, week));
      await store.keep(weekly(demo, 0, { scope: '--rep ana@seller.example' }));
      await store.keep(weekly(demo, 5, { source: 'hubspot' }));
      const entry = await store.append(draft());
      expect(await store.prune(2)).toEqual({ runs: 2 });
      expect((await store.runs()).map(({ id }) => id)).toEqual([
        '000000000000',
        '000000000003',
        '000000000004',
        '000000000005',
      ]);
      expect(await store.run('000000000003')).toEqual(weekly(demo, 3));
      expect(await store.entries()).toEqual([entry]);
      expect(await store.check()).toEqual([]);
      expect(await store.prune(2)).toEqual({ runs: 0 });
    });
  });
}
