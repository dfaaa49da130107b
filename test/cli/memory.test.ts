import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateOrg } from '../bench/generate-org.mjs';
import { runCli } from '../support/run-cli.ts';

const executable = fileURLToPath(new URL('../../bin/threadcount.js', import.meta.url));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'threadcount-memory-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]) => runCli(args, { cwd: folder });

const MINUTE = 60_000;

/** Waits until a file is there. */
async function thereIs(path: string): Promise<void> {
  while (!existsSync(path)) await setTimeout(5);
}

describe('--max-memory', () => {
  it('changes nothing of what is shown where it is enough', { timeout: MINUTE }, async () => {
    const audit = ['audit', '--source', 'demo', '--fail-on', 'critical'];
    expect(await run(...audit, '--max-memory', '1.5GB')).toEqual(await run(...audit));
  });

  it('says that memory is full, and writes nothing, where it is not', { timeout: 3 * MINUTE }, async () => {
    const org = generateOrg(0.04);
    const config = join(org, 'threadcount.yaml');
    for (const jobs of ['1', '2']) {
      const source = ['--source', org, '--config', config, '--as-of', '2026-11-18', '--jobs', jobs];
      const { code, stdout, stderr } = await run('audit', ...source, '--max-memory', '32MB', '--output', 'it.json');
      expect([code, stdout]).toEqual([3, '']);
      expect(stderr).toContain('memory is full');
      expect(stderr).toContain('--max-memory');
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it.each(['8', '8 kg', '-1GB', '16MB', ''])('is refused as "%s"', async (size) => {
    const { code, stderr } = await run('audit', '--source', 'demo', `--max-memory=${size}`);
    expect(code).toBe(2);
    expect(stderr).toContain('--max-memory: expected a size of 32MB or more, such as 8GB');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('leaves nothing half written at %s', { timeout: MINUTE }, async (signal, expected) => {
    const org = generateOrg(0.02);
    const cwd = join(folder, signal);
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'one.json'), 'of last week');
    const source = ['--source', org, '--config', join(org, 'threadcount.yaml'), '--as-of', '2026-11-18'];
    const outputs = ['--output', 'one.json', '--output', 'two.json'];
    const args = [executable, 'audit', ...source, '--max-memory', '1GB', ...outputs];
    const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env.PATH }, stdio: 'pipe' });
    try {
      const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
      await thereIs(join(cwd, '.two.json.part'));
      child.kill(signal);
      const [code] = await once(child, 'close');
      expect([code, await stdout, await stderr, readdirSync(cwd)]).toEqual([expected, '', '', ['one.json']]);
      expect(readFileSync(join(cwd, 'one.json'), 'utf8')).toBe('of last week');
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('tells an error of the command as ever', async () => {
    const wrong = ['audit', '--source', 'nowhere/', '--no-color'];
    expect(await run(...wrong, '--max-memory', '1GB')).toEqual(await run(...wrong));
  });
});
