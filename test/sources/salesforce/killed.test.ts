import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { AuditResult } from '../../../src/model/audit-result.ts';
import { type SalesforceEmulator, volumeOrg, type When } from '../../emulators/salesforce/salesforce.mjs';
import { startOrg } from './live.ts';

const executable = fileURLToPath(new URL('../../../bin/threadcount.js', import.meta.url));
const scope = ['--as-of', '2026-11-18T17:00:00Z', '--format', 'json'];

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function start(org: SalesforceEmulator, cwd: string, args: readonly string[]) {
  const env = { PATH: process.env.PATH, ...org.env };
  const all = [executable, 'audit', '--source', 'salesforce', ...scope, ...args];
  const child = spawn(process.execPath, all, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { child, ended };
}

async function run(org: SalesforceEmulator, cwd: string, args: readonly string[]) {
  const before = org.calls();
  const [stdout, stderr, [code]] = await start(org, cwd, args).ended;
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const report: AuditResult = JSON.parse(stdout);
  return { report, calls: org.calls() - before, stderr };
}

/** Kills a run without a word once the org has been asked for something that it does not answer. */
async function killAt(org: SalesforceEmulator, cwd: string, args: readonly string[], when: When): Promise<void> {
  org.faults.add({ name: 'silence', when, do: { hang: true } });
  const { child, ended } = start(org, cwd, args);
  while ((org.faults.met().silence ?? 0) <= (when.after ?? 0) && child.exitCode === null) await setTimeout(20);
  // What arrived before is on its way to the disk.
  await setTimeout(300);
  child.kill('SIGKILL');
  await ended;
  org.faults.clear();
}

it.each([
  ['one rep', ['--rep', 'rep0@emulated.example'], { kind: 'more', after: 6 }],
  ['everybody', [], { kind: 'bulk-results', after: 2 }],
] as const)(
  'a run for %s that was killed in mid-pull goes on and comes to the same report',
  async (_, args, when) => {
    const org = await startOrg({
      org: volumeOrg({ leads: 2400, deals: 1000, activities: 60_000, reps: 4 }),
      bulk: { pageRows: 12_000 },
    });
    const whole = await run(org, emptyFolder(), args);
    const cwd = emptyFolder();
    await killAt(org, cwd, args, when);
    const pulls = join(cwd, '.threadcount', 'pulls');
    expect(readdirSync(pulls, { recursive: true }).filter((name) => String(name).endsWith('.jsonl'))).not.toEqual([]);
    const resumed = await run(org, cwd, args);
    expect(resumed.stderr).toContain('resuming');
    expect(JSON.stringify(resumed.report, null, 1)).toBe(JSON.stringify(whole.report, null, 1));
    expect(resumed.calls).toBeLessThan(whole.calls);
    expect(existsSync(pulls)).toBe(false);
    expect([org.writes(), org.bugs()]).toEqual([[], []]);
  },
  120_000,
);
