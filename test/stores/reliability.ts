import { type ChildProcess, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/stores/index.ts';
import type { StoreAddress } from '../../src/stores/store.ts';
import { weeklyRun } from '../bench/store-runs.mjs';
import { draft } from '../support/runs.ts';

const writer = fileURLToPath(new URL('./busy-writer.mjs', import.meta.url));

/** Starts a process that writes to the store; `limit` is a command of the shell that comes before it. */
export function startWriter(address: StoreAddress, first: number, weeks: number, limit = ':'): ChildProcess {
  const args = [writer, JSON.stringify(address), `${first}`, `${weeks}`];
  return spawn('/bin/sh', ['-c', `${limit}; exec "$0" "$@"`, process.execPath, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

export async function outputOf(child: ChildProcess): Promise<readonly string[]> {
  return child.stdout === null ? [] : (await text(child.stdout)).trimEnd().split('\n');
}

const started = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => child.stdout?.once('data', () => resolve()));

/** Everything that a process said it had done is there, whole, and the store can be written to at once. */
async function expectWhole(address: StoreAddress, said: readonly string[]): Promise<void> {
  const store = await openStore(address, { patience: 5_000 });
  try {
    expect(await store.check()).toEqual([]);
    const ids = (await store.runs()).map(({ id }) => id);
    for (const line of said) {
      const [what, id = '', week] = line.split(' ');
      if (what === 'kept' || what === 'known') expect(ids).toContain(id);
      if (what === 'kept')
        expect(await store.run(id)).toEqual(weeklyRun({ reps: 5, findings: 20, week: Number(week) }));
      if (what === 'appended') expect((await store.entries()).length).toBeGreaterThanOrEqual(Number(id));
    }
    for (const id of ids) expect(await store.run(id)).toBeDefined();
    await store.append(draft({ rep: 'the next process' }));
  } finally {
    await store.close();
  }
}

/** What holds for a store of any engine when processes die or meet. `makeAddress` gives an empty store. */
export function storeReliability(
  engine: string,
  makeAddress: () => Promise<StoreAddress>,
  { kills }: { readonly kills: number },
): void {
  describe(`a store in ${engine}, when processes die or meet`, () => {
    test(`holds whole runs and no lock after ${kills} processes were killed while they wrote`, async () => {
      const address = await makeAddress();
      const said: string[] = [];
      for (let kill = 0; kill < kills; kill++) {
        const child = startWriter(address, kill * 100, 100);
        const output = outputOf(child);
        await started(child);
        await setTimeout((kill * 37) % 190);
        child.kill('SIGKILL');
        const lines = await output;
        expect(lines[0]).toBe('open');
        expect(lines.filter((line) => line.startsWith('failed'))).toEqual([]);
        said.push(...lines);
        await expectWhole(address, lines);
      }
      expect(said.filter((line) => line.startsWith('kept')).length).toBeGreaterThan(kills / 4);
    });

    test('takes everything of two processes that write the same weeks at once, once', async () => {
      const address = await makeAddress();
      const children = [startWriter(address, 0, 15), startWriter(address, 5, 15)];
      const said = (await Promise.all(children.map(outputOf))).flat();
      expect(said.filter((line) => line.startsWith('failed'))).toEqual([]);
      expect(said.filter((line) => line.startsWith('kept'))).toHaveLength(20);
      expect(said.filter((line) => line.startsWith('known'))).toHaveLength(10);
      expect(said.filter((line) => line.startsWith('appended'))).toHaveLength(30);
      await expectWhole(address, said);
    });
  });
}
