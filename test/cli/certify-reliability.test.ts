import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/model/chain.ts';
import { openStore } from '../../src/stores/index.ts';
import { runCli } from '../support/run-cli.ts';
import { runMain } from '../support/run-main.ts';

const executable = fileURLToPath(new URL('../../bin/threadcount.js', import.meta.url));
const folders: string[] = [];

async function newFolder(): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'threadcount-reliable-'));
  folders.push(cwd);
  await runMain(['keys', 'new'], { cwd });
  return cwd;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const who = ['--rep', 'Amir Haddad', '--certification', 'crm-hygiene', '--evaluator', 'Helen Marchetti', '--yes'];
const args = ['certify', ...who, '--output', 'a.json', '--evidence', 'a.evidence'];

async function ledgerIn(cwd: string) {
  const path = join(cwd, '.threadcount/threadcount.db');
  if (!existsSync(path)) return [];
  const store = await openStore({ kind: 'sqlite', path });
  try {
    expect(await store.check()).toEqual([]);
    return await store.entries();
  } finally {
    await store.close();
  }
}

/** Begins the command and ends it for good after so many milliseconds. */
async function killedAfter(delay: number, cwd: string): Promise<void> {
  const child = spawn(process.execPath, [executable, ...args], { cwd, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  await Promise.race([setTimeout(delay), ended]);
  child.kill('SIGKILL');
  await ended;
}

describe('a process that is killed', () => {
  let whole = 0;
  let cwd = '';
  beforeAll(async () => {
    cwd = await newFolder();
    const start = performance.now();
    await runCli(args, { cwd });
    whole = performance.now() - start;
  });

  test('leaves the ledger valid, and the decision in it once or not at all', { timeout: 120_000 }, async () => {
    const other = await newFolder();
    // Most of the time goes into reading: the last tenth, in which things are written, is tried more closely.
    for (const share of [0.3, 0.6, 0.8, 0.88, 0.92, 0.95, 0.97, 0.99, 1.01]) {
      await killedAfter(whole * share, other);
      const entries = await ledgerIn(other);
      expect(verifyChain(entries)).toEqual([]);
      expect(entries.length).toBeLessThanOrEqual(1);
      // A file that is there is whole.
      if (existsSync(join(other, 'a.json'))) expect(readFileSync(join(other, 'a.json'), 'utf8')).toMatch(/\}\n$/);
    }
    expect(await runCli(args, { cwd: other })).toMatchObject({ code: 0 });
    expect(await ledgerIn(other)).toHaveLength(1);
    expect(readdirSync(other).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect((await runMain(['verify', 'a.json', '--evidence', 'a.evidence'], { cwd: other })).code).toBe(2);
  });
});

test('two processes that certify the same at once record it once', { timeout: 60_000 }, async () => {
  const cwd = await newFolder();
  const both = await Promise.all([runCli(args, { cwd }), runCli(['certify', ...who, '--output', 'b.json'], { cwd })]);
  expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(await ledgerIn(cwd)).toHaveLength(1);
  expect(readFileSync(join(cwd, 'b.json'), 'utf8')).toBe(readFileSync(join(cwd, 'a.json'), 'utf8'));
  expect(readdirSync(cwd).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test.runIf(existsSync('/dev/full'))(
  'a disk that is full is told, and running it again writes what is missing',
  async () => {
    const cwd = await newFolder();
    const { openWhole } = await import('../../src/commands/write-whole.ts');
    // A folder that takes no file stands for one without room: the draft cannot be begun.
    expect(() => openWhole(['/dev/full/a.json'], cwd)).toThrow(/cannot be written|no folder/);
    const { code, stderr } = await runMain(['certify', ...who, '--output', '/proc/a.json'], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain('/proc/a.json cannot be written');
    expect(await ledgerIn(cwd)).toEqual([]);
  },
);
