import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Gap } from '../../../src/model/dataset.ts';
import { createPulls } from '../../../src/sources/live/pulls.ts';
import { keepWalk } from '../../../src/sources/salesforce/kept-walk.ts';

const gap: Gap = { what: 'Task', reason: 'moved', hides: [], isIncomplete: true };
const key = { source: 'salesforce', org: 'acme', apiVersion: '66.0', asOf: 0, query: 'q' } as const;

/** Walks in one folder, in which everything is kept at once. */
function walks() {
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-walk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const policy = { after: 0, mostHeld: 1, maxAge: 86_400_000 };
  return async () => {
    const told: Gap[] = [];
    const pulls = createPulls({ folder, run: 'test', now: () => 1, notify: () => {}, policy });
    const walk = keepWalk(await pulls.open(key, 'records'), (one) => void told.push(one));
    const replayed = async () => {
      const rows = walk.replay();
      if (rows === undefined) return undefined;
      const all: unknown[] = [];
      for await (const some of rows) all.push(...some);
      return all;
    };
    return { ...walk, told, replayed };
  };
}

it('goes on behind the last whole query, with every row of those before it and the gaps among them', async () => {
  const open = walks();
  const first = await open();
  expect([first.isBegun, await first.replayed()]).toEqual([false, undefined]);
  await first.keep([['a', 'x', undefined]], [], false);
  await first.keep([['b', 'y', '']], [{ gap }], true);
  await first.keep([], [], true);
  await first.keep([['c', 'z', '1']], [], true);
  await first.keep([['lost', '', '']], [], false);
  const second = await open();
  expect(second.isBegun).toBe(true);
  expect(await second.replayed()).toEqual([
    ['a', 'x', undefined],
    ['b', 'y', ''],
  ]);
  expect(await second.replayed()).toEqual([]);
  expect(await second.replayed()).toEqual([['c', 'z', '1']]);
  expect(await second.replayed()).toBeUndefined();
  expect(second.told).toEqual([gap]);
  await second.keep([['d', '', '']], [], true);
  await second.end();
  const third = await open();
  for (let query = 0; query < 3; query += 1) await third.replayed();
  expect(await third.replayed()).toEqual([['d', '', '']]);
});
