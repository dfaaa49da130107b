import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli.ts';
import { loadConfig } from '../../src/config/load.ts';
import { auditResultSchema } from '../../src/model/audit-result.ts';
import { runCli } from '../support/run-cli.ts';

const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

let root = '';
let made = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'threadcount-init-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder of its own with these files under `exports/`. */
function workplace(files: Readonly<Record<string, string>>): string {
  made += 1;
  const folder = join(root, `w${made}`);
  mkdirSync(join(folder, 'exports'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'exports', name), text);
  return folder;
}

const read = (folder: string, name = 'threadcount.yaml'): string => readFileSync(join(folder, name), 'utf8');

const germanDeals = `Vorgang;Kunde;Phase;Betrag;Abschlussdatum;Besitzer;Erstellt am;Nächster Schritt;Währung
A-1;Muster AG;Angebot gesendet;"1.200,00";25/03/2026;anna@firma.example;01/02/2026;Anruf Herr Meier 27/03;EUR
A-2;Beispiel GmbH;Warm-ish;100;06/04/2026;bob@firma.example;02/02/2026;;EUR
A-3;Beispiel GmbH;Gewonnen;100;16/03/2026;bob@firma.example;02/02/2026;;EUR
`;

describe('threadcount init', () => {
  test('writes a configuration by which an unknown CSV is audited without a hand on it', async () => {
    const cwd = workplace({ 'crm.csv': germanDeals });
    const made = await runCli(['init', '--source', 'exports'], { cwd });
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const config = loadConfig({ cwd });
    expect(config).toMatchObject({
      dateOrder: 'dmy',
      internalDomains: ['firma.example'],
      currency: { report: 'EUR' },
      files: [{ type: 'deal', file: 'crm.csv', dates: 'dd/MM/yyyy' }],
    });
    const audited = await runCli(['audit', '--as-of', '2026-03-26', '--format', 'json'], { cwd });
    const { source, reps } = auditResultSchema.parse(JSON.parse(audited.stdout));
    expect(source.records.deal).toBe(3);
    const findings = reps.flatMap((rep) => rep.findings.map(({ record, rule }) => `${record.id} ${rule}`));
    expect(findings).toContain('A-1 status/past-close-date');
  });

  test('lists what it cannot place and never guesses', async () => {
    const cwd = workplace({ 'crm.csv': germanDeals, 'products.csv': 'product,series\na,b\n' });
    const { stdout } = await runCli(['init', '--source', 'exports'], { cwd });
    expect(stdout).toContain('labels that could not be placed: "Warm-ish"');
    expect(stdout).toContain('files that could not be placed: products.csv');
    expect(read(cwd)).toContain('# could not place: "Warm-ish" (1 deal)');
    expect(loadConfig({ cwd }).stages.map(({ name }) => name)).not.toContain('Warm-ish');
  });

  test('writes a routing.yaml that says nothing until somebody takes the marks away', async () => {
    const cwd = workplace({ 'crm.csv': germanDeals });
    await runCli(['init', '--source', 'exports'], { cwd });
    expect(loadConfig({ cwd }).routing).toBeUndefined();
    const routing = read(cwd, 'routing.yaml');
    expect(routing).toContain('"bob@firma.example"  2');
    const marked = routing.slice(routing.indexOf('# routes:')).replaceAll(/^# (?=routes:| {2}-)/gm, '');
    writeFileSync(join(cwd, 'routing.yaml'), marked);
    writeFileSync(join(cwd, 'threadcount.yaml'), read(cwd).replace('# routing: routing.yaml', 'routing: routing.yaml'));
    expect(loadConfig({ cwd }).routing?.routes.at(-1)).toMatchObject({ when: { source: 'true' } });
    expect(await runCli(['audit', '--quiet'], { cwd })).toMatchObject({ code: 0, stderr: '' });
  });

  test('leaves files that stand there, names them all, and overwrites with --force', async () => {
    const cwd = workplace({ 'crm.csv': germanDeals });
    writeFileSync(join(cwd, 'routing.yaml'), 'mine');
    writeFileSync(join(cwd, 'threadcount.yaml'), 'mine');
    const refused = await runCli(['init', '--source', 'exports'], { cwd });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^threadcount\.yaml: exists already.*--force.*\nrouting\.yaml: exists already/);
    expect([read(cwd), read(cwd, 'routing.yaml')]).toEqual(['mine', 'mine']);
    expect(await runCli(['init', '--source', 'exports', '--force'], { cwd })).toMatchObject({ code: 0 });
    expect(read(cwd)).toContain('source: exports');
  });

  test('writes to --dir, with a source that is found from there', async () => {
    const cwd = workplace({ 'crm.csv': germanDeals });
    const { stdout } = await runCli(['init', '--source', 'exports', '--dir', 'audits/emea'], { cwd });
    expect(stdout).toContain('Wrote audits/emea/threadcount.yaml and audits/emea/routing.yaml');
    expect(existsSync(join(cwd, 'threadcount.yaml'))).toBe(false);
    expect(loadConfig({ cwd, flag: 'audits/emea/threadcount.yaml' }).source).toEqual({
      kind: 'path',
      path: join(cwd, 'exports'),
    });
  });

  test('maps the own fields of a Salesforce export and says nothing of what is known', async () => {
    const cwd = workplace({});
    cpSync(join(projectFolder, 'fixtures/demo'), join(cwd, 'exports'), { recursive: true });
    await runCli(['init', '--source', 'exports'], { cwd });
    const { fields, files, internalDomains, currency } = loadConfig({ cwd });
    expect(fields).toEqual({
      lead: {
        nextStep: 'Next_Step__c',
        nextStepDate: 'Next_Step_Date__c',
        recheckDate: 'Recheck_Date__c',
        recycleReason: 'Recycle_Reason__c',
        routingException: 'Routing_Exception__c',
      },
      deal: { nextStepDate: 'Next_Step_Date__c' },
    });
    expect({ files, internalDomains, currency }).toMatchObject({
      files: [],
      internalDomains: ['brightwater.example'],
      currency: { report: 'USD' },
    });
    expect(read(cwd)).not.toMatch(/^(?:statuses|stages):/m);
  });

  test('keeps labels that YAML or a terminal would obey from doing so', async () => {
    const evil = 'Contacted\u001b]0;owned\u0007 # x: [y]';
    const cwd = workplace({
      'Lead.csv': `Id,LastName,Company,Status\n00Q5f000000aiJSEAY,Lee,Acme,"${evil}"\n00Q5f000000aiJpEAI,Ray,Beta,"Foo\nrouting: x"\n`,
    });
    const { code, stdout } = await runCli(['init', '--source', 'exports'], { cwd });
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(read(cwd)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    const { leadStatuses, routing } = loadConfig({ cwd });
    expect(leadStatuses).toMatchObject({ [evil]: 'working' });
    expect(routing).toBeUndefined();
  });

  test.each([
    [['init'], 'threadcount init needs --source'],
    [
      ['init', '--source', 'nowhere', '--max-calls', '3'],
      '--max-calls: only --source salesforce and hubspot make calls',
    ],
    [['init', '--source', 'demo'], 'the demo brings its own configuration'],
    [['init', '--source', 'export'], 'did you mean "exports"?'],
    [['init', '--source', 'exports'], 'its columns: a, b'],
  ])('%j is wrong input: %s', async (args, message) => {
    const cwd = workplace({ 'x.csv': 'a,b\n1,2\n' });
    const { code, stderr } = await runCli(args, { cwd });
    expect({ code, said: stderr.includes(message) }, stderr).toEqual({ code: 2, said: true });
    expect(existsSync(join(cwd, 'threadcount.yaml'))).toBe(false);
  });
});

/** A terminal with somebody at it who types this; without, a pipe. */
async function initWith(cwd: string, typed: string | undefined) {
  const said: { readonly out: string[]; readonly err: string[] } = { out: [], err: [] };
  async function* lines() {
    yield typed ?? '';
  }
  const isTTY = typed !== undefined;
  const code = await main(['init', '--source', 'exports'], {
    cwd,
    env: { TERM: 'dumb' },
    stdout: { write: (text) => void said.out.push(text), isTTY, columns: 80 },
    stderr: { write: (text) => void said.err.push(text), isTTY, columns: 80 },
    stdin: Object.assign(lines(), { isTTY }),
    now: () => Date.UTC(2026, 10, 18),
  });
  return { code, stdout: said.out.join(''), stderr: said.err.join('') };
}

describe('dates that read both ways', () => {
  const open = germanDeals.replaceAll(/\d\d\/03\/2026/g, '05/03/2026');

  test('are asked about on a terminal, and the answer is written down', async () => {
    const cwd = workplace({ 'crm.csv': open });
    const { code, stderr } = await initWith(cwd, 'DMY\n');
    expect(code).toBe(0);
    expect(stderr).toContain('[mdy/dmy, Enter to leave it open]');
    expect(read(cwd)).toMatch(/^text: \{ date-order: dmy \} +# sure: you said so$/m);
  });

  test.each(['\n', 'maybe\n', ''])('stay open after %j', async (typed) => {
    const cwd = workplace({ 'crm.csv': open });
    await initWith(cwd, typed);
    expect(read(cwd)).toMatch(/^# text: \{ date-order: mdy \}$/m);
  });

  test('are not asked about where nobody is there', async () => {
    const cwd = workplace({ 'crm.csv': open });
    const { stderr, stdout } = await initWith(cwd, undefined);
    expect(stderr).toBe('');
    expect(stdout).toContain('day or month first');
    expect(loadConfig({ cwd }).dateOrder).toBe('mdy');
  });
});

const maven = join(projectFolder, '../shared/data/maven');

describe.skipIf(!existsSync(maven))('the same 8,800 deals in three date formats', () => {
  test('are mapped by init and then audited alike', async () => {
    const results = [];
    for (const rendition of ['iso_dates', 'us_dates', 'eu_dates']) {
      const cwd = workplace({});
      expect(await runCli(['init', '--source', join(maven, rendition)], { cwd })).toMatchObject({ code: 0 });
      const { stdout } = await runCli(['audit', '--as-of', '2017-12-31', '--format', 'json'], { cwd });
      const { reps, summary, source } = auditResultSchema.parse(JSON.parse(stdout));
      expect(source.records.deal).toBe(8800);
      expect(summary.records).toBeGreaterThan(2000);
      results.push({ reps, summary });
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  }, 120_000);
});
