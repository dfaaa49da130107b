import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AuditResult, auditResultSchema } from '../../src/model/audit-result.ts';
import { runCli } from '../support/run-cli.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'threadcount-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, ...lines: readonly string[]): void =>
  writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(''));

const audit = (...args: readonly string[]) =>
  runCli(['audit', '--source', folder, '--as-of', '2026-11-18', '--format', 'json', ...args], { cwd: folder });

const parsed = (stdout: string): AuditResult => auditResultSchema.parse(JSON.parse(stdout));

const lead = (n: number, status = 'Working - Contacted'): string =>
  `00Q5f0000000${String(n).padStart(3, '0')},Lead ${n},${status},Rep One,2026-10-01T09:00:00.000Z`;

describe('a bare export', () => {
  test('is judged as far as it goes, and says what it lacks', async () => {
    write('Lead.csv', 'Id,Name,Status,Owner.Name,CreatedDate', ...Array.from({ length: 12 }, (_, n) => lead(n)));
    const { code, stdout } = await audit();
    const result = parsed(stdout);
    expect(code).toBe(0);
    expect(result.source.records.lead).toBe(12);
    expect(result.source.complete).toBe(false);
    expect(result.reps.map(({ name, kind }) => [name, kind])).toEqual([['Rep One', 'user']]);
    expect(result.reps[0]?.certifications.map(({ verdict }) => verdict)).not.toContain('certified');
    const rules = result.reps[0]?.notEvaluable.map(({ rule }) => rule) ?? [];
    expect(rules).toContain('status/stale-lead');
    expect(rules).toContain('ownership/inactive-owner');
    expect(result.source.gaps.some(({ affects }) => affects.includes('status/stale-lead'))).toBe(true);
  });

  test('fails on incomplete when that is asked for', async () => {
    write('Lead.csv', 'Id,Name,Status,Owner.Name,CreatedDate', ...Array.from({ length: 12 }, (_, n) => lead(n)));
    const { code, stderr } = await audit('--fail-on', 'incomplete');
    expect(code).toBe(1);
    expect(stderr).toContain('gate failed: incomplete');
  });

  test('never turns a missing column into a pass or a failure', async () => {
    const rows = Array.from({ length: 12 }, (_, n) => `${lead(n)},Web`);
    write('Lead.csv', 'Id,Name,Status,Owner.Name,CreatedDate,LeadSource', ...rows);
    const whole = parsed((await audit()).stdout);
    write(
      'Lead.csv',
      'Id,Name,Owner.Name,CreatedDate,LeadSource',
      ...rows.map((row) => row.replace(/,Working - Contacted/, '')),
    );
    const without = parsed((await audit()).stdout);
    const open = (result: AuditResult): readonly string[] =>
      result.reps.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    expect(open(without).every((rule) => open(whole).includes(rule))).toBe(true);
    expect(without.reps[0]?.notEvaluable.length).toBeGreaterThanOrEqual(whole.reps[0]?.notEvaluable.length ?? 0);
  });
});

describe('malformed rows', () => {
  test('are set aside with their lines when they are few', async () => {
    write(
      'Lead.csv',
      'Id,Name,Status,Owner.Name,CreatedDate',
      ...Array.from({ length: 150 }, (_, n) => lead(n)),
      'broken,row',
    );
    const { code, stdout } = await audit();
    const { source } = parsed(stdout);
    expect(code).toBe(0);
    expect(source.records.lead).toBe(150);
    expect(source.complete).toBe(false);
    expect(source.gaps.find(({ what }) => what === 'Lead.csv')?.reason).toMatch(/152/);
  });

  test('end the audit with exit code 3 when they are more than one in a hundred', async () => {
    write(
      'Lead.csv',
      'Id,Name,Status,Owner.Name,CreatedDate',
      ...Array.from({ length: 50 }, (_, n) => lead(n)),
      'broken,row',
    );
    const { code, stdout, stderr } = await audit();
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('Lead.csv');
  });
});

describe('a mapping', () => {
  const mapping = (columns: string): void =>
    write(
      'threadcount.yaml',
      'files:',
      `  deal: { file: pipeline.csv, id: deal_id, columns: { ${columns} }, dates: "dd-MM-yy" }`,
    );

  test('that names absent columns is refused at their places, all at once', async () => {
    write('pipeline.csv', 'deal_id,sales_agent,deal_stage,close_date', 'D1,Rep One,Prospecting,24-12-26');
    mapping('ownerName: sales_agnt, stage: stage, closeDate: close_date');
    const { code, stderr } = await audit('--config', join(folder, 'threadcount.yaml'));
    expect(code).toBe(2);
    expect(stderr).toContain('"sales_agnt"');
    expect(stderr).toContain('did you mean "sales_agent"?');
    expect(stderr).toMatch(/threadcount\.yaml:2:\d+/);
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });

  test('reads any CSV', async () => {
    write(
      'pipeline.csv',
      'deal_id;sales_agent;deal_stage;close_date',
      'D1;Rep One;Prospecting;14-11-26',
      'D2;Rep One;Prospecting;24-12-26',
    );
    mapping('ownerName: sales_agent, stage: deal_stage, closeDate: close_date');
    const { code, stdout } = await audit(
      '--config',
      join(folder, 'threadcount.yaml'),
      '--only',
      'status/past-close-date',
    );
    expect(code).toBe(0);
    expect(parsed(stdout).reps.flatMap(({ findings }) => findings.map(({ record }) => record.id))).toEqual(['D1']);
  });
});

describe('canonical JSON Lines', () => {
  test('are read as they stand', async () => {
    const file = join(folder, 'records.jsonl');
    write(
      'records.jsonl',
      JSON.stringify({
        type: 'deal',
        id: 'D1',
        name: 'Acme',
        ownerName: 'Rep One',
        stage: 'Prospecting',
        closeDate: '2026-11-01',
        isClosed: false,
      }),
      JSON.stringify({ type: 'person', id: 'P1', name: 'Rep One', email: 'one@seller.example', isActive: true }),
    );
    const { code, stdout, stderr } = await runCli(
      ['audit', '--source', file, '--as-of', '2026-11-18', '--format', 'json'],
      { cwd: folder },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(parsed(stdout).reps.flatMap(({ findings }) => findings.map(({ rule }) => rule))).toContain(
      'status/past-close-date',
    );
  });

  test('with an unknown field are refused with the nearest', async () => {
    write('records.jsonl', JSON.stringify({ type: 'deal', id: 'D1', closeDat: '2026-11-01' }));
    const { code, stderr } = await runCli(['audit', '--source', join(folder, 'records.jsonl')], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('closeDate');
  });
});

describe('what is no source', () => {
  test('an empty folder', async () => {
    const { code, stderr } = await audit();
    expect(code).toBe(2);
    expect(stderr).toMatch(/empty|no file/i);
  });

  test('a folder of something else names what was found', async () => {
    mkdirSync(join(folder, 'photos'));
    write('Leeds.csv', 'a,b', '1,2');
    const { code, stderr } = await audit();
    expect(code).toBe(2);
    expect(stderr).toContain('Leeds.csv');
  });
});

const maven = fileURLToPath(new URL('../../../shared/data/maven/', import.meta.url));
const renditions = { iso_dates: 'yyyy-MM-dd', us_dates: 'M/d/yyyy', eu_dates: 'dd-MM-yy' } as const;

describe.skipIf(!existsSync(maven))('8,800 deals in three date formats (where the shared data is)', () => {
  test('give one audit, equal to the byte but for label and hashes', async () => {
    const audits: AuditResult[] = [];
    for (const [name, dates] of Object.entries(renditions)) {
      write(
        `${name}.yaml`,
        'files:',
        '  deal:',
        '    file: sales_pipeline.csv',
        '    id: opportunity_id',
        '    columns: { name: opportunity_id, ownerName: sales_agent, stage: deal_stage, createdAt: engage_date, closeDate: close_date, amount: close_value, accountName: account }',
        `    dates: ${dates}`,
        'stages: [{ name: Prospecting, group: early }, { name: Engaging, group: mid }, { name: Won, group: won }, { name: Lost, group: lost }]',
      );
      const { stdout } = await runCli(
        [
          'audit',
          '--source',
          join(maven, name),
          '--config',
          join(folder, `${name}.yaml`),
          '--as-of',
          '2017-12-31',
          '--format',
          'json',
        ],
        { cwd: folder },
      );
      audits.push(parsed(stdout));
    }
    const [first, ...others] = audits.map((result) =>
      JSON.stringify({ ...result, configHash: '', dataHash: '', source: { ...result.source, label: '' } }),
    );
    expect(audits[0]?.source.records.deal).toBe(8_800);
    expect(audits[0]?.summary.records).toBeGreaterThan(2_000);
    for (const other of others) expect(other).toBe(first);
  });
});
