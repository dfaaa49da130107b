import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPulls } from '../../../src/sources/live/pulls.ts';
import { type HubspotOptions, tellVolume } from '../../emulators/hubspot/hubspot.mjs';
import { expectSame, HOUR, type Mirrored, type Pulled, startMirrored } from './mirrored.ts';

const SECOND = 1000;

/** Lists of more pages than changes take calls. */
const start = (options: HubspotOptions = {}): Promise<Mirrored> =>
  startMirrored({ portal: tellVolume({ deals: 310, leads: 30 }), ...options });

const first = ({ edits }: Mirrored, type: string, at = 0): string => edits.ids(type)[at] ?? '';

/** What was asked for since the nth request. */
const asked = ({ hub }: Mirrored, from: number, kind: string): readonly (string | undefined)[] =>
  hub
    .requests()
    .slice(from)
    .filter((one) => one.kind === kind && !one.query.includes('archived=true'))
    .map(({ type }) => type);

/** Reads on top of the last reading, and holds it against everything. */
async function pullAndCompare(account: Mirrored): Promise<Pulled> {
  const some = await account.pull();
  expectSame(some, await account.whole());
  return some;
}

test('what did not change is not read again', async () => {
  const account = await start();
  const all = await account.pull();
  expect(all.lines).toEqual([]);
  account.pass(24 * HOUR);
  account.edits.update('deals', first(account, 'deals'), { dealstage: 'closedlost' }, { userId: 6_000_000 });
  account.pass(HOUR);
  const from = account.hub.requests().length;
  const some = await account.pull();
  expect(asked(account, from, 'list')).toEqual(['leads']);
  expect(some.tally?.changed).toEqual({ rows: 1, gone: 0 });
  expect(some.calls).toBeLessThan(all.calls * 0.85);
  const moved = some.rows.history.find(({ to }) => to?.startsWith('Closed Lost'));
  expect(moved).toMatchObject({ recordId: first(account, 'deals'), field: 'stage', at: account.now() - HOUR });
  expectSame(some, await account.whole());
});

test('a change that the index does not know yet is found by the next reading', async () => {
  const account = await start({ searchDelay: 30 * SECOND });
  await account.pull();
  account.pass(24 * HOUR);
  account.edits.update('contacts', first(account, 'contacts'), { jobtitle: 'Head of Late News' });
  account.pass(SECOND);
  const title = ({ rows }: Pulled) => rows.contact.find(({ id }) => id === first(account, 'contacts'))?.title;
  expect(title(await account.pull())).not.toBe('Head of Late News');
  account.pass(HOUR);
  expect(title(await pullAndCompare(account))).toBe('Head of Late News');
});

test('the clock of the machine does not matter, be it hours ahead or behind', async () => {
  for (const off of [5 * HOUR, -5 * HOUR]) {
    const account = await start();
    const now = () => account.now() + off;
    await account.pull({ now });
    account.pass(HOUR);
    account.edits.update('contacts', first(account, 'contacts'), { jobtitle: `Off by ${off}` });
    account.pass(HOUR);
    const some = await account.pull({ now });
    expectSame(some, await account.whole());
    expect(some.tally?.changed).toEqual({ rows: 1, gone: 0 });
    expect(some.lines).toEqual([]);
  }
});

test('everything is read anew four weeks after it was read the last time, and says so once', async () => {
  const account = await start();
  const all = await account.pull();
  for (const _week of [1, 2, 3, 4]) {
    account.pass(6.9 * 24 * HOUR);
    expect((await account.pull()).tally?.changed).toBeDefined();
  }
  // Deleted in a way that nothing tells, as another kind of activity would be.
  const contact = first(account, 'contacts', 5);
  account.edits.recalculate('contacts', contact, { notes_last_updated: '2025-01-01T00:00:00.000Z' });
  account.pass(24 * HOUR);
  const anew = await pullAndCompare(account);
  expect(anew.lines).toEqual(['everything is read anew: the last reading of everything is four weeks old']);
  expect([anew.tally?.changed, anew.calls]).toEqual([undefined, all.calls]);
  account.pass(24 * HOUR);
  const next = await pullAndCompare(account);
  expect([next.lines, next.tally?.changed]).toEqual([[], { rows: 0, gone: 0 }]);
});

test('what is counted late of a deleted activity is read again the next time', async () => {
  const account = await start({ rollUpDelay: 60 * SECOND });
  const deal = first(account, 'deals');
  const at = new Date(account.now()).toISOString();
  const note = account.edits.create('notes', { hs_timestamp: at, hs_note_body: 'Talked' }, [['deals', deal]]);
  account.pass(HOUR);
  await account.pull();
  account.pass(24 * HOUR);
  account.edits.archive('notes', note);
  account.pass(SECOND);
  await account.pull();
  account.pass(24 * HOUR);
  await pullAndCompare(account);
});

test('an activity of a kind that is not read shows by the moment that it leaves on the record', async () => {
  const account = await start();
  await account.pull();
  account.pass(24 * HOUR);
  const contact = first(account, 'contacts', 7);
  account.edits.recalculate('contacts', contact, { notes_last_updated: new Date(account.now()).toISOString() });
  account.pass(HOUR);
  await pullAndCompare(account);
});

test('deleted, restored and merged records leave and come back without the list of all', async () => {
  const account = await start();
  const [one, two, three, four] = [0, 1, 2, 3].map((at) => first(account, 'contacts', at));
  await account.pull();
  account.pass(24 * HOUR);
  account.edits.archive('contacts', one ?? '');
  account.edits.merge('contacts', two ?? '', three ?? '');
  account.edits.archive('emails', first(account, 'emails'));
  account.pass(HOUR);
  const from = account.hub.requests().length;
  expect((await account.pull()).tally?.changed?.gone).toBe(3);
  expect(asked(account, from, 'list')).toEqual(['leads']);
  account.pass(24 * HOUR);
  account.edits.restore('contacts', one ?? '');
  account.edits.archive('contacts', four ?? '');
  account.pass(HOUR);
  const some = await pullAndCompare(account);
  expect(some.rows.contact.map(({ id }) => id)).toEqual(expect.arrayContaining([one]));
});

test('where the index counts something else, ids are listed', async () => {
  const account = await start();
  await account.pull();
  account.pass(24 * HOUR);
  const purged = first(account, 'companies');
  account.hub.portal.tables.companies?.drop(purged);
  const from = account.hub.requests().length;
  const some = await account.pull();
  expect(asked(account, from, 'list')).toContain('companies');
  expect(some.rows.account.some(({ id }) => id === purged)).toBe(false);
  expectSame(some, await account.whole());
});

test('what cannot be known by stamps is read whole, and why is told', async () => {
  const account = await start();
  await account.pull();
  const told = async (): Promise<readonly string[]> => {
    account.pass(24 * HOUR);
    return (await pullAndCompare(account)).lines;
  };
  expect(await told()).toEqual([]);

  account.edits.changeStage('contractsent', { metadata: { isClosed: 'true', probability: '0.0' } });
  expect(await told()).toEqual([
    'HubSpot: deals are read whole: other properties are asked for, or they were defined anew',
  ]);

  const amount = { name: 'amount', label: 'Amount', type: 'number', options: [], calculated: true };
  account.edits.define('deals', amount);
  await told();
  expect(await told()).toEqual([
    'HubSpot: deals are read whole: HubSpot may calculate amount, and does not tell when it changes',
  ]);
});

test('where a kind of activity is hidden, what is counted from it is read whole', async () => {
  const scopes = ['contacts', 'companies', 'deals', 'leads', 'owners'].map((name) => `crm.objects.${name}.read`);
  const kind = 'private-app' as const;
  const account = await start({ tokens: { part: { kind, scopes } } });
  const all = await account.pull();
  expect(all.gaps.some(({ what }) => what === 'E-mails')).toBe(true);
  account.pass(24 * HOUR);
  const some = await pullAndCompare(account);
  const why = 'what is counted from e-mails may be other, and they are read whole';
  expect(some.lines).toEqual([
    `HubSpot: deals are read whole: ${why}`,
    `HubSpot: contacts are read whole: ${why}`,
    'HubSpot: e-mails are read whole: the last time they were not read, or not whole',
  ]);
  expect(some.calls).toBeLessThan(all.calls);
});

test('another token and another account begin anew', async () => {
  const account = await start();
  await account.pull();
  const from = account.hub.requests().length;
  account.hub.portal.account = { ...account.hub.portal.account, portalId: 5 };
  const other = await account.pull();
  expect(other.tally?.past).toBeUndefined();
  expect(asked(account, from, 'list')).toContain('deals');
});

test('where calls end, the rest is a gap, and nothing of it is kept', async () => {
  const account = await start();
  const all = await account.pull();
  account.pass(24 * HOUR);
  account.edits.archive('deals', first(account, 'deals'));
  account.pass(HOUR);
  const cut = await account.pull({ maxCalls: 45 });
  expect(cut.gaps.some(({ reason }) => reason.includes('--max-calls 45'))).toBe(true);
  const some = await pullAndCompare(account);
  expect(some.tally?.changed?.gone).toBe(1);
  expect(some.calls).toBeLessThan(all.calls);
});

test('what an interrupted reading kept is older than the one that goes on with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-pulls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const account = await start();
  const policy = { after: 0, mostHeld: 1, maxAge: 24 * HOUR };
  const pulls = () => createPulls({ folder, run: 'one', now: account.now, notify: () => undefined, policy });
  const asOf = account.now() + 30 * HOUR;
  await account.pull();
  account.pass(24 * HOUR);
  account.edits.update('companies', first(account, 'companies'), { name: 'Early' });
  account.hub.addFault({
    before: ({ kind, type }) => (kind === 'search' && type === 'tasks' ? { status: 525, body: {} } : undefined),
  });
  await expect(account.pull({ pulls: pulls(), asOf })).rejects.toThrow('525');
  account.hub.clearFaults();
  account.edits.update('companies', first(account, 'companies', 1), { name: 'Between' });
  account.pass(6 * HOUR);
  const names = ({ rows }: Pulled) => rows.account.map(({ name }) => name);
  expect(names(await account.pull({ pulls: pulls(), asOf }))).toEqual(expect.arrayContaining(['Early']));
  account.pass(6 * HOUR);
  expect(names(await pullAndCompare(account))).toEqual(expect.arrayContaining(['Early', 'Between']));
});

test('the records of some reps are searched for anew', async () => {
  const account = await start();
  await account.pull();
  const whose = { reps: ['rep0@brightwater.example'], teams: [], closedSince: 0 };
  const some = await account.pull({ whose });
  expect(some.tally).toBeUndefined();
  expectSame(some, await account.whole({ whose }));
});
