import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateOrg } from '../bench/generate-org.mjs';
import { plantOrg } from '../support/planted-org.ts';
import { type RunOptions, runCli } from '../support/run-cli.ts';
import { zipOfRecord } from '../support/zip.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'threadcount-jobs-'));
  plantOrg(join(folder, 'planted'));
  const files = readdirSync(join(folder, 'planted')).filter((name) => name.endsWith('.csv'));
  const contents = files.map((name) => [name, readFileSync(join(folder, 'planted', name))] as const);
  writeFileSync(join(folder, 'planted.zip'), zipOfRecord(Object.fromEntries(contents)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: readonly string[], options: RunOptions = {}) => runCli(args, { cwd: folder, ...options });

/** What a run says and writes: standard output, then every file of it. */
async function written(name: string, args: readonly string[]): Promise<readonly string[]> {
  const outputs = ['json', 'jsonl', 'csv', 'html'].map((format) => join(folder, `${name}.${format}`));
  const { code, stdout, stderr } = await run([...args, ...outputs.flatMap((file) => ['--output', file])]);
  expect([code, stderr]).toEqual([0, '']);
  return [stdout, ...outputs.map((file) => readFileSync(file, 'utf8'))];
}

const MINUTE = 60_000;

describe('--jobs', () => {
  it('changes no byte of any report of the demo', { timeout: 3 * MINUTE }, async () => {
    const alone = await written('alone', ['audit', '--source', 'demo', '--jobs', '1']);
    for (const jobs of ['2', '3', '7'])
      expect(await written(`by-${jobs}`, ['audit', '--source', 'demo', '--jobs', jobs])).toEqual(alone);
  });

  it('changes no byte of a report of a folder or of an archive', { timeout: 3 * MINUTE }, async () => {
    const config = ['--config', 'planted/threadcount.yaml', '--as-of', '2026-11-18'];
    for (const source of ['planted', 'planted.zip']) {
      const args = ['audit', '--source', source, ...config, '--sample', '4'];
      expect(await written('shared', [...args, '--jobs', '2'])).toEqual(
        await written('alone', [...args, '--jobs', '1']),
      );
    }
  });

  it('changes no byte of a run that is stored, nor of one of its shards', { timeout: 3 * MINUTE }, async () => {
    const shown = async (jobs: string) => {
      const source = ['--source', 'demo', '--jobs', jobs, '--quiet'];
      const store = ['--store', `${jobs}.db`];
      await run(['snapshot', ...source, ...store, '--keep-texts']);
      await run(['snapshot', ...source, '--shard', '1/2', '--shard-out', `shards-${jobs}`]);
      const exported = await run(['store', 'export', `stored-${jobs}`, ...store]);
      expect([exported.code, exported.stderr]).toEqual([0, '']);
      const stored = readdirSync(join(folder, `stored-${jobs}`), { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'base64')]);
      expect(stored.length).toBeGreaterThan(0);
      return [...stored, readFileSync(join(folder, `shards-${jobs}`, 'shard-1-of-2.jsonl.gz'), 'base64')];
    };
    expect(await shown('3')).toEqual(await shown('1'));
  });

  it('changes no byte of the report of a larger org', { timeout: 5 * MINUTE }, async () => {
    const org = generateOrg(0.02);
    const args = [
      'audit',
      '--source',
      org,
      '--config',
      join(org, 'threadcount.yaml'),
      '--as-of',
      '2026-11-18',
      '--quiet',
    ];
    const report = async (name: string, jobs: readonly string[]) => {
      expect(await run([...args, ...jobs, '--output', name])).toEqual({ code: 0, stdout: '', stderr: '' });
      return readFileSync(join(folder, name), 'utf8');
    };
    const alone = await report('alone.json', ['--jobs', '1']);
    expect((await report('two.json', ['--jobs', '2'])) === alone).toBe(true);
  });
});

describe('what goes wrong in several threads', () => {
  it.each([
    ['a damaged file', (csv: string) => `${csv}${'ragged\n'.repeat(500)}`, 3],
    ['a rep whom nobody knows', (csv: string) => csv, 2],
  ])('is told as by one: %s', { timeout: MINUTE }, async (name, damage, code) => {
    const org = join(folder, name);
    cpSync(join(folder, 'planted'), org, { recursive: true });
    writeFileSync(join(org, 'Task.csv'), damage(readFileSync(join(org, 'Task.csv'), 'utf8')));
    const args = ['audit', '--source', name, '--config', join(name, 'threadcount.yaml'), '--as-of', '2026-11-18'];
    const asked = code === 2 ? [...args, '--rep', 'Nobody At All'] : args;
    const alone = await run([...asked, '--jobs', '1', '--output', 'never.json']);
    expect(alone.code).toBe(code);
    expect(await run([...asked, '--jobs', '3', '--output', 'never.json'])).toEqual(alone);
    expect(existsSync(join(folder, 'never.json'))).toBe(false);
  });

  it('is wrong input where a live source would be read more than once', async () => {
    const env = {
      HUBSPOT_ACCESS_TOKEN: 'pat-na1-0a1b2c3d-1111-2222-3333-444455556666',
      HUBSPOT_API_URL: 'http://127.0.0.1:9',
    };
    const { code, stderr } = await run(['audit', '--source', 'hubspot', '--jobs', '2'], { env });
    expect([code, stderr]).toEqual([
      2,
      '--jobs: a live source is read once, by one job (leave it out, or audit an export)\n',
    ]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s ends all of them at once, with nothing half written',
    { timeout: MINUTE },
    async (signal, expected) => {
      const org = generateOrg(0.02);
      const executable = fileURLToPath(new URL('../../bin/threadcount.js', import.meta.url));
      const cwd = mkdtempSync(join(tmpdir(), 'threadcount-interrupt-'));
      const args = [
        'audit',
        '--source',
        org,
        '--config',
        join(org, 'threadcount.yaml'),
        '--jobs',
        '3',
        '--output',
        'r.json',
      ];
      const env = { PATH: process.env.PATH, CI: '1' };
      const child = spawn(process.execPath, [executable, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
      try {
        const [stdout] = [text(child.stdout), text(child.stderr)];
        await new Promise((resolve) => setTimeout(resolve, 2_500));
        child.kill(signal);
        const [code] = await once(child, 'close');
        expect([code, await stdout, readdirSync(cwd)]).toEqual([expected, '', []]);
      } finally {
        child.kill('SIGKILL');
        rmSync(cwd, { recursive: true, force: true });
      }
    },
  );
});
