import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPulls } from '../../../src/sources/live/pulls.ts';
import { startHubspot } from '../../emulators/hubspot/hubspot.mjs';
import { asOf, readPortal } from './open-portal.ts';

function pullsIn(folder: string) {
  const lines: string[] = [];
  const policy = { after: 0, mostHeld: 1, maxAge: 60_000 };
  const pulls = createPulls({ folder, run: 'one run', now: () => asOf, notify: (line) => lines.push(line), policy });
  return { pulls, lines };
}

test('a list that was interrupted goes on where it was, and the data is the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-pulls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const hub = await startHubspot({ limits: { isOff: true } });
  onTestFinished(() => hub.close());
  const way = { url: hub.url, token: hub.token };
  const whole = await readPortal(way);

  hub.addFault({
    before: ({ kind, type, before }) =>
      kind === 'list' && type === 'notes' && before > 0 ? { status: 525, body: {} } : undefined,
  });
  await expect(readPortal({ ...way, pulls: pullsIn(folder).pulls })).rejects.toThrow('525');
  hub.clearFaults();
  const between = hub.requests().length;

  const { pulls, lines } = pullsIn(folder);
  const again = await readPortal({ ...way, pulls });
  expect(lines.some((line) => line.startsWith('resuming deals'))).toBe(true);
  const listed = hub
    .requests()
    .slice(between)
    .filter(({ kind }) => kind === 'list');
  const readBefore = new Set(['deals', 'contacts', 'companies', 'calls', 'meetings', 'tasks']);
  expect(listed.filter(({ type }) => readBefore.has(type ?? ''))).toEqual([]);
  expect(listed.some(({ type }) => type === 'notes')).toBe(true);
  expect(again.rows.deal).toEqual(whole.rows.deal);
  expect(again.rows.activity.length).toBe(whole.rows.activity.length);
  expect(again.dataset.hash()).toBe(whole.dataset.hash());
});

test('the records of a rep that were being read go on where they were, and the data is the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-pulls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const hub = await startHubspot({ limits: { isOff: true } });
  onTestFinished(() => hub.close());
  const whose = { reps: ['amir.haddad@brightwater.example'], teams: [], closedSince: 0 };
  const way = { url: hub.url, token: hub.token, whose };
  const whole = await readPortal(way);

  hub.addFault({
    before: ({ kind, type }) => (kind === 'batch' && type === 'notes' ? { status: 525, body: {} } : undefined),
  });
  await expect(readPortal({ ...way, pulls: pullsIn(folder).pulls })).rejects.toThrow('525');
  hub.clearFaults();
  const between = hub.requests().length;

  const { pulls, lines } = pullsIn(folder);
  const again = await readPortal({ ...way, pulls });
  expect(lines.some((line) => line.startsWith('resuming deals'))).toBe(true);
  const asked = hub.requests().slice(between);
  const dear = asked.filter(({ kind }) => ['search', 'batch', 'associations'].includes(kind ?? ''));
  const readBefore = new Set(['deals', 'contacts', 'companies', 'calls', 'meetings', 'tasks']);
  expect(dear.filter(({ kind, type }) => kind !== 'associations' && readBefore.has(type ?? ''))).toEqual([]);
  expect(dear.some(({ kind, type }) => kind === 'batch' && type === 'notes')).toBe(true);
  expect(again.rows).toEqual(whole.rows);
  expect(again.dataset.hash()).toBe(whole.dataset.hash());
});
