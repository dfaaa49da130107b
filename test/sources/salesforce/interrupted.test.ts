import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { createPulls, type Pulls } from '../../../src/sources/live/pulls.ts';
import { readSalesforce } from '../../../src/sources/salesforce/read-salesforce.ts';
import { volumeOrg } from '../../emulators/salesforce/salesforce.mjs';
import { everything, readDataset } from '../read-export.ts';
import { liveOptions, startOrg } from './live.ts';

const config = loadConfig({ cwd: import.meta.dirname, ignoreDiscovered: true });
const asOf = Date.UTC(2026, 10, 18);

/** A folder in which everything is kept at once, as if it had taken longer than a minute. */
function keptPulls(): Pulls {
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-pulls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const policy = { after: 0, mostHeld: 1, maxAge: 86_400_000 };
  return createPulls({ folder, run: 'test', now: () => Date.now(), notify: () => {}, policy });
}

it('goes on where an interrupted run stopped, in pages and in bulk, and comes to the same', async () => {
  const org = await startOrg({
    org: volumeOrg({ leads: 11_000, deals: 400, activities: 6000, reps: 4 }),
    bulk: { pageRows: 3000 },
  });
  const pulls = keptPulls();
  const read = async (maxCalls: number | undefined, kept: Pulls) => {
    const before = org.calls();
    const options = liveOptions(org.env, { config, pulls: kept, limits: { maxCalls, reserve: 0 } });
    const dataset = await readSalesforce(options)({ asOf, fields: everything });
    const reading = await readDataset(dataset);
    const rows = [reading.lead, reading.deal, reading.activity, reading.history].map((list) => list.length);
    return { rows, hash: dataset.hash(), calls: org.calls() - before, stopped: dataset.usage?.().stopped };
  };
  const whole = await read(undefined, liveOptions(org.env).pulls);
  const first = await read(whole.calls - 3, pulls);
  expect(first.stopped).not.toBeNull();
  const second = await read(undefined, pulls);
  expect(second).toMatchObject({ rows: whole.rows, hash: whole.hash, stopped: null });
  expect(second.calls).toBeLessThan(whole.calls / 2);
  expect([org.writes(), org.bugs()]).toEqual([[], []]);
});

it('signs in once more when the session ends in mid-run, and not a second time', async () => {
  const app = { clientId: 'app', clientSecret: 'very-secret-indeed', runAs: 'rep0.sales@emulated.example' };
  const org = await startOrg({
    org: volumeOrg({ leads: 50, deals: 20, activities: 100, reps: 2 }),
    apps: [app],
    users: [{ username: app.runAs }],
  });
  const env = { SF_LOGIN_URL: org.url, SF_CLIENT_ID: 'app', SF_CLIENT_SECRET: 'very-secret-indeed' };
  const ended = { error: { status: 401, errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' } };
  const data = /^\/services\/data\/v/;
  org.faults.add({ when: { path: data, after: 2, times: 1 }, do: ended });
  const reading = await readDataset(await readSalesforce(liveOptions(env, { config }))({ asOf, fields: everything }));
  expect(reading.lead).toHaveLength(50);
  expect(org.requests().filter(({ path }) => path.endsWith('/token'))).toHaveLength(2);
  org.faults.clear();
  org.faults.add({ when: { path: data, after: 2 }, do: ended });
  const again = async () =>
    readDataset(await readSalesforce(liveOptions(env, { config }))({ asOf, fields: everything }));
  await expect(again()).rejects.toThrow('the session has expired or was revoked');
  expect(org.requests().filter(({ path }) => path.endsWith('/token'))).toHaveLength(4);
});
