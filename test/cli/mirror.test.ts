import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SalesforceEmulator, startSalesforce, volumeOrg } from '../emulators/salesforce/salesforce.mjs';
import { runMain } from '../support/run-main.ts';

const now = Date.UTC(2026, 10, 22, 12);

let org: SalesforceEmulator;
beforeAll(async () => {
  org = await startSalesforce({ org: volumeOrg({ leads: 2100, deals: 20, activities: 40, reps: 4, asOf: now }), now });
  org.clock.stop();
});
afterAll(() => org.close());

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'threadcount-mirror-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

async function snapshot(...more: readonly string[]) {
  const before = org.calls();
  const run = await runMain(['snapshot', '--source', 'salesforce', '--output', 'report.json', ...more], {
    cwd,
    env: org.env,
  });
  const report = run.code === 0 ? readFileSync(join(cwd, 'report.json'), 'utf8') : '';
  return { ...run, calls: org.calls() - before, report };
}

function tamper(...statements: readonly string[]): void {
  const database = new Libsql(join(cwd, '.threadcount', 'threadcount.db'));
  for (const statement of statements) database.exec(statement);
  database.close();
}

const mirrors = (): unknown => {
  const database = new Libsql(join(cwd, '.threadcount', 'threadcount.db'));
  const [row] = database.prepare('select count(*) as mirrors from mirrors').all([]);
  database.close();
  return row;
};

describe('threadcount snapshot of a live source', () => {
  it('keeps what it read, goes on with it, and says what that saved', async () => {
    const first = await snapshot();
    expect(first.stderr).toContain(
      'rows that were read, and the next snapshot asks for changes alone (--no-mirror keeps none)',
    );
    const next = await snapshot();
    expect(next.stderr).toContain(`Read in ${next.calls} calls instead of ${first.calls}: 0 changed rows, 0 gone`);
    expect(next.calls).toBeLessThan(first.calls);
    expect(next.report).toBe(first.report);
    expect((await snapshot('--quiet')).stderr).toBe('');
  });

  it('reads everything where it is told to, and keeps nothing where it is not to', async () => {
    const first = await snapshot();
    const whole = await snapshot('--full');
    expect([whole.calls, whole.report]).toEqual([first.calls, first.report]);
    const still = 'the store still keeps rows that earlier snapshots read: threadcount store forget drops them';
    expect(whole.stderr).not.toContain(still);
    expect((await snapshot('--no-mirror')).stderr).toContain(still);
    const { code, stdout } = await runMain(['store', 'forget'], { cwd });
    expect([code, stdout]).toEqual([0, '.threadcount/threadcount.db: 1 mirror dropped; 1 run and the ledger stay\n']);
    const none = await snapshot('--no-mirror');
    expect([none.report, mirrors()]).toEqual([first.report, { mirrors: 0 }]);
    expect(none.stderr).not.toContain(still);
    writeFileSync(join(cwd, 'threadcount.yaml'), 'mirror: false\n');
    const own = await snapshot();
    expect([own.code, own.stderr.includes('instead of'), mirrors()]).toEqual([0, false, { mirrors: 0 }]);
  });

  it.each([
    [
      'a page',
      "update pages set bytes = x'00' where hash in (select page from mirror_pages where item = 'Lead')",
      'what was left of Lead is damaged',
    ],
    [
      'its head',
      `update mirrors set head = replace(head, '"wholeCalls":', '"wholeCalls":1')`,
      'what the last snapshot left is damaged',
    ],
    [
      'a place',
      "update mirror_pages set position = position + 7 where item = 'Lead'",
      'what the last snapshot left is damaged',
    ],
  ])('reads everything where %s of what was kept is damaged, and mends it', async (_, statement, message) => {
    const first = await snapshot();
    tamper(statement);
    const check = await runMain(['store', 'check'], { cwd });
    expect([check.code, check.stdout + check.stderr]).toEqual([3, expect.stringContaining('mirror')]);
    const next = await snapshot();
    expect(next.stderr).toContain(message);
    expect(next.report).toBe(first.report);
    expect((await runMain(['store', 'check'], { cwd })).code).toBe(0);
    expect((await snapshot()).calls).toBeLessThan(first.calls);
  });

  it('does not say that everything is read anew where no call is left to do so', async () => {
    const first = await snapshot();
    const cut = await snapshot('--max-calls', '4');
    expect([cut.code, cut.stderr]).toEqual([3, expect.stringContaining('--max-calls 4 were made')]);
    expect(cut.stderr).not.toContain('anew');
    const next = await snapshot();
    expect([next.report, next.stderr]).toEqual([first.report, expect.stringContaining('0 changed rows, 0 gone')]);
  });

  it.each([
    [['--source', '.', '--full'], '--full: only --source salesforce and hubspot keep what they read'],
    [['--source', 'salesforce', '--full', '--shard', '1/2'], '--full does not go with --shard'],
    [['merge', '--full'], '--full does not go with snapshot merge'],
  ])('refuses what would do nothing: %j', async (words, message) => {
    const { code, stderr } = await runMain(['snapshot', ...words], { cwd, env: org.env });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
