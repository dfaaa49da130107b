import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditResultSchema } from '../../src/model/audit-result.ts';
import * as reports from '../../src/reports/index.ts';
import type { Report } from '../../src/reports/report.ts';
import { textIn } from '../reports/text-of.ts';
import { CUSTOMER, PERSON, plantOrg } from '../support/planted-org.ts';
import { runMain } from '../support/run-main.ts';

const cwd = mkdtempSync(join(tmpdir(), 'threadcount-redact-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const run = (...args: readonly string[]) => runMain(args, { cwd });
const files = Object.values(reports).filter((one): one is Report => 'render' in one && one.extension !== undefined);
const gates = ['critical', 'uncertified', 'score-below:99', 'incomplete', 'expired-waiver'].flatMap((one) => [
  '--fail-on',
  one,
]);

const customer = new RegExp(CUSTOMER, 'i');
const person = new RegExp(PERSON, 'i');

let manager = '';
let rep = '';

/** A waiver and an appeal, so that their words are there, too. */
async function contest(): Promise<void> {
  const { code, stdout, stderr } = await run('audit', '--as-of', '2026-11-18', '--format', 'json');
  expect([code, stderr]).toEqual([0, '']);
  const { reps } = auditResultSchema.parse(JSON.parse(stdout));
  const found = reps.find(
    ({ kind, findings, managerEmail }) => kind === 'user' && managerEmail !== null && findings.length > 3,
  );
  rep = found?.email ?? '';
  manager = found?.managerEmail ?? '';
  const [first, second] = found?.findings ?? [];
  writeFileSync(
    join(cwd, 'waivers.yaml'),
    [
      'waivers:',
      `  - { id: ${CUSTOMER}-one, finding: ${first?.fingerprint}, reason: other, text: ${CUSTOMER} moved, approver: ${manager}, from: 2026-11-01, until: 2026-12-15 }`,
      `  - { id: ${CUSTOMER}-two, rule: notes/thin, rep: ${rep}, reason: other, text: ${CUSTOMER}, approver: ${manager}, from: 2026-09-01, until: 2026-10-15 }`,
      '',
    ].join('\n'),
  );
  writeFileSync(
    join(cwd, 'threadcount.yaml'),
    `${readFileSync(join(cwd, 'threadcount.yaml'), 'utf8')}\nwaivers: waivers.yaml\n`,
  );
  const appealed = await run(
    'appeal',
    second?.fingerprint ?? '',
    '--rep',
    rep,
    '--reason',
    `${CUSTOMER} said so`,
    '--as-of',
    '2026-11-18',
  );
  expect(appealed.stderr + appealed.stdout).toContain('contested; it counts until somebody rules');
}

beforeAll(async () => {
  plantOrg(cwd);
  await contest();
  for (const asOf of ['2026-11-11', '2026-11-18']) await run('snapshot', '--as-of', asOf, '--quiet');
}, 120_000);

/** Everything that a command line writes: files, standard output and standard error. */
async function everything(...args: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const out = mkdtempSync(join(tmpdir(), 'threadcount-out-'));
  const outputs = files.flatMap(({ extension }) => ['--output', join(out, `report${extension}`)]);
  const { code, stdout, stderr } = await run(...args, ...outputs);
  expect([0, 1], stderr).toContain(code);
  const written = new Map([
    ['standard output', stdout],
    ['standard error', stderr],
  ]);
  for (const file of readdirSync(out)) written.set(file, await textIn(readFileSync(join(out, file))));
  expect(written.size).toBe(files.length + 2);
  rmSync(out, { recursive: true });
  return written;
}

describe('with marks in every field of an org', () => {
  it('each report holds some, unless they are hidden', async () => {
    const all = await everything('audit', '--as-of', '2026-11-18', ...gates);
    for (const [name, text] of all) expect(customer.test(text) || person.test(text), name).toBe(true);
    expect(all.get('report.json')).toMatch(customer);
    expect(all.get('report.json')).toContain(`${CUSTOMER}-one`);
    expect(all.get('report.json')).toContain(`${CUSTOMER} said so`);
  }, 60_000);

  it.each([
    ['audit', ['audit', '--as-of', '2026-11-18', ...gates]],
    ['audit --fail-on new', ['audit', '--as-of', '2026-11-20', '--fail-on', 'new', '--fail-on', 'regression']],
    ['audit --sample', ['audit', '--as-of', '2026-11-18', '--sample', '4']],
    ['audit --brief', ['audit', '--as-of', '2026-11-18', '--brief']],
    ['report', ['report']],
    [
      'snapshot',
      ['snapshot', '--as-of', '2026-11-19', '--fail-on', 'new', '--fail-on', 'regression', '--format', 'terminal'],
    ],
  ])(
    '%s hides customers, and on request our own people',
    async (_, args) => {
      for (const [name, text] of await everything(...args, '--redact', 'contacts'))
        expect(text, name).not.toMatch(customer);
      for (const [name, text] of await everything(...args, '--redact', 'all')) {
        expect(text, name).not.toMatch(customer);
        expect(text, name).not.toMatch(person);
      }
    },
    120_000,
  );

  it.each([
    ['terminal', ['--format', 'terminal']],
    ['github', ['--format', 'github']],
    ['the Monday list', ['--brief']],
  ])(
    '%s of one rep hides them on standard output',
    async (_, args) => {
      const hidden = await run('audit', '--as-of', '2026-11-18', '--rep', rep, ...args, '--redact', 'all');
      expect(hidden.code).toBe(0);
      expect(hidden.stdout.length).toBeGreaterThan(200);
      expect(hidden.stdout + hidden.stderr).not.toMatch(customer);
      expect(hidden.stdout + hidden.stderr).not.toMatch(person);
    },
    60_000,
  );

  it.each([
    ['diff', ['diff']],
    ['trend', ['trend']],
    ['waivers', ['waivers', '--as-of', '2026-11-18']],
    ['appeals', ['appeals']],
  ])(
    '%s hides them in both of its forms',
    async (_, args) => {
      const bare = await run(...args, '--format', 'json');
      expect(bare.stdout).toMatch(person);
      for (const format of ['terminal', 'json']) {
        const contacts = await run(...args, '--format', format, '--redact', 'contacts');
        const all = await run(...args, '--format', format, '--redact', 'all');
        expect([contacts.code, all.code]).toEqual([0, 0]);
        expect(contacts.stdout + contacts.stderr).not.toMatch(customer);
        expect(all.stdout + all.stderr).not.toMatch(customer);
        expect(all.stdout + all.stderr).not.toMatch(person);
      }
    },
    60_000,
  );

  it('the configuration can ask for it, and a flag changes it', async () => {
    const path = join(cwd, 'threadcount.yaml');
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, `${before}redact: all\n`);
    const hidden = await run('diff');
    const shown = await run('diff', '--redact', 'none');
    writeFileSync(path, before);
    expect(hidden.stdout).not.toMatch(person);
    expect(shown.stdout).toMatch(person);
  });

  it('a manager who is asked for by name is hidden as well', async () => {
    const { stdout } = await run(
      'audit',
      '--as-of',
      '2026-11-18',
      '--team',
      manager,
      '--format',
      'json',
      '--redact',
      'all',
    );
    expect(stdout).not.toMatch(person);
    expect(JSON.parse(stdout).scope.reps).toEqual([expect.stringMatching(/^person \d+$/)]);
  });
});

describe('--redact', () => {
  it.each([['audit'], ['report'], ['snapshot'], ['diff'], ['trend'], ['waivers'], ['appeals']])(
    'of %s refuses what it does not know, with the nearest',
    async (command) => {
      const { code, stdout, stderr } = await run(command, '--redact', 'contact');
      expect([code, stdout, stderr]).toEqual([2, '', '--redact: no redaction "contact" (did you mean "contacts"?)\n']);
    },
  );
});
