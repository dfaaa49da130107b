import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AuditResult, auditResultSchema } from '../../src/model/audit-result.ts';
import { reportJsonSchema } from '../../src/reports/json-schema.ts';
import { runCli } from '../support/run-cli.ts';

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'threadcount-'));
  wholeText = (await demo('--format', 'json')).stdout;
  whole = auditResultSchema.parse(JSON.parse(wholeText));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The demo as data, audited once for the tests that only look at it. */
let whole: AuditResult;
let wholeText = '';

const demo = (...args: readonly string[]) => runCli(['audit', '--source', 'demo', ...args], { cwd: folder });

describe('the demo', () => {
  test('is audited where neither an option nor a configuration names a source', async () => {
    const bare = await runCli(['audit', '--format', 'json'], { cwd: folder });
    expect(bare).toEqual({ code: 0, stdout: wholeText, stderr: '' });
  });

  test('gives a report that holds to its published schema', () => {
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
    formats.default(ajv);
    expect(ajv.validate(reportJsonSchema(), JSON.parse(wholeText)), ajv.errorsText()).toBe(true);
  });

  test('shows every verdict there is', () => {
    const verdicts = whole.reps.flatMap(({ certifications }) => certifications.map(({ verdict }) => verdict));
    expect([...new Set(verdicts)].sort()).toEqual([
      'certified',
      'insufficient-evidence',
      'not-certified',
      'provisional',
    ]);
  });

  test('is the same to the byte in another time zone and locale', async () => {
    const there = await runCli(['audit', '--source', 'demo', '--format', 'json'], {
      cwd: folder,
      env: { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    });
    expect(there.stdout).toBe(wholeText);
  });

  test('lists reps by name, and certifies active users alone', () => {
    const { reps } = whole;
    const names = reps.map(({ name }) => name ?? '');
    expect(names).toEqual([...names].sort());
    for (const { kind, certifications } of reps) expect(certifications.length > 0).toBe(kind === 'user');
  });

  test('keeps control characters and bidi marks of records out of the terminal', async () => {
    const { stdout } = await demo();
    expect(stdout).toContain('Eve Mallory');
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
  });

  test.each([80, 120])('stays within %i columns', async (columns) => {
    const { stdout } = await runCli(['audit', '--source', 'demo'], { cwd: folder, env: { COLUMNS: String(columns) } });
    const longest = Math.max(...stdout.split('\n').map((line) => [...line].length));
    expect(longest).toBeLessThanOrEqual(columns);
  });

  test('has no color in a log, and color where it is forced', async () => {
    const plain = await runCli(['audit', '--source', 'demo'], { cwd: folder, env: { FORCE_COLOR: '' } });
    const forced = await runCli(['audit', '--source', 'demo'], {
      cwd: folder,
      env: { FORCE_COLOR: '1', NO_COLOR: '' },
    });
    const refused = await runCli(['audit', '--source', 'demo', '--no-color'], {
      cwd: folder,
      env: { FORCE_COLOR: '1' },
    });
    expect(plain.stdout).not.toContain('\u001b');
    expect(forced.stdout).toContain('\u001b[');
    expect(refused.stdout).not.toContain('\u001b');
  });
});

describe('scope', () => {
  test('is one rep by e-mail, name or id', async () => {
    const byMail = await demo('--rep', 'Priya.Raman@brightwater.example', '--format', 'json');
    const byName = await demo('--rep', 'priya raman', '--format', 'json');
    const [one, other] = [byMail, byName].map(({ stdout }) => auditResultSchema.parse(JSON.parse(stdout)));
    expect(one?.reps.map(({ name }) => name)).toEqual(['Priya Raman']);
    expect(other?.reps).toEqual(one?.reps);
  });

  test('is everyone below a manager', async () => {
    const manager = whole.reps.find(({ managerId }) => managerId !== null)?.managerId;
    expect(manager).toBeTypeOf('string');
    const users = readFileSync(new URL('../../fixtures/demo/User.csv', import.meta.url), 'utf8');
    const row = users.split('\n').find((line) => line.startsWith(`"${manager}"`));
    const email = row?.match(/[\w.]+@brightwater\.example/g)?.at(-1) ?? '';
    const team = auditResultSchema.parse(JSON.parse((await demo('--team', email, '--format', 'json')).stdout));
    expect(team.reps.every(({ kind }) => kind !== 'queue')).toBe(true);
    expect(team.reps.length).toBeGreaterThan(3);
  });

  test('is some rules, and then nobody is certified', async () => {
    const { stdout } = await demo('--only', 'next-steps', '--only', 'status/stale-lead', '--format', 'json');
    const { reps } = auditResultSchema.parse(JSON.parse(stdout));
    const rules = new Set(reps.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
    expect([...rules].every((rule) => rule.startsWith('next-steps/') || rule === 'status/stale-lead')).toBe(true);
    expect(rules.size).toBeGreaterThan(2);
    expect(reps.flatMap(({ certifications }) => certifications)).toEqual([]);
  });

  test('offers the nearest names for a rep who is not there', async () => {
    const { code, stdout, stderr } = await demo('--rep', 'Pria Raman');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('no rep "Pria Raman"');
    expect(stderr).toContain('Priya Raman');
  });
});

describe('outputs', () => {
  test('are written beside the report on standard output', async () => {
    const file = join(folder, 'report.json');
    const { code, stdout } = await demo('--output', file);
    expect(code).toBe(0);
    expect(stdout).toContain('Priya Raman');
    expect(readFileSync(file, 'utf8')).toBe(wholeText);
  });

  test('stand alone with --quiet', async () => {
    const { stdout, stderr } = await demo('--quiet', '--output', join(folder, 'quiet.json'));
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  });

  test('are all refused before anything is read when one of them has no format', async () => {
    const before = readdirSync(folder);
    const { code, stderr } = await demo('--output', 'a.json', '--output', 'b.pdf', '--output', 'c', '--format', 'jsn');
    expect(code).toBe(2);
    expect(stderr).toContain('--output b.pdf: a PDF is made of a certificate alone');
    expect(stderr).toContain('--output c: the format is told by the extension');
    expect(stderr).toContain('--format: no format "jsn" (did you mean "json"?)');
    expect(readdirSync(folder)).toEqual(before);
  });

  test('are refused when a folder is missing or a file is named twice', async () => {
    const { code, stderr } = await demo(
      '--quiet',
      '--output',
      join(folder, 'x.json'),
      '--output',
      join(folder, 'no', 'y.json'),
    );
    expect(code).toBe(2);
    expect(stderr).toContain('there is no folder');
    expect(readdirSync(folder).filter((name) => name.includes('x.json'))).toEqual([]);
  });
});

describe('gates', () => {
  test('never change the exit code unless they are asked for', async () => {
    expect((await demo('--quiet')).code).toBe(0);
  });

  test.each(['critical', 'error', 'warning', 'uncertified', 'score-below:80'])(
    'fail on %s and say so last',
    async (gate) => {
      const { code, stderr } = await demo('--quiet', '--fail-on', gate);
      expect(code).toBe(1);
      expect(stderr.trimEnd().split('\n').at(-1)).toContain(`gate failed: ${gate}`);
    },
  );

  test('pass when nothing is wrong', async () => {
    const { code, stderr } = await demo(
      '--quiet',
      '--rep',
      'Priya Raman',
      '--fail-on',
      'error',
      '--fail-on',
      'score-below:90',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('are refused by name when they do not exist', async () => {
    const { code, stderr } = await demo('--fail-on', 'eror', '--fail-on', 'score-below:many');
    expect(code).toBe(2);
    expect(stderr).toContain('no condition "eror" (did you mean "error"?)');
    expect(stderr).toContain('no condition "score-below:many"');
  });
});

describe('wrong input', () => {
  test('names every unknown option at once, with the nearest', async () => {
    const { code, stderr } = await demo('--fromat', 'json', '--quite');
    expect(code).toBe(2);
    expect(stderr).toContain('unknown option --fromat (did you mean "--format"?)');
    expect(stderr).toContain('unknown option --quite (did you mean "--quiet"?)');
  });

  test.each(['0', '-1', '65', '1.5', 'two', ''])('takes no %j for a number of jobs', async (jobs) => {
    const { code, stderr } = await demo(`--jobs=${jobs}`);
    expect(code).toBe(2);
    expect(stderr).toContain(`--jobs: expected a whole number from 1 to 64, found "${jobs}"`);
  });

  test.each([
    ['an unknown command', ['adit'], 'unknown command "adit" (did you mean "audit"?)'],
    [
      'a wrong date',
      ['audit', '--source', 'demo', '--as-of', '2026-13-01'],
      '--as-of: "2026-13-01" is neither a date nor an instant',
    ],
    [
      'an unknown rule',
      ['audit', '--source', 'demo', '--only', 'status/stale-leed'],
      'did you mean "status/stale-lead"?',
    ],
    ['a path that does not exist', ['audit', '--source', 'nowhere'], 'nowhere'],
    [
      'a record that does not exist',
      ['explain', '00Q000000000000AAA', '--source', 'demo'],
      'no lead or deal "00Q000000000000AAA"',
    ],
  ])('%s ends with exit code 2 and an empty standard output', async (_, args, message) => {
    const { code, stdout, stderr } = await runCli(args, { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('in threadcount.yaml is told all at once, at its line and column', async () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(
      file,
      [
        'calender: { timezone: UTC }',
        'rules:',
        '  status/stale-leed: off',
        '  status/stale-lead: { params: { workin: 3d } }',
        '',
      ].join('\n'),
    );
    const { code, stderr } = await demo('--config', file);
    expect(code).toBe(2);
    expect(stderr).toContain('wrong.yaml:1:1: unknown key "calender" (did you mean "calendar"?)');
  });

  test('in rules of threadcount.yaml points at the rule and the parameter', async () => {
    const file = join(folder, 'rules.yaml');
    writeFileSync(
      file,
      ['rules:', '  status/stale-leed: off', '  status/stale-lead: { params: { workin: 3d, working: 9 } }', ''].join(
        '\n',
      ),
    );
    const { code, stderr } = await demo('--config', file);
    expect(code).toBe(2);
    expect(stderr).toContain('rules.yaml:2:3: unknown rule "status/stale-leed" (did you mean "status/stale-lead"?)');
    expect(stderr).toContain('rules.yaml:3:34: status/stale-lead has no parameter "workin" (did you mean "working"?)');
    expect(stderr).toContain('rules.yaml:3:55: parameter "working" of status/stale-lead takes a duration');
  });
});
