import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as reports from '../../src/reports/index.ts';
import type { Report } from '../../src/reports/report.ts';
import { runMain } from '../support/run-main.ts';

const cwd = mkdtempSync(join(tmpdir(), 'threadcount-report-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const run = (...args: readonly string[]) => runMain(args, { cwd });
const roll = Object.values(reports).filter((one): one is Report => 'render' in one);
const outputs = (prefix: string) =>
  roll.flatMap(({ extension }) => (extension === undefined ? [] : ['--output', `${prefix}${extension}`]));
const printed = roll.filter(({ isBinary }) => isBinary !== true).map(({ name }) => name);

/** The files that begin so, by what follows. */
const filesOf = (prefix: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(cwd)
      .filter((name) => name.startsWith(prefix))
      .sort()
      .map((name) => [name.slice(prefix.length), readFileSync(join(cwd, name)).toString('base64')]),
  );

let id = '';

beforeAll(async () => {
  const { stdout } = await run('snapshot', '--source', 'demo', ...outputs('run'));
  id = /run ([0-9a-f]{12})/.exec(stdout)?.[1] ?? '';
}, 60_000);

describe('threadcount report', () => {
  it('writes every file of a stored run and of a saved report again, byte by byte', async () => {
    const written = filesOf('run');
    expect(written.size).toBeGreaterThan(8);
    expect((await run('report', id, '--quiet', ...outputs('stored'))).code).toBe(0);
    expect((await run('report', 'run.json', '--quiet', ...outputs('saved'))).code).toBe(0);
    for (const [extension, bytes] of written) {
      expect(filesOf('stored').get(extension) === bytes, `stored run: ${extension}`).toBe(true);
      expect(filesOf('saved').get(extension) === bytes, `saved report: ${extension}`).toBe(true);
    }
  });

  it.each(printed)('prints as %s what the audit printed', async (format) => {
    const audited = await run('audit', '--source', 'demo', '--format', format);
    const again = await run('report', id, '--format', format);
    expect(audited.stdout.length).toBeGreaterThan(500);
    expect(again.stdout === audited.stdout).toBe(true);
  });

  it('shows the run that was stored last, by no name or by its date', async () => {
    const last = await run('report', '--format', 'json');
    const dated = await run('report', '2026-11-18', '--format', 'json');
    expect(last.stdout).toBe(readFileSync(join(cwd, 'run.json'), 'utf8'));
    expect(dated.stdout).toBe(last.stdout);
  });

  it('renders a redacted report like any other, and redacting it again changes no more than numbers', async () => {
    await run('report', id, '--quiet', '--redact', 'all', '--output', 'hidden.json');
    const hidden = readFileSync(join(cwd, 'hidden.json'), 'utf8');
    const { code, stdout } = await run('report', 'hidden.json', '--format', 'json');
    expect([code, stdout === hidden]).toEqual([0, true]);
    expect((await run('report', 'hidden.json', ...outputs('hidden'))).code).toBe(0);
    expect((await run('report', 'hidden.json', '--redact', 'all')).code).toBe(0);
  });

  it('fits on one screen with --brief: everyone in a table, or what one rep can fix first', async () => {
    const team = await run('report', id, '--brief');
    expect(team.stdout.split('\n').length).toBeLessThanOrEqual(40);
    for (const name of ['Priya Raman', 'Tom Halvorsen', 'Kelsey Brandt']) expect(team.stdout).toContain(name);
    await run('audit', '--source', 'demo', '--rep', 'Tom Halvorsen', '--quiet', '--output', 'tom.json');
    const one = await run('report', 'tom.json', '--brief');
    expect(one.stdout).toContain('What Tom Halvorsen can fix first: 7 things, about ');
    expect(one.stdout.split('\n').length).toBeLessThanOrEqual(60);
  });

  it('says what is wrong with what it was given, and writes nothing', async () => {
    writeFileSync(join(cwd, 'broken.json'), '{');
    writeFileSync(join(cwd, 'other.json'), '{"schemaVersion":1}');
    const before = readdirSync(cwd);
    const wrong = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await run('report', ...args, '--output', 'never.html');
      expect([code, stdout]).toEqual([2, '']);
      return stderr;
    };
    expect(await wrong('nowhere.json')).toBe('nowhere.json: no such file\n');
    expect(await wrong('broken.json')).toContain('broken.json: is no JSON');
    expect(await wrong('other.json')).toContain('other.json: ');
    expect(await wrong('2020-01-01')).toContain('no run "2020-01-01" in the store');
    expect(await wrong(id, '--format', 'xlsx')).toBe(
      '--format xlsx: not a format for standard output (--output report.xlsx writes it to a file)\n',
    );
    expect(await wrong(id, '--format', 'jsn', '--redact', 'some')).toContain('no format "jsn"');
    expect(readdirSync(cwd)).toEqual(before);
  });

  it('takes the longest ending for a format', async () => {
    await run('report', id, '--quiet', '--output', 'a.proposals.csv', '--output', 'a.csv', '--output', 'a.junit.xml');
    expect(readFileSync(join(cwd, 'a.proposals.csv'), 'utf8')).toMatch(/^Id,Object,Field,/);
    expect(readFileSync(join(cwd, 'a.csv'), 'utf8')).toMatch(/^rep,/);
  });
});

it('a report of a run draws how scores moved up to it, the same when it was taken and later', async () => {
  const store = ['--store', 'weeks.db'];
  const week = (asOf: string, ...more: readonly string[]) =>
    run('snapshot', '--source', 'demo', '--as-of', asOf, ...store, ...more);
  await week('2026-11-04', '--output', 'first.html');
  await week('2026-11-11', '--output', 'second.html');
  await week('2026-11-18T17:00:00Z');
  expect(readFileSync(join(cwd, 'first.html'), 'utf8')).not.toContain('id="trend-title"');
  const second = readFileSync(join(cwd, 'second.html'), 'utf8');
  expect(second).toContain('id="trend-title"');
  await run('report', '2026-11-12', ...store, '--output', 'again.html');
  expect(readFileSync(join(cwd, 'again.html'), 'utf8') === second).toBe(true);
}, 60_000);
