import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startHubspot } from '../emulators/hubspot/hubspot.mjs';
import { runMain } from '../support/run-main.ts';

test('init proposes what a HubSpot account holds, and reads the leads that the audit reads', async () => {
  const hub = await startHubspot({ limits: { isOff: true } });
  onTestFinished(() => hub.close());
  const cwd = mkdtempSync(join(tmpdir(), 'threadcount-init-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const { code, stdout, stderr } = await runMain(['init', '--source', 'hubspot'], { cwd, env: hub.env });
  expect(code).toBe(0);
  expect(stdout).toContain('155 leads, 60 deals of 8 owners');
  expect(stdout).toMatch(/Lead statuses: 5 known\n\s+Stages: 8 known/);
  expect(readFileSync(join(cwd, 'threadcount.yaml'), 'utf8')).toMatch(
    /nextStep: next_step +# sure[\s\S]*recheckDate: recheck_date/,
  );
  expect(stdout + stderr).not.toContain(hub.token);
  expect(hub.writes()).toEqual([]);
});

test('what is refused of HubSpot says why, and shows no token', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'threadcount-refused-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const hub = await startHubspot({ limits: { isOff: true } });
  onTestFinished(() => hub.close());
  const audit = (env: Readonly<Record<string, string>>, ...more: readonly string[]) =>
    runMain(['audit', '--source', 'hubspot', ...more], { cwd, env });
  const token = 'pat-na1-not-to-be-shown';
  const answers = [
    [await audit({}), 2, 'HUBSPOT_ACCESS_TOKEN is not set'],
    [
      await audit({ HUBSPOT_ACCESS_TOKEN: token, HUBSPOT_API_URL: 'http://hub.example' }),
      2,
      'must begin with https://',
    ],
    [await audit({ ...hub.env, HUBSPOT_ACCESS_TOKEN: token }), 3, 'the token is not accepted'],
    [await audit(hub.env, '--team', 'West'), 2, 'does not tell who manages whom'],
  ] as const;
  for (const [{ code, stdout, stderr }, expected, words] of answers) {
    expect([code, stderr]).toEqual([expected, expect.stringContaining(words)]);
    expect(stdout + stderr).not.toContain(token);
    expect(stdout + stderr).not.toContain(hub.token);
  }
});
