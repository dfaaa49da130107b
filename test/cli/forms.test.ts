import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeExports } from '../../fixtures/demo-org/exports.mjs';
import { type AuditResult, auditResultSchema } from '../../src/model/audit-result.ts';
import { asOf, canonicalOf, type Files, writeConfigurations, writeForm } from '../support/demo-forms.ts';
import { runCli } from '../support/run-cli.ts';
import { zipOf } from '../support/zip.ts';

const root = mkdtempSync(join(tmpdir(), 'threadcount-forms-'));

const zipped = (files: Files, keep: (name: string) => boolean = () => true) =>
  zipOf([...files].filter(([name]) => keep(name)).map(([path, content]) => ({ path, content })));

/** One table cut in two, each with the header. */
function halves(content: string | Uint8Array): readonly [Buffer, Buffer] {
  const lines = Buffer.from(content)
    .toString('latin1')
    .split(/(?<="\n)/);
  const [header = '', ...rows] = lines;
  const middle = Math.floor(rows.length / 2);
  const part = (own: readonly string[]): Buffer => Buffer.from(header + own.join(''), 'latin1');
  return [part(rows.slice(0, middle)), part(rows.slice(middle))];
}

function writeParts(form: string, files: Files): void {
  const [first, second] = halves(files.get('User.csv') ?? '');
  const isFirst = (name: string): boolean => name < 'N';
  writeForm(
    root,
    form,
    new Map([
      [
        'WE_00D5f_1.ZIP',
        zipped(new Map([...files, ['User.csv', first]]), (name) => isFirst(name) || name === 'User.csv'),
      ],
      ['WE_00D5f_2.ZIP', zipped(new Map([...files, ['User.csv', second]]), (name) => !isFirst(name))],
    ]),
  );
}

const audits = new Map<string, Promise<AuditResult>>();

/** The audit of a form, made once. */
function audit(form: string, config = 'salesforce'): Promise<AuditResult> {
  const known = audits.get(form) ?? makeAudit(form, config);
  audits.set(form, known);
  return known;
}

async function makeAudit(form: string, config: string): Promise<AuditResult> {
  const output = join(root, `${form}.json`);
  const options = ['--source', join(root, form), '--config', join(root, `${config}.yaml`), '--as-of', asOf];
  const { code, stderr } = await runCli(['audit', ...options, '--output', output, '--quiet'], { cwd: root });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return auditResultSchema.parse(JSON.parse(readFileSync(output, 'utf8')));
}

const findingsOf = ({ reps }: AuditResult): readonly string[] =>
  reps.flatMap(({ findings }) => findings.map(({ rule, record }) => `${rule} ${record.type} ${record.name}`)).sort();

/** How many records each rule leaves open. */
function openOf({ reps }: AuditResult): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  for (const { rule, records } of reps.flatMap(({ notEvaluable }) => notEvaluable))
    open.set(rule, (open.get(rule) ?? 0) + records);
  return open;
}

/** Findings that one audit has and the other has not, both ways, and rules that leave more records open. */
function compare(base: AuditResult, other: AuditResult) {
  const [before, after] = [findingsOf(base), findingsOf(other)];
  const [open, openNow] = [openOf(base), openOf(other)];
  return {
    lost: before.filter((finding) => !after.includes(finding)),
    more: after.filter((finding) => !before.includes(finding)),
    open: [...openNow].filter(([rule, count]) => count > (open.get(rule) ?? 0)).map(([rule]) => rule),
  };
}

const ruleOf = (finding: string): string => finding.split(' ')[0] ?? '';

let base: AuditResult;
beforeAll(async () => {
  const { dataLoader, weekly, hubspot } = writeExports();
  writeConfigurations(root);
  writeForm(root, 'data-loader', dataLoader);
  writeForm(root, 'weekly', weekly);
  writeParts('weekly-parts', weekly);
  writeFileSync(join(root, 'weekly.zip'), zipped(weekly));
  writeForm(root, 'hubspot', hubspot);
  writeFileSync(join(root, 'hubspot.zip'), zipped(hubspot));
  writeFileSync(join(root, 'org.jsonl'), await canonicalOf(root, 'data-loader'));
  base = await audit('data-loader');
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the demo org in every form', () => {
  test('has findings of many rules to compare', () => {
    expect(new Set(findingsOf(base).map(ruleOf)).size).toBeGreaterThan(20);
  });

  test('gives the same findings as canonical JSON Lines', async () => {
    expect(compare(base, await audit('org.jsonl', 'canonical'))).toEqual({ lost: [], more: [], open: [] });
  });

  test('gives the same findings as a weekly export, but for what the history of fields alone tells', async () => {
    const { lost, more, open } = compare(base, await audit('weekly'));
    expect(more).toEqual([]);
    expect(lost.map(ruleOf).filter((rule) => !open.includes(rule))).toEqual([]);
    // Without OpportunityFieldHistory, nobody knows how often the date of a next step was moved.
    expect(open).toEqual(['gaming/rolled-date']);
  });

  test('gives one audit as a weekly export in a folder, in one archive and in several', async () => {
    const bare = (result: AuditResult) => ({ ...result, source: { ...result.source, label: '' } });
    const folder = bare(await audit('weekly'));
    expect(bare(await audit('weekly.zip'))).toEqual(folder);
    expect(bare(await audit('weekly-parts'))).toEqual(folder);
  });

  test('gives the same findings as exports of HubSpot, but for what history alone tells', async () => {
    const other = await audit('hubspot', 'hubspot');
    const { lost, more, open } = compare(base, other);
    const unexplained = lost.filter((finding) => !open.includes(ruleOf(finding)));
    expect(unexplained).toEqual([]);
    expect(more).toEqual([]);
    expect(new Set(findingsOf(other).map(ruleOf)).size).toBeGreaterThan(20);
    expect(other.source.gaps.filter(({ what }) => /History/.test(what)).map(({ reason }) => reason)).toEqual([
      'not in these files',
      'not in these files',
    ]);
  });

  test('gives one audit as exports of HubSpot in a folder and in an archive', async () => {
    const bare = (result: AuditResult) => ({ ...result, source: { ...result.source, label: '' } });
    expect(bare(await audit('hubspot.zip', 'hubspot'))).toEqual(bare(await audit('hubspot', 'hubspot')));
  });
});
