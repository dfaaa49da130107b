import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { runMain } from '../support/run-main.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'threadcount-'));
  const write = (name: string, ...lines: readonly string[]) => writeFileSync(join(folder, name), lines.join('\n'));
  mkdirSync(join(folder, 'our-rules', 'status'), { recursive: true });
  write(
    'team.yaml',
    'packs: [threadcount/hygiene, ./our-rules]',
    'rules:',
    '  status/stale-lead: { params: { working: 5d }, severity: warning }',
    '  exceptions/duplicate: off',
    'overrides:',
    '  - { when: "deal.amount < 10000", rules: { status/large: { params: { least: 5 } } } }',
    '  - { when: "true", rules: { status/large: off } }',
    'routing: routing.yaml',
  );
  write(
    'routing.yaml',
    'routes:',
    '  - { name: all, when: "true", owner: "queue:Inbound" }',
    '  - { name: Canada, when: \'lead.country == "Canada"\', owner: amir@seller.example }',
  );
  write('our-rules/pack.yaml', 'packs: [{ id: our/pack, version: 1.0.0, review-by: 2026-10-01, areas: [status] }]');
  write(
    'our-rules/status/large.yaml',
    'title: Large deal',
    'on: [deal]',
    'severity: error',
    'expect: deal.amount > params.least',
    'params: { least: 10, most: 20 }',
    'message: Too small',
    'fix: Sell more',
    'source: { claim: ours, from: us, confidence: house }',
    'examples: [{ name: small, record: { amount: 9 }, expect: pass }]',
  );
  write('patch.yaml', 'rules:', '  status/stale-lead: { params: { working: 5d } }', '  next-steps/missing: off');
  write('wrong.yaml', 'rules:', '  status/stale-leed: off', '  status/stale-lead: { params: { workin: 5d } }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rules = (...args: readonly string[]) => runMain(['rules', ...args], { cwd: folder });

async function shown(...args: readonly string[]) {
  const { code, stdout, stderr } = await rules(...args, '--format', 'json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('rules list', () => {
  test('has the rules in force in order of id, each with the same keys', async () => {
    const { schemaVersion, packs, rules: listed } = await shown('list', '--config', 'team.yaml');
    const ids = listed.map(({ id }: { id: string }) => id);
    expect(schemaVersion).toBe(1);
    expect(packs.map(({ id }: { id: string }) => id)).toEqual(['threadcount/hygiene', 'our/pack']);
    expect(ids).toEqual([...ids].sort());
    expect(ids).not.toContain('exceptions/duplicate');
    const keys = 'id area title on severity params isChanged scenarios confidence reviewBy pack';
    for (const row of listed) expect(Object.keys(row).join(' ')).toBe(keys);
    const changed = listed.filter(({ isChanged }: { isChanged: boolean }) => isChanged);
    expect(changed.map(({ id }: { id: string }) => id)).toEqual(['status/large', 'status/stale-lead']);
  });

  test('refuses a rule that is not there', async () => {
    const { code, stdout, stderr } = await rules('list', '--only', 'status/stale-leed');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--only: no rule or area "status/stale-leed" (did you mean "status/stale-lead"?)');
  });
});

describe('rules explain', () => {
  test('sets what is in force beside the defaults', async () => {
    const { code, stdout } = await rules('explain', 'status/stale-lead', '--config', 'team.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('working 5d (default 14d)');
    expect(stdout).toContain('warning (default error)');
    expect(stdout).toMatch(/^ {2}nurture 90d$/m);
  });

  test('tells overrides in the order in which they count', async () => {
    const { isOff, isChanged, defaults, overrides } = await shown('explain', 'status/large', '--config', 'team.yaml');
    expect({ isOff, isChanged, defaults }).toEqual({
      isOff: false,
      isChanged: true,
      defaults: { least: 10, most: 20 },
    });
    expect(overrides).toEqual([
      { when: 'deal.amount < 10000', isOff: false, params: { least: 5 }, severities: null },
      { when: 'true', isOff: true, params: {}, severities: null },
    ]);
  });

  test('tells of a rule that is turned off, and of none that does not exist', async () => {
    expect(await shown('explain', 'exceptions/duplicate', '--config', 'team.yaml')).toMatchObject({ isOff: true });
    const { code, stderr } = await rules('explain', 'status/stale-leed');
    expect(code).toBe(2);
    expect(stderr).toContain('there is no rule "status/stale-leed" (did you mean status/stale-lead');
  });
});

describe('rules check', () => {
  test('passes the shipped rules, strictly too', async () => {
    const { code, stdout } = await rules('check', '--strict', '--as-of', '2026-11-22');
    expect(stdout).toMatch(/^\d+ rules in 2 packs; nothing wrong\n$/);
    expect(code).toBe(0);
  });

  test('finds strictly what is never reached, never used and overdue, each at its place', async () => {
    const { code, stdout } = await rules('check', '--strict', '--config', 'team.yaml', '--as-of', '2026-11-22');
    expect(code).toBe(1);
    for (const line of [
      'our-rules/status/large.yaml: no example that expects fail',
      'our-rules/status/large.yaml:5:22: nothing reads the parameter "most"',
      'our-rules/status/large.yaml: is never reached: an override that always holds turns it off (write "off" under `rules:` instead)',
      'routing.yaml:3:27: the route "Canada" is never reached: "all" before it takes every record',
      'our/pack: was due for review by 2026-10-01',
    ])
      expect(stdout.split('\n')).toContain(line);
    expect(stdout).toMatch(/; 6 to mend\n$/);
  });
});

describe('rules test', () => {
  test('fails on an example that does not come out as written', async () => {
    const { code, stdout } = await rules('test', '--config', 'team.yaml', '--only', 'status');
    expect(code).toBe(1);
    expect(stdout).toContain('status/large: small\n  expected pass, came out fail (Too small)\n');
  });
});

describe('rules schema', () => {
  test('prints the schema of a kind of file, and names the kinds there are', async () => {
    const { code, stdout } = await rules('schema', 'scenario');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      title: 'A scenario of Threadcount',
      required: expect.arrayContaining(['when']),
    });
    const wrong = await rules('schema', 'scenarios');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('there is no schema "scenarios" (did you mean "scenario"?)');
  });
});

describe('rules judge', () => {
  const judge = (stdin: string) => runCli(['rules', 'judge', '--kind', 'next-step'], { cwd: folder, stdin });

  test('judges texts line by line', async () => {
    const { code, stdout } = await judge(
      '{"id":1,"asOf":"2026-11-18","text":"Call Dana on 11/24 about the proposal"}\n{"id":2,"asOf":"2026-11-18","text":null}\n',
    );
    expect(code).toBe(0);
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ id: 1, due: '2026-11-24', vague: false, overdue: false });
    expect(second).toMatchObject({ id: 2, due: null });
  });

  test('refuses every line that is none, by number, and judges nothing', async () => {
    const { code, stdout, stderr } = await judge('{"id":1,"asOf":"2026-11-18","text":"Call"}\nnonsense\n{"id":3}\n');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('standard input:2: this line is not JSON');
    expect(stderr).toContain('standard input:3: expected "asOf"');
  });
});

describe('rules try', () => {
  test('lists what settings would change, rep by rep, and stores nothing', async () => {
    const trial = await shown('try', 'patch.yaml', '--source', 'demo', '--rep', 'Kelsey Brandt');
    expect(trial).toMatchObject({ schemaVersion: 1, file: 'patch.yaml', source: { kind: 'demo' }, unchanged: 0 });
    expect(trial.rules).toEqual(['next-steps/missing', 'status/stale-lead']);
    const [{ name, appear, disappear }] = trial.reps;
    expect(name).toBe('Kelsey Brandt');
    const rulesOf = (findings: readonly { rule: string }[]) => [...new Set(findings.map(({ rule }) => rule))];
    expect(rulesOf(appear)).toContain('status/stale-lead');
    expect(rulesOf(disappear)).toEqual(['next-steps/missing']);
    expect(trial.summary).toMatchObject({ appear: appear.length, disappear: disappear.length });
  });

  test('judges a rule file beside the rules in force', async () => {
    const { code, stdout, stderr } = await rules(
      'try',
      'our-rules/status/large.yaml',
      '--as',
      'stages/large',
      '--source',
      'demo',
      '--rep',
      'Priya Raman',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('our-rules/status/large.yaml on demo as of 2026-11-18 17:00 UTC: stages/large');
    expect(stdout).toContain('0 findings would appear, 0 disappear and 0 weigh otherwise');
    expect(stdout).toContain('Nothing was stored.');
  });

  test('tells everything that is wrong with a file, at its place', async () => {
    const { code, stdout, stderr } = await rules('try', 'wrong.yaml');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('wrong.yaml:2:3: unknown rule "status/stale-leed" (did you mean "status/stale-lead"?)');
    expect(stderr).toContain('wrong.yaml:3:34: status/stale-lead has no parameter "workin" (did you mean "working"?)');
  });
});
