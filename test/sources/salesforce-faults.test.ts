import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wantsOf } from '../../src/audit/wants.ts';
import { SourceError, UserError } from '../../src/lib/errors.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { rowTypes } from '../../src/model/fields.ts';
import { readSalesforce } from '../../src/sources/salesforce/read-salesforce.ts';
import {
  type SalesforceEmulator,
  type SalesforceOptions,
  startSalesforce,
  volumeOrg,
  withFaults,
} from '../emulators/salesforce/salesforce.mjs';
import { runMain } from '../support/run-main.ts';
import { hurry } from './salesforce/hurry.ts';
import { auditDemo, auditLive, demoRequest, liveOptions } from './salesforce/live.ts';

/** Somebody with findings of many kinds. */
const TOM = ['tom.halvorsen@brightwater.example'];

let folder = '';
let org: SalesforceEmulator | undefined;

/** Everything that was put out in a test: no token may stand in it. */
const outputs: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'threadcount-faults-'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  const said = outputs.splice(0).join('\n');
  expect(said).not.toContain('SeCrEtToKeN');
  expect(said).not.toContain('client-secret-of-a-test');
  if (org === undefined) return;
  expect(org.writes()).toEqual([]);
  expect(org.bugs()).toEqual([]);
  await org.close();
  org = undefined;
});

async function start(faults: readonly string[], options?: SalesforceOptions): Promise<SalesforceEmulator> {
  org = await startSalesforce(withFaults(faults, options));
  return org;
}

/** The command line, with its own waits. */
async function command(env: Readonly<Record<string, string>>, reps: readonly string[] = TOM) {
  const config = resolve('fixtures/demo/threadcount.yaml');
  const args = [
    'audit',
    '--source',
    'salesforce',
    '--config',
    config,
    '--as-of',
    '2026-11-18T17:00:00Z',
    '--format',
    'json',
  ];
  const run = await runMain([...args, ...reps.flatMap((rep) => ['--rep', rep])], { cwd: folder, env });
  outputs.push(run.stdout, run.stderr);
  const result: AuditResult | undefined = run.stdout === '' ? undefined : JSON.parse(run.stdout);
  return { ...run, result };
}

interface Hurried {
  readonly result: AuditResult | undefined;
  readonly error: unknown;
  /** As the command line would exit. */
  readonly code: number;
  /** Milliseconds that would have passed. */
  readonly took: number;
}

function exitOf(error: unknown): number {
  if (error instanceof UserError) return 2;
  return error instanceof SourceError ? 3 : 1;
}

/** An audit whose waits and timeouts take no time. */
async function hurried(env: Readonly<Record<string, string>>, reps: readonly string[] = TOM): Promise<Hurried> {
  const { value, took } = await hurry(async (edges) => {
    const options = liveOptions(env, { edges });
    try {
      const result = await auditLive(options, reps);
      outputs.push(JSON.stringify(result), ...options.notes);
      return { result, error: undefined, code: 0 };
    } catch (error) {
      outputs.push(String(error), error instanceof Error ? (error.stack ?? '') : '', ...options.notes);
      return { result: undefined, error, code: exitOf(error) };
    }
  });
  return { ...value, took };
}

/** The ids of all leads that a source hands over, and what it could not show. */
async function readLeads(env: Readonly<Record<string, string>>) {
  const { rulebook, setting, scope } = demoRequest();
  const { value } = await hurry(async (edges) => {
    const dataset = await readSalesforce(liveOptions(env, { edges }))(wantsOf(rulebook, setting, scope));
    const ids: unknown[] = [];
    for (const type of rowTypes) {
      const stream = dataset.streams[type];
      for await (const rows of stream)
        if (type === 'lead') ids.push(...rows.map((row) => ('id' in row ? row.id : null)));
    }
    await dataset.close();
    return {
      ids,
      gaps: dataset
        .gaps()
        .map(({ reason }) => reason)
        .join('\n'),
    };
  });
  return value;
}

const gapsOf = (result: AuditResult | undefined) => result?.source.gaps ?? [];
const gapText = (result: AuditResult | undefined) =>
  gapsOf(result)
    .map(({ what, reason }) => `${what}: ${reason}`)
    .join('\n');

/** What an audit comes to, without the links to records. */
const outcomeOf = (result: AuditResult | undefined) =>
  (result?.reps ?? []).map(({ findings, ...rep }) => ({
    ...rep,
    findings: findings.map((finding) => ({ ...finding, record: { ...finding.record, url: null } })),
  }));

const findingsOf = (result: AuditResult | undefined) => outcomeOf(result).flatMap(({ findings }) => findings);

const exported = new Map<string, Promise<AuditResult>>();

async function sameAsExport(result: AuditResult | undefined, reps: readonly string[] = TOM): Promise<void> {
  const key = reps.join();
  const known = exported.get(key) ?? auditDemo(reps);
  exported.set(key, known);
  expect(outcomeOf(result)).toEqual(outcomeOf(await known));
  expect(findingsOf(result).length).toBeGreaterThan(10);
}

describe('what an org does not have', () => {
  it('1: a field that is missing is left out, and said to be', async () => {
    const { env } = await start(['field-missing']);
    const { code, result } = await command(env);
    expect(code).toBe(0);
    expect(gapText(result)).toContain('PushCount');
    expect(result?.source.complete).toBe(false);
    expect(org?.requests().some(({ text, soql }) => `${decodeURIComponent(text)}${soql}`.includes('PushCount'))).toBe(
      false,
    );
  });

  it('1: a field that is described and refused all the same is left out, and asked for once', async () => {
    const { env } = await start(['field-vanishes']);
    const { code, result } = await hurried(env);
    expect(code).toBe(0);
    expect(gapText(result)).toContain('PushCount');
    expect(
      org?.requests().filter(({ text, soql }) => `${decodeURIComponent(text)}${soql}`.includes('PushCount')).length,
    ).toBe(1);
  });

  it('2: without the history of fields, that of stages is known', async () => {
    const { env } = await start(['field-history-off']);
    const { code, result } = await command(env);
    expect(code).toBe(0);
    expect(gapText(result)).toMatch(/OpportunityFieldHistory: .*ask for Read/);
    expect(result?.source.records.deal).toBe(60);
  });

  it('3: without territories nothing is claimed about them', async () => {
    const { env } = await start(['territories-off']);
    const { code, result } = await command(env);
    expect(code).toBe(0);
    expect(findingsOf(result).filter(({ rule }) => rule.includes('territor'))).toEqual([]);
    expect(gapText(result)).not.toContain('Sales Territories');
    await sameAsExport(result);
  });

  it('4: who may not see opt-outs makes no claim of them', async () => {
    const { env } = await start(['opt-out-hidden']);
    const { code, result } = await command(env, []);
    expect(code).toBe(0);
    expect(gapText(result)).toContain('HasOptedOutOfEmail');
    expect(JSON.stringify(findingsOf(result))).not.toMatch(/opt(ed)?[ -]?out/i);
    const asked = org?.requests().map(({ text, soql }) => `${decodeURIComponent(text)}${soql}`) ?? [];
    expect(asked.some((text) => /SELECT[^"]*HasOptedOutOfEmail/.test(text))).toBe(false);
  });
});

describe('pages', () => {
  it('5: more rows than jsforce reads by itself are all read', async () => {
    const { env } = await start(['many-rows']);
    const { ids, gaps } = await readLeads(env);
    expect([ids.length, new Set(ids).size]).toEqual([12_500, 12_500]);
    expect(gaps).not.toMatch(/rows read/);
  });

  it('6: a page of one row and an empty last one lose nothing, and end', async () => {
    const { env } = await start(['odd-pages']);
    const { code, result } = await hurried(env);
    expect(code).toBe(0);
    expect(result?.source.complete).toBe(true);
    await sameAsExport(result);
  });

  it('7: a list that the org closes is asked for anew, and no row counts twice', async () => {
    const { env } = await start(['cursor-dies']);
    const { code, result } = await hurried(env);
    expect(code).toBe(0);
    expect(org?.faults.met()).toEqual({ 0: expect.any(Number) });
    expect(result?.source.complete).toBe(true);
    await sameAsExport(result);
  });

  it('7: a list that the org closes again and again is given up after one more try', async () => {
    const { env } = await start(['cursor-dies-again']);
    const { code, error } = await hurried(env);
    expect(code).toBe(3);
    expect(String(error)).toContain('INVALID_QUERY_LOCATOR');
    expect(org?.calls()).toBeLessThan(60);
  });

  it('8: children in pages of their own, or none at all, do not matter: they are asked for as rows', async () => {
    const { env } = await start(['child-pages']);
    const { code, result } = await command(env);
    expect(code).toBe(0);
    expect(
      org
        ?.requests()
        .some(({ text, soql }) => /\(\s*SELECT\b[^)]*\bFROM\s+\w+s\s*\)/i.test(`${decodeURIComponent(text)}${soql}`)),
    ).toBe(false);
    await sameAsExport(result);
  });

  it('24: records that move or go while they are read count once, and are said to have', async () => {
    const { env } = await start(['moving-rows']);
    const { code, result } = await hurried(env, []);
    expect(code).toBe(0);
    expect(org?.faults.met()).toEqual({ 0: 1 });
    expect(result?.source.records.lead).toBe(164);
    expect(gapText(result)).toContain('Lead: 164 of 165 rows read');
    expect(result?.source.complete).toBe(false);
    const ids = (result?.reps ?? []).flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('sessions', () => {
  const app = { clientId: 'app', clientSecret: 'client-secret-of-a-test', runAs: 'admin@emulated.example' };
  const ofApp = ({ url }: SalesforceEmulator) => ({
    SF_LOGIN_URL: url,
    SF_CLIENT_ID: 'app',
    SF_CLIENT_SECRET: app.clientSecret,
  });

  it('9: a session that ends is renewed once, and the run goes on', async () => {
    const emulator = await start(['session-ends'], { apps: [app] });
    const { code, result } = await hurried(ofApp(emulator));
    expect(code).toBe(0);
    expect(emulator.requests().filter(({ path }) => path.endsWith('/token')).length).toBe(2);
    await sameAsExport(result);
  });

  it('9: a session that ends and cannot be renewed ends the run, and says so', async () => {
    const { env } = await start(['session-ends']);
    const { code, stderr } = await command(env);
    expect(code).toBe(3);
    expect(stderr).toMatch(/session/);
  });

  it('10: an org that takes no token is asked twice at most, and the message says what to do', async () => {
    const emulator = await start(['no-session'], { apps: [app] });
    const { code, stderr, stdout } = await command(ofApp(emulator));
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/sign in again/);
    expect(emulator.requests().filter(({ path }) => path.endsWith('/token')).length).toBe(2);
    expect(emulator.requests().filter(({ path }) => path.startsWith('/services/data')).length).toBe(2);
  });

  it('11: a notice in the place of a token is sent to nobody', async () => {
    const { env } = await start([]);
    const notice = "[REDACTED] Use 'sf org auth show-access-token' to view";
    const { code, stderr } = await command({ ...env, SF_ACCESS_TOKEN: notice });
    expect(code).toBe(2);
    expect(stderr).toMatch(/show-access-token/);
    expect(org?.requests()).toEqual([]);
  });
});

describe('limits', () => {
  it('12: when the calls of the day end in mid-run, what was read is reported as incomplete', async () => {
    const { env } = await start(['daily-limit'], { org: volumeOrg({ leads: 4000, deals: 1600, activities: 20_000 }) });
    const { code, result } = await command(env, ['rep0@emulated.example']);
    expect(code).toBe(0);
    expect(result?.source.complete).toBe(false);
    expect(result?.source.records.lead).toBeGreaterThan(0);
    expect(gapText(result)).toMatch(/the calls of the day are used up/);
    expect(org?.calls()).toBe(6);
  });

  it('12: when they end before any lead or deal was read, nothing is reported', async () => {
    const { env } = await start(['daily-limit']);
    const { code, stdout, stderr } = await command(env, []);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('stopped before any lead or deal was read');
    expect(org?.calls()).toBe(6);
  });

  it('12: when there are no calls at all, the org cannot be read', async () => {
    const { env } = await start([], { limits: { max: 10, used: 10 } });
    const { code, stderr } = await command(env);
    expect(code).toBe(3);
    expect(stderr).toMatch(/REQUEST_LIMIT_EXCEEDED|used up/);
    expect(org?.requests().length).toBeLessThanOrEqual(2);
  });

  it('13: an org that is crowded is asked again, later', async () => {
    const { env } = await start(['too-many-at-once']);
    const { code, result, took } = await hurried(env);
    expect(code).toBe(0);
    expect(took).toBeGreaterThan(1000);
    await sameAsExport(result);
  });

  it('14: a maintenance page that passes is waited out', async () => {
    const { env } = await start(['maintenance-passes']);
    const { code, result } = await hurried(env);
    expect(code).toBe(0);
    expect(org?.faults.met()).toEqual({ 0: expect.any(Number) });
    await sameAsExport(result);
  });

  it('15: maintenance that does not pass is given up within minutes', async () => {
    const { env } = await start(['maintenance']);
    const { code, took, error } = await hurried(env);
    expect(code).toBe(3);
    expect(String(error)).toContain('503');
    expect(took).toBeLessThan(6 * 60_000);
    expect(org?.requests().length).toBeLessThanOrEqual(8);
  });

  it('20: an address that is too long is asked for in shorter ones', async () => {
    const { env } = await start(['short-uris', 'large-org']);
    const { code, result } = await hurried(env);
    expect(code).toBe(0);
    expect(org?.faults.met()['many-ids']).toBeGreaterThan(0);
    await sameAsExport(result);
  });

  it('21: a query that runs for too long is divided, for one rep and for all', async () => {
    const { env } = await start(['query-timeout']);
    const all = await hurried(env, []);
    expect(all.code).toBe(0);
    await sameAsExport(all.result, []);
    const one = await hurried(env);
    await sameAsExport(one.result);
  });

  it('22: activities that are too many at once are asked for by record, for one rep', async () => {
    const { env } = await start(['too-large']);
    const { code, result } = await hurried(env);
    expect(code).toBe(0);
    await sameAsExport(result);
  });
});

describe('the line', () => {
  it.each(['cut-off', 'cut-off-chunked'])(
    '16: a body that ends early is an error, not a hang or a crash: %s',
    async (fault) => {
      const { env } = await start([fault]);
      const { code, error, took } = await hurried(env);
      expect(code).toBe(3);
      expect(String(error)).toMatch(/ended in the middle/);
      expect(took).toBeLessThan(6 * 60_000);
    },
  );

  it('16: one body that ends early is asked for again', async () => {
    const { env } = await start(['cut-off-once']);
    const { code, result } = await hurried(env);
    expect(code).toBe(0);
    await sameAsExport(result);
  });

  it.each(['silent', 'trickle'])('17: an org that does not answer, or hardly, is given up: %s', async (fault) => {
    const { env } = await start([fault]);
    const { code, error, took } = await hurried(env);
    expect(code).toBe(3);
    expect(String(error)).toMatch(/no answer in|not there whole after/);
    expect(took).toBeLessThan(7 * 60_000);
  });

  it.each([
    ['half-json', 'not the JSON it should be'],
    ['login-page', 'an HTML page came'],
  ])('18: 200 with something else than data is an error: %s', async (fault, words) => {
    const { env } = await start([fault]);
    const { code, stderr, stdout } = await command(env);
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('<!DOCTYPE');
  });

  it('19: nothing is sent on to another host', async () => {
    const seen: unknown[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers);
      response.end('{}');
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { env } = await start([], {
      faults: [{ when: { path: /^\/services\/data\/v/ }, do: { redirect: `http://127.0.0.1:${port}/services/data/` } }],
    });
    const { code, stderr } = await command(env);
    await new Promise((done) => other.close(done));
    expect(code).toBe(3);
    expect(stderr).toMatch(/another host/);
    expect(seen).toEqual([]);
  });

  it('29: a proxy in the environment sees nothing', async () => {
    const seen: unknown[] = [];
    const proxy = createServer((request, response) => {
      seen.push(request.url);
      response.end();
    });
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    const address = proxy.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const before = { ...process.env };
    const proxies = { http_proxy: url, https_proxy: url, HTTP_PROXY: url, HTTPS_PROXY: url };
    Object.assign(process.env, proxies);
    try {
      const { env } = await start([]);
      const { code } = await command({ ...env, ...proxies });
      expect(code).toBe(0);
    } finally {
      for (const name of Object.keys(proxies)) {
        const value = before[name];
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await new Promise((done) => proxy.close(done));
    }
    expect(seen).toEqual([]);
  });
});

describe('bulk jobs', () => {
  const bulk = (more: readonly string[]) => ['many-rows', ...more];

  it('23: pages with a header each and line breaks in values give every row once', async () => {
    const { env } = await start(bulk(['bulk-pages']));
    const { ids, gaps } = await readLeads(env);
    expect(org?.jobs().map(({ object }) => object)).toContain('Lead');
    expect(org?.requests().filter(({ path }) => path.endsWith('/results')).length).toBeGreaterThanOrEqual(3);
    expect(org?.requests().some(({ text }) => /jobs\/query|"operation"/.test(text) && text.includes('Company'))).toBe(
      true,
    );
    expect([ids.length, new Set(ids).size]).toEqual([12_500, 12_500]);
    expect(gaps).not.toMatch(/rows read/);
  });

  it.each([
    ['bulk-no-locator', /Sforce-Locator/],
    ['bulk-fails', /ended as Failed.*FUNCTIONALITY_NOT_ENABLED/],
    ['bulk-other-version', /409/],
  ])('23: what is wrong with a job is an error that says so: %s', async (fault, words) => {
    const { env } = await start(bulk([fault]));
    const { code, error } = await hurried(env, []);
    expect(code).toBe(3);
    expect(String(error)).toMatch(words);
    expect(org?.requests().length).toBeLessThan(40);
  });
});

describe('what stands in an org', () => {
  it('25: hostile texts, dates and amounts are reported, and do nothing', async () => {
    const { env } = await start(['hostile']);
    const { code, result } = await command(env, []);
    expect(code).toBe(0);
    expect(result?.source.records).toMatchObject({ lead: 165, deal: 60 });
    const page = await runMain(
      [
        'audit',
        '--source',
        'salesforce',
        '--config',
        resolve('fixtures/demo/threadcount.yaml'),
        '--as-of',
        '2026-11-18T17:00:00Z',
      ],
      { cwd: folder, env },
    );
    expect([0, 1]).toContain(page.code);
    expect(page.stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u202e]/);
    expect(page.stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u202e]/);
  });

  it('25: an owner whose name would break out of a query breaks out of nothing', async () => {
    const emulator = await start([]);
    const name = "O\\'Reilly\\\\ ' OR Name != '";
    emulator.change('User', (rows) => {
      for (const row of rows) if (row.Email === TOM[0]) row.Name = name;
    });
    const { code, result } = await command(emulator.env, [name]);
    expect(code).toBe(0);
    expect(result?.reps.length).toBe(1);
  });
});

describe('the clock, the header of limits and the version', () => {
  it('26: a clock that differs changes nothing for a token', async () => {
    const { env } = await start(['clock-skew']);
    const { code, result } = await command(env);
    expect(code).toBe(0);
    await sameAsExport(result);
  });

  it('27: the limit of the org is read behind that of an app, and its absence is borne', async () => {
    const first = await start(['app-limit-first'], { limits: { max: 4000, used: 0 } });
    const { stderr } = await command(first.env);
    expect(stderr).toMatch(/of 4,000 left/);
    await first.close();
    const second = await start(['no-limit-header']);
    const { code, result } = await command(second.env);
    expect(code).toBe(0);
    await sameAsExport(result);
  });

  it('28: a describe of more than a minute is waited for', async () => {
    const { env } = await start(['slow-describe']);
    const { code, took } = await hurried(env);
    expect(code).toBe(0);
    expect(took).toBeGreaterThan(61_000);
  });

  it('30: an org that has retired the version is spoken to in one that it has', async () => {
    const { env } = await start([], { settings: { versions: ['67.0', '68.0'] } });
    const { code, result } = await command(env);
    expect(code).toBe(0);
    await sameAsExport(result);
  });

  it('30: an org that lacks the version so far is spoken to in the latest that it has', async () => {
    const { env } = await start([], { settings: { versions: ['60.0', '64.0'] } });
    const { code, result } = await command(env);
    expect(code).toBe(0);
    expect(org?.requests().at(-1)?.path).toContain('/v64.0/');
    await sameAsExport(result);
  });

  it('30: an org that has retired every version ends the run, and says so', async () => {
    const { env } = await start(['version-retired']);
    const { code, stderr } = await command(env);
    expect(code).toBe(3);
    expect(stderr).toContain('UNSUPPORTED_API_VERSION');
  });
});
