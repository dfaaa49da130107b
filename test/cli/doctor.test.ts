import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Diagnosis } from '../../src/doctor/diagnosis.ts';
import { runCli } from '../support/run-cli.ts';

let cwd = '';
/** The diagnosis of the bare export, made once for the tests that only look at it. */
let whole: Diagnosis;
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'threadcount-doctor-'));
  whole = await diagnosisOf('--source', bare());
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const header = 'Id,LastName,Company,Status,CreatedDate,OwnerId,Next_Step__c';
const leads = Array.from({ length: 12 }, (_, i) => {
  const status = i < 3 ? 'Wroking' : 'Working - Contacted';
  return `00Q5f0000000${String(i).padStart(3, '0')}AAA,Lee${i},Acme ${i},${status},2026-10-01,0055f000000i3tBAAQ,Call`;
});

/** A folder of its own with these files. */
function folder(name: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(join(cwd, name), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(cwd, name, file), text);
  return name;
}

const bare = (): string => folder('bare', { 'Lead.csv': `${[header, ...leads].join('\n')}\n` });

const doctor = (...args: readonly string[]) => runCli(['doctor', '--as-of', '2026-11-18', ...args], { cwd });

async function diagnosisOf(...args: readonly string[]): Promise<Diagnosis> {
  const { code, stdout, stderr } = await doctor('--format', 'json', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('a bare export of leads', () => {
  test('is told criterion by criterion, with three things to connect and what each would gain', () => {
    const { criteria, next, together, source } = whole;
    expect(source).toMatchObject({ records: { lead: 12, deal: 0 }, judged: { lead: 12, deal: 0 } });
    const status = criteria.find(({ criterion }) => criterion === 'status');
    expect(status).toMatchObject({ sight: 'not', evaluable: 0 });
    expect(criteria.find(({ criterion }) => criterion === 'coverage')).toMatchObject({
      sight: 'nothing',
      why: 'no deals in this source',
    });
    expect(next).toHaveLength(3);
    expect(next.reduce((sum, { checks }) => sum + checks, 0)).toBe(together.checks);
    expect(next.reduce((sum, one) => sum + one.criteria, 0)).toBe(together.criteria);
    expect(together.checks).toBeGreaterThan(0);
  });

  test('counts labels that nobody has placed, with the nearest known one', () => {
    const { labels } = whole;
    expect(labels).toEqual([{ type: 'lead', label: 'Wroking', records: 3, nearest: 'Working' }]);
  });

  test('names columns that look like a field nobody has mapped', () => {
    const { notes } = whole;
    const note = notes.find(({ kind }) => kind === 'unmapped-column');
    expect(note?.message).toContain('Next_Step__c like nextStep');
  });

  test('says what no configuration, no domains, UTC and owners without addresses do', () => {
    const { notes, configuration } = whole;
    expect(configuration).toBeNull();
    expect(notes.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['configuration', 'internal-domains', 'time-zone', 'owners-without-email']),
    );
    expect(notes.find(({ kind }) => kind === 'configuration')?.message).toContain('threadcount init --source bare');
  });

  test('says of every rule what is missing and what would help', () => {
    const { rules } = whole;
    const open = rules.filter(({ applicable, evaluable }) => evaluable < applicable);
    expect(open.length).toBeGreaterThan(0);
    for (const { missing, applicable, evaluable } of open)
      expect(missing.reduce((sum, { records }) => sum + records, 0)).toBe(applicable - evaluable);
    expect(rules.find(({ rule }) => rule === 'ownership/misrouted')?.connect).toContainEqual(
      expect.objectContaining({ inputs: expect.arrayContaining(['routing policy']) }),
    );
  });
});

test('what is said to be gained by connecting people is gained when they are connected', async () => {
  const lines = `${[header, ...leads.slice(3)].join('\n')}\n`;
  const history = 'Id,LeadId,Field,OldValue,NewValue,CreatedById,CreatedDate\n';
  const config = `fields: { lead: { nextStep: Next_Step__c } }\nstatuses: { lead: { Wroking: working } }\n`;
  writeFileSync(join(cwd, 'mapped.yaml'), config);
  const before = await diagnosisOf(
    '--config',
    'mapped.yaml',
    '--source',
    folder('b', { 'Lead.csv': lines }),
    '--only',
    'ownership',
  );
  const people = `Id,Name,Email,IsActive,Username,UserType\n0055f000000i3tBAAQ,Helen,h@seller.example,true,h,Standard\n`;
  const more = folder('a', { 'Lead.csv': lines, 'User.csv': people, 'LeadHistory.csv': history });
  const after = await diagnosisOf('--config', 'mapped.yaml', '--source', more, '--only', 'ownership');
  const rule = (diagnosis: Diagnosis) => diagnosis.rules.find((one) => one.rule === 'ownership/inactive-owner');
  const promised = rule(before)?.connect.find(({ inputs }) => inputs.every((name) => name === 'people'));
  expect(promised?.checks).toBe(9);
  expect((rule(after)?.evaluable ?? 0) - (rule(before)?.evaluable ?? 0)).toBe(9);
});

describe('--fail-on incomplete', () => {
  test('fails a source that does not show everything, on the last line of standard error', async () => {
    const { code, stderr } = await doctor('--source', bare(), '--fail-on', 'incomplete');
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^gate failed: incomplete: not decidable: Status discipline/);
  });

  test('is the only condition there is', async () => {
    const { code, stderr } = await doctor('--source', bare(), '--fail-on', 'critical');
    expect(code).toBe(2);
    expect(stderr).toContain('no condition "critical" of doctor');
  });
});

test('the demo is seen whole', async () => {
  const { criteria, labels, next } = await diagnosisOf('--source', 'demo');
  expect(criteria.filter(({ sight }) => sight === 'not' || sight === 'partly')).toEqual([]);
  expect({ labels, next }).toEqual({ labels: [], next: [] });
});

test('the page says the same, in the width that there is', async () => {
  const { stdout } = await runCli(['doctor', '--source', bare(), '--as-of', '2026-11-18'], {
    cwd,
    env: { COLUMNS: '60' },
  });
  expect(stdout).toMatch(/^bare\/: \d+ of \d+ criteria decidable$/m);
  expect(stdout).toContain('The three things to connect next');
  expect(stdout).toContain('"Wroking" on 3 leads (nearest known: "Working")');
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
});

describe('a first audit', () => {
  test('of files that nobody knows names them and points to init', async () => {
    const { code, stderr } = await runCli(['audit', '--source', folder('odd', { 'pipeline.csv': 'a,b\n1,2\n' })], {
      cwd,
    });
    expect(code).toBe(2);
    expect(stderr).toContain('pipeline.csv');
    expect(stderr).toContain('threadcount init --source DIR');
  });

  test('of which nothing can be judged is one screen that points to doctor', async () => {
    const one = `Id,LastName,OwnerId\n00Q5f0000000001AAA,Lee,0055f000000i3tBAAQ\n`;
    const { code, stdout } = await runCli(['audit', '--source', folder('tiny', { 'Lead.csv': one })], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('threadcount doctor --source tiny');
    expect(stdout.split('\n').length).toBeLessThanOrEqual(55);
  });
});
