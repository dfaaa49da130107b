import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AuditResult } from '../../../src/model/audit-result.ts';
import { openStore } from '../../../src/stores/index.ts';
import { runMain } from '../../support/run-main.ts';
import { demoResult, draft, hostile, weekly } from '../../support/runs.ts';

let demo: AuditResult;
let cwd: string;
const path = (): string => join(cwd, '.threadcount', 'threadcount.db');
const threadcount = (...args: readonly string[]) => runMain(['store', ...args], { cwd });

/** A store of two weeks of everyone, one of one rep, and two entries. */
async function fill(): Promise<void> {
  const store = await openStore({ kind: 'sqlite', path: path() });
  for (const week of [1, 2]) await store.keep(weekly(demo, week));
  await store.keep(weekly(demo, 3, { scope: `--rep ${hostile}` }));
  for (const kind of ['decision', 'appeal'] as const) await store.append(draft({ kind }));
  await store.close();
}

const linesOf = (text: string): readonly unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  demo = await demoResult();
});
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'threadcount-commands-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

test('store migrate makes a store where there is none, and does nothing twice', async () => {
  const first = await threadcount('migrate');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(/^\.threadcount\/threadcount\.db: made, version \d+\n$/);
  expect((await threadcount('migrate')).stdout).toMatch(/: nothing to do, version \d+\n$/);
});

test('commands that need a store make none', async () => {
  for (const args of [['check'], ['export'], ['prune', '--keep', '2']]) {
    const { code, stderr } = await threadcount(...args);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no store .threadcount/threadcount.db (threadcount snapshot makes one');
  }
  expect(existsSync(join(cwd, '.threadcount'))).toBe(false);
});

test('a store is found by the configuration, and --store goes before it', async () => {
  writeFileSync(join(cwd, 'threadcount.yaml'), 'store: kept/audits.db\n');
  mkdirSync(join(cwd, 'below'));
  await runMain(['store', 'migrate'], { cwd: join(cwd, 'below') });
  await threadcount('migrate', '--store', 'other.db');
  expect(readdirSync(join(cwd, 'kept'))).toContain('audits.db');
  expect(readdirSync(cwd)).toContain('other.db');
});

test('a store at the address of something else is refused, and no folder is made of a slip', async () => {
  const slip = await threadcount('migrate', '--store', 'postgress://audit@db.example/audits');
  expect(slip).toMatchObject({ code: 2, stdout: '' });
  expect(slip.stderr).toContain('--store: no store is kept at "postgress://" (did you mean "postgres://"?)');
  expect((await threadcount('migrate', '--store', ' ')).stderr).toContain('--store: names no store');
  writeFileSync(join(cwd, 'threadcount.yaml'), 'source: demo\nstore: mysql://db.example/audits\n');
  const other = await threadcount('migrate');
  expect(other.stderr).toMatch(/^threadcount\.yaml:2:8: no store is kept at "mysql:\/\/" \(a file, or postgres:/);
  expect(readdirSync(cwd)).toEqual(['threadcount.yaml']);
});

test('store check says what it has seen to be sound', async () => {
  await fill();
  const { code, stdout } = await threadcount('check');
  expect(code).toBe(0);
  expect(stdout).toMatch(/runs: 3, .*\nledger: 2 entries, chain unbroken, the last is sha256:[0-9a-f]{64}\n$/);
});

test('store export writes every run and the ledger, nothing in them a terminal would obey', async () => {
  await fill();
  const { code, stdout } = await threadcount('export');
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  const lines = linesOf(stdout);
  const of = (name: string) => lines.filter((line) => typeof line === 'object' && line !== null && name in line);
  const run = weekly(demo, 1);
  expect(of('head')[0]).toEqual({ head: run.head });
  expect(of('rep')).toHaveLength(3 * demo.reps.length);
  expect(of('finding').slice(0, 3)).toEqual(
    demo.reps
      .flatMap(({ findings }) => findings)
      .slice(0, 3)
      .map((finding) => ({ finding })),
  );
  expect(of('record').slice(0, 2)).toEqual(run.records.slice(0, 2).map((record) => ({ record })));
  expect(of('entry')).toMatchObject([{ entry: { seq: 1 } }, { entry: { seq: 2, kind: 'appeal' } }]);
});

test('store export makes a folder of the same lines, and overwrites none', async () => {
  await fill();
  const { stdout } = await threadcount('export');
  expect(await threadcount('export', 'backup')).toMatchObject({ code: 0, stdout: '', stderr: '' });
  const files = ['2026-01-12-000000000001', '2026-01-19-000000000002', '2026-01-26-000000000003'];
  expect(readdirSync(join(cwd, 'backup', 'runs')).sort()).toEqual(files.map((file) => `${file}.jsonl`));
  const names = [...files.map((file) => `runs/${file}.jsonl`), 'ledger.jsonl'];
  expect(names.map((name) => readFileSync(join(cwd, 'backup', name), 'utf8')).join('')).toBe(stdout);
  const again = await threadcount('export', 'backup');
  expect(again).toMatchObject({ code: 2, stderr: 'backup is there already (name a new folder)\n' });
});

test('an export that fails leaves nothing behind', async () => {
  await fill();
  writeFileSync(join(cwd, 'file'), '');
  const { code, stderr } = await threadcount('export', 'file/backup');
  expect(code).toBe(3);
  expect(stderr).toContain('the export could not be written');
  expect(readdirSync(cwd).sort()).toEqual(['.threadcount', 'file']);
});

test('store import takes an export into another store, to the byte, and nothing twice', async () => {
  await fill();
  await threadcount('export', 'backup');
  const { stdout } = await threadcount('export');
  writeFileSync(join(cwd, 'everything.jsonl'), stdout);
  for (const source of ['backup', 'everything.jsonl']) {
    const to = ['--store', `from-${source}.db`];
    expect(await threadcount('import', source, ...to)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(': 3 runs kept, 0 known already, 2 entries added\n'),
    });
    expect((await threadcount('export', ...to)).stdout).toBe(stdout);
    expect((await threadcount('import', source, ...to)).stdout).toContain(': 0 runs kept, 3 known already, 0 entries');
    expect((await threadcount('check', ...to)).code).toBe(0);
  }
});

test('store import leaves out a run that was changed or cut short, and names it', async () => {
  await fill();
  await threadcount('export', 'backup');
  const [changed = '', cut = ''] = readdirSync(join(cwd, 'backup', 'runs')).map((name) =>
    join(cwd, 'backup', 'runs', name),
  );
  writeFileSync(changed, readFileSync(changed, 'utf8').replace('"score":', '"score":1'));
  writeFileSync(cut, readFileSync(cut, 'utf8').split('\n').slice(0, -3).join('\n'));
  const { code, stdout, stderr } = await threadcount('import', 'backup', '--store', 'other.db');
  expect(code).toBe(3);
  expect(stdout).toContain(': 1 runs kept, 0 known already, 2 entries added');
  expect(stderr).toBe(
    '2026-01-12-000000000001.jsonl: the run 000000000001 is not whole, or was changed\n' +
      '2026-01-19-000000000002.jsonl: the run 000000000002 is not whole, or was changed\n',
  );
});

test('store import takes no ledger that was changed, and none behind another', async () => {
  await fill();
  await threadcount('export', 'backup');
  const ledger = join(cwd, 'backup', 'ledger.jsonl');
  const text = readFileSync(ledger, 'utf8');
  writeFileSync(ledger, text.replace('certified', 'provisional'));
  const changed = await threadcount('import', 'backup', '--store', 'other.db');
  expect(changed).toMatchObject({ code: 2, stderr: 'ledger entry 1: its content does not match its hash\n' });
  writeFileSync(ledger, text);
  const store = await openStore({ kind: 'sqlite', path: join(cwd, 'another.db') });
  await store.append(draft({ rep: 'somebody else' }));
  await store.close();
  const behind = await threadcount('import', 'backup', '--store', 'another.db');
  expect(behind).toMatchObject({ code: 2, stderr: expect.stringContaining('they differ from entry 1 on') });
  expect(await threadcount('import', 'nowhere')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no export'),
  });
});

test('store prune drops the oldest runs of each scope and keeps the ledger', async () => {
  await fill();
  const { code, stdout } = await threadcount('prune', '--keep', '1');
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: '.threadcount/threadcount.db: 1 run dropped, 2 left; the ledger stays whole\n',
  });
  expect((await threadcount('check')).stdout).toContain('ledger: 2 entries');
});

test.each([
  [[], 'store prune needs --keep'],
  [['--keep', '0'], '--keep: "0" is no number of runs'],
  [['--keep', 'all'], '--keep: "all" is no number of runs'],
])('store prune %j is refused', async (args, message) => {
  const { code, stderr } = await threadcount('prune', ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test('the password of a store is never shown', async () => {
  const urls = [
    'postgres://audit:s3cret@127.0.0.1:1/audits',
    'postgres://audit:s3cret@[bad/audits',
    'postgres://audit@127.0.0.1:1/audits?password=s3cret',
    'postgres://audit:s3cret@127.0.0.1:1/audits?sslmode=nonsense',
  ];
  for (const url of urls) {
    const { code, stdout, stderr } = await threadcount('check', '--debug', '--store', url);
    expect([2, 3]).toContain(code);
    expect(stdout + stderr).not.toContain('s3cret');
  }
  writeFileSync(join(cwd, 'threadcount.yaml'), `store: ${urls[0]}\n`);
  const { code, stderr } = await threadcount('check', '--debug');
  expect(code).toBe(3);
  expect(stderr).toContain('the store postgres://127.0.0.1:1/audits cannot be reached: no server answers there');
  expect(stderr).not.toContain('s3cret');
});
