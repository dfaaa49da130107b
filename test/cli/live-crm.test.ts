import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/doctor/diagnosis.ts';
import { type SalesforceEmulator, startSalesforce } from '../emulators/salesforce/salesforce.mjs';
import type { Run } from '../support/run-cli.ts';
import { runMain } from '../support/run-main.ts';

let org: SalesforceEmulator;
let cwd = '';
beforeAll(async () => {
  org = await startSalesforce();
  cwd = mkdtempSync(join(tmpdir(), 'threadcount-live-'));
});
afterAll(async () => {
  await org.close();
  rmSync(cwd, { recursive: true, force: true });
});

const live = (...words: readonly string[]): Promise<Run> =>
  runMain([...words, '--source', 'salesforce'], { cwd, env: org.env });

const asOf = ['--as-of', '2026-11-18T17:00:00Z'];

describe('init over the API', () => {
  it('proposes the fields of the org itself, and a configuration that reads it', async () => {
    const { code, stderr } = await live('init', '--dir', 'proposed');
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^Salesforce: \d+ calls made, \d+ planned, [\d,]+ of/)]);
    const text = readFileSync(join(cwd, 'proposed', 'threadcount.yaml'), 'utf8');
    expect(text).toMatch(/^source: salesforce$/m);
    expect(text).toMatch(/^ {4}nextStep: Next_Step__c +# sure: by its name and values$/m);
    const diagnosis = await runMain(['doctor', '--config', 'proposed/threadcount.yaml', ...asOf, '--format', 'json'], {
      cwd,
      env: org.env,
    });
    const { source }: Diagnosis = JSON.parse(diagnosis.stdout);
    expect([diagnosis.code, source.records.lead > 0, source.gaps.map(({ what }) => what)]).toEqual([
      0,
      true,
      ['routing.yaml'],
    ]);
  });
});

describe('doctor over the API', () => {
  it('tells the calls made, planned and left, and what the CRM did not show', async () => {
    const { code, stdout, stderr } = await live('doctor', ...asOf);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Calls: \d+ made, \d+ planned, [\d,]+ of 15,000 left today$/m);
    expect(stdout).toContain('What the CRM did not show');
    expect(stderr).toMatch(/^Salesforce: \d+ calls made.*left today\n$/);
  });
});

describe('a limit of calls', () => {
  it('ends the reading early; where that leaves no record there is nothing to report', async () => {
    const { code, stdout, stderr } = await live('audit', '--max-calls', '4', '--fail-on', 'incomplete', ...asOf);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('Salesforce: 4 calls made');
    expect(stderr).toContain('--max-calls');
  });
});

it('nothing is said with --quiet, and no credential ever', async () => {
  const { stdout, stderr } = await live('audit', '--quiet', ...asOf);
  expect([stdout, stderr]).toEqual(['', '']);
  const broken = await runMain(['audit', '--source', 'salesforce', '--debug'], {
    cwd,
    env: { ...org.env, SF_ACCESS_TOKEN: '00D5g000004ABCD!wrongWrongWrongWrong' },
  });
  expect(broken.code).toBe(3);
  expect(broken.stderr).not.toMatch(/wrongWrong|SeCrEt/);
});
