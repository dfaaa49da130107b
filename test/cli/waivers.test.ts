import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditResult, Finding } from '../../src/model/audit-result.ts';
import { runMain } from '../support/run-main.ts';

const demo = fileURLToPath(new URL('../../fixtures/demo/', import.meta.url));
const tom = 'tom.halvorsen@brightwater.example';
const helen = 'helen.marchetti@brightwater.example';
const asOf = ['--as-of', '2026-11-18T17:00:00Z'];

const files = ['User', 'Group', 'Account', 'Lead', 'Opportunity']
  .map((object) => `${object}.csv`)
  .concat('threadcount.yaml', 'routing.yaml', 'leave.yaml', 'started.yaml');

let folder = '';
let own: readonly Finding[] = [];
const at = (name: string): string => join(folder, name);
const run = (...args: readonly string[]) => runMain([...args, ...asOf], { cwd: folder });
const terms = (until: string, approver = helen) =>
  ['--reason', 'customer-request', '--text', 'Asked us to wait', '--approver', approver, '--until', until] as const;

async function report(...args: readonly string[]): Promise<AuditResult> {
  const { stdout, stderr } = await run('audit', '--format', 'json', ...args);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

/** A finding of Tom's under this rule. */
const findingOf = (rule: string): Finding => {
  const found = own.find((finding) => finding.rule === rule);
  if (found === undefined) throw new Error(`Tom has no finding of ${rule}`);
  return found;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'threadcount-waivers-'));
  // Without activities and history an audit takes a fraction of the time.
  for (const file of files) cpSync(join(demo, file), at(file));
  own = (await report()).reps.find(({ email }) => email === tom)?.findings ?? [];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('waive', () => {
  test('writes a waiver, says where and how to name the file, and the audit follows', async () => {
    const { fingerprint } = findingOf('next-steps/vague');
    const { code, stdout, stderr } = await run('waive', fingerprint, ...terms('2026-12-31'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^w-[0-9a-f]{8} is in force from 2026-11-18 until 2026-12-31; it covers 1 finding\.\n/);
    expect(stdout).toContain('put  waivers: waivers.yaml  into threadcount.yaml');
    expect(readFileSync(at('waivers.yaml'), 'utf8')).toContain(fingerprint);
    expect((await report()).summary.waived).toBe(0);
    writeFileSync(at('threadcount.yaml'), `${readFileSync(at('threadcount.yaml'), 'utf8')}\nwaivers: waivers.yaml\n`);
    const { summary, reps } = await report();
    expect(summary.waived).toBe(1);
    const waived = reps.flatMap(({ findings }) => findings).filter(({ waiver }) => waiver !== null);
    expect(waived.map((finding) => finding.fingerprint)).toEqual([fingerprint]);
    const explained = JSON.parse((await run('explain', waived[0]?.record.id ?? '', '--format', 'json')).stdout);
    expect(explained.checks.filter((check: { waiver: unknown }) => check.waiver !== null)).toMatchObject([
      { rule: 'next-steps/vague', fingerprint, waiver: waived[0]?.waiver },
    ]);
  });

  test('adds a second one below the first, of one rule on one record', async () => {
    const before = readFileSync(at('waivers.yaml'), 'utf8');
    const { record } = findingOf('status/stale-deal');
    const args = ['waive', record.id, '--rule', 'status/stale-deal', ...terms('2026-12-01'), '--format', 'json'];
    const { code, stdout } = await run(...args);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'waivers.yaml',
      isNamed: true,
      waiver: { scope: { record: { type: 'deal', id: record.id } }, findings: 1 },
    });
    expect(readFileSync(at('waivers.yaml'), 'utf8').startsWith(before)).toBe(true);
  });

  test.each<[string, readonly string[], string]>([
    ['no reason', ['notes/thin'], '--reason is needed'],
    [
      'a rule that is not there',
      ['notes/thn', ...terms('2026-12-01')],
      'no rule "notes/thn" is in force (did you mean "notes/thin"?)',
    ],
    [
      'a record that is not there',
      ['00QNOPE', ...terms('2026-12-01')],
      'nothing to waive at "00QNOPE": there is no such lead or deal',
    ],
    ['a finding that does not fail', ['0'.repeat(20), ...terms('2026-12-01')], 'no such finding fails'],
    [
      'a rep who is not there',
      ['notes/thin', '--rep', 'nobody', ...terms('2026-12-01')],
      'there is nobody called "nobody"',
    ],
    [
      'a day that is over',
      ['notes/thin', ...terms('2026-11-01')],
      '--until 2026-11-01: it ends before it begins, on 2026-11-18',
    ],
    ['too long a term', ['notes/thin', ...terms('2027-12-01')], '--until: lasts 378 days; 90 are the most'],
    ['no date', ['notes/thin', ...terms('soon')], '--until: "soon" is not a date'],
    [
      'the rep as approver',
      ['notes/thin', '--rep', tom, ...terms('2026-12-01', 'Tom Halvorsen')],
      'the approver Tom Halvorsen is the rep that it is for',
    ],
    ['a rep beside a record', ['00Q1', '--rep', tom, ...terms('2026-12-01')], '--rep goes with a rule alone'],
    [
      'an unknown reason',
      ['notes/thin', ...terms('2026-12-01'), '--reason', 'customer-reqest'],
      'did you mean "customer-request"?',
    ],
    ['several lines', ['notes/thin', ...terms('2026-12-01'), '--text', 'a\nb: c'], '--text holds a line end'],
  ])('refuses %s, and writes nothing', async (_, args, problem) => {
    const before = readFileSync(at('waivers.yaml'), 'utf8');
    const { code, stdout, stderr } = await run('waive', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(problem);
    expect(readFileSync(at('waivers.yaml'), 'utf8')).toBe(before);
  });

  test('says that the demo reads no file of waivers', async () => {
    const own = mkdtempSync(join(tmpdir(), 'threadcount-waived-demo-'));
    const { stdout } = await runMain(['waive', 'notes/thin', ...terms('2026-12-31')], { cwd: own });
    expect(stdout).toContain('The demo does not read it');
    expect(stdout).not.toContain('into threadcount.yaml');
    rmSync(own, { recursive: true });
  }, 30_000);

  test('takes what a live source takes', async () => {
    const commands = ['waive', 'waivers', 'appeal'] as const;
    for (const command of commands) {
      const args = [command, ...(command === 'waivers' ? [] : [findingOf('next-steps/vague').fingerprint])];
      const given =
        command === 'waive' ? terms('2026-12-31') : command === 'appeal' ? ['--rep', tom, '--reason', 'x'] : [];
      const { code, stderr } = await run(...args, ...given, '--max-calls', '5');
      expect([code, stderr]).toEqual([2, expect.stringContaining('--max-calls')]);
      expect(stderr).not.toContain('unknown option');
    }
  });

  test('refuses what is waived for as long already, at its place', async () => {
    const { code, stderr } = await run('waive', findingOf('next-steps/vague').fingerprint, ...terms('2026-12-30'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^waivers\.yaml:4:5: w-[0-9a-f]{8} waives the same until 2026-12-31/);
  });
});

describe('waivers', () => {
  test('lists what is in force, with the days that are left', async () => {
    const { stdout } = await run('waivers');
    expect(stdout).toMatch(/^Waivers · waivers\.yaml · as of 2026-11-\d\d \d\d:\d\d UTC\n/);
    expect(stdout).toContain('In force (2)');
    expect(stdout).toContain('until 2026-12-01, 13 days left');
    const { waivers } = JSON.parse((await run('waivers', '--format', 'json')).stdout);
    expect(waivers.active.map(({ daysLeft }: { daysLeft: number }) => daysLeft)).toEqual([13, 43]);
  });

  test('that have lapsed fail the run where that is asked for, each by name', async () => {
    const later = ['audit', '--quiet', '--fail-on', 'expired-waiver', '--as-of', '2026-12-02'];
    const { code, stderr } = await runMain(later, { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^gate failed: expired-waiver: w-[0-9a-f]{8} lapsed on 2026-12-01, \d findings? counted again\n$/,
    );
    expect((await run('audit', '--quiet', '--fail-on', 'expired-waiver')).code).toBe(0);
  });
});

describe('appeal', () => {
  const contested = () => findingOf('next-steps/overdue').fingerprint;
  const because = ['--reason', 'They were in the room'];

  test.each<[string, readonly string[], string]>([
    ['no fingerprint', ['nope', '--rep', tom, ...because], '"nope" is no fingerprint of a finding'],
    ['nobody who contests', ['0'.repeat(20), ...because], '--rep is needed'],
    [
      'a finding that is not there',
      ['0'.repeat(20), '--rep', tom, ...because],
      'no finding 00000000000000000000 in this audit',
    ],
    ['both ways at once', ['0'.repeat(20), '--uphold', '--overturn', '--by', 'x', '--text', 'y'], 'not both'],
    [
      'words of the other way',
      ['0'.repeat(20), '--uphold', '--by', 'x', '--text', 'y', '--rep', 'z'],
      '--rep does not go with a ruling',
    ],
  ])('refuses %s, and makes no store', async (_, args, problem) => {
    const { code, stderr } = await run('appeal', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
    expect(existsSync(at('.threadcount'))).toBe(false);
  });

  test('is for the rep whose finding it is', async () => {
    const { code, stderr } = await run('appeal', contested(), '--rep', 'Priya Raman', ...because);
    expect(code).toBe(2);
    expect(stderr).toContain('--rep: the finding is about Tom Halvorsen, not Priya Raman');
    expect((await run('audit', '--quiet')).code).toBe(0);
    expect(existsSync(at('.threadcount'))).toBe(false);
  });

  test('leaves the finding counting until somebody else rules that it is wrong', async () => {
    const plain = await report();
    expect((await run('appeal', contested(), '--rep', tom, ...because)).code).toBe(0);
    expect((await run('appeal', contested(), '--rep', tom, ...because)).stderr).toContain('contested already');
    expect((await report()).summary).toEqual(plain.summary);

    const rule = (by: string) => run('appeal', contested(), '--overturn', '--by', by, '--text', 'The minutes show it');
    expect((await rule('Tom Halvorsen')).stderr).toContain('is the rep whose finding it is');
    expect((await rule('Priya Raman')).stderr).toContain('manages nobody in this source');
    expect((await rule('Helena')).stderr).toContain('nobody called "Helena"');
    expect((await rule('doug.pruitt@brightwater.example')).code).toBe(2);
    expect((await rule(helen)).code).toBe(0);

    const { summary, reps } = await report();
    expect(summary).toMatchObject({ overturned: 1, findings: { error: plain.summary.findings.error - 1 } });
    const overturned = reps.flatMap(({ findings }) => findings).filter(({ appeal }) => appeal?.status === 'overturned');
    expect(overturned).toMatchObject([{ fingerprint: contested(), appeal: { ruledBy: 'Helen Marchetti' } }]);
    const page = (await run('audit', '--rep', tom)).stdout.replace(/\s+/g, ' ');
    expect(page).toContain('overturned by Helen Marchetti: "The minutes show it"');
    const { id } = overturned[0]?.record ?? {};
    const explained = (await run('explain', id ?? '')).stdout.replace(/\s+/g, ' ');
    expect(explained).toContain('This finding is overturned by Helen Marchetti: "The minutes show it"');
    expect((await runMain(['appeals'], { cwd: folder })).stdout).toContain('Overturned (1)');
  }, 60_000);

  test('counts against its rule', async () => {
    await run('snapshot', '--quiet');
    const { stdout } = await runMain(['rules', 'list', '--stats', '--format', 'json'], { cwd: folder });
    const { rules } = JSON.parse(stdout);
    const { stats } = rules.find(({ id }: { id: string }) => id === 'next-steps/overdue');
    expect(stats).toMatchObject({ appeals: 1, open: 0, upheld: 0, overturned: 1 });
    expect(stats.overturnedShare).toBeCloseTo(1 / stats.findings);
    const page = await runMain(['rules', 'list', '--stats'], { cwd: folder });
    expect(page.stdout).toMatch(/^rule +findings +open +upheld +overturned +share\nnext-steps\/overdue /);
  }, 60_000);
});
