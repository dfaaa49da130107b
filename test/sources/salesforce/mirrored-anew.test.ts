import { describe, expect, it } from 'vitest';
import { demoAsOf } from '../../../src/sources/demo.ts';
import type { Store } from '../../../src/stores/store.ts';
import { editing, type SalesforceEmulator, type SalesforceOptions } from '../../emulators/salesforce/salesforce.mjs';
import { startOrg } from './live.ts';
import { type Snapshot, snapshotOf, temporaryStore } from './mirrored.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const OTHER = 'tom.halvorsen.sales@brightwater.example';

async function started(options: SalesforceOptions = {}) {
  const org = await startOrg({ now: demoAsOf, settings: { pageSize: 40 }, ...options });
  org.clock.stop();
  const store = await temporaryStore();
  const first = await snapshotOf(org, store);
  org.clock.advance(DAY);
  return { org, edits: editing(org), store, first };
}

/** The snapshot on top of the last, which must be what one is that reads everything. */
async function same(
  org: SalesforceEmulator,
  store: Store,
  over: Parameters<typeof snapshotOf>[2] = {},
): Promise<Snapshot> {
  const own = await snapshotOf(org, store, over);
  const { edges: _, ...rest } = over;
  expect(JSON.stringify(own.result)).toBe(JSON.stringify((await snapshotOf(org, undefined, rest)).result));
  return own;
}

const told = ({ notes }: Snapshot): string => notes.join('\n');

describe('what a snapshot cannot go on with is read whole, and it says why', { timeout: 300_000 }, () => {
  it('says what it cost, and how much that was before', async () => {
    const { org, edits, store, first } = await started();
    edits.remove('Lead', edits.ids('Lead')[3] ?? '');
    const next = await same(org, store);
    expect(told(first)).toContain('the next snapshot asks for changes alone (--no-mirror keeps none)');
    expect(told(next)).toContain(`Read in ${next.calls} calls instead of ${first.calls}: `);
    expect(told(next)).toContain('gone, on top of the pull of 2026-11-18');
    expect(next.calls).toBeLessThan(first.calls / 5);
  });

  it('an object with a new field, and no other', async () => {
    const { org, store, first } = await started();
    const fields = org.org.schema.get('lead')?.fields;
    const status = fields?.get('status');
    if (status === undefined) throw new Error('leads have no status');
    fields?.set('status', { ...status, length: 40 });
    const next = await same(org, store);
    expect(told(next)).toContain('Lead is read whole: Status is new, or of another kind');
    expect(next.calls).toBeLessThan(first.calls / 3);
    expect(told(await same(org, store))).not.toContain('read whole');
  });

  it.each([
    ['Opportunity', 'OpportunityStage', 'StageName', 'Proposal/Price Quote'],
    ['Task', 'TaskStatus', 'Status', 'Completed'],
  ])('%s where somebody changes what counts as closed', async (object, setting, field, label) => {
    const { org, store, first } = await started();
    // Nothing stamps the records.
    const turn = (name: string, by: string) =>
      org.change(name, (rows) => {
        for (const row of rows) if (row[by] === label) row.IsClosed = row.IsClosed !== true;
      });
    turn(setting, 'ApiName');
    turn(object, field);
    const next = await same(org, store);
    expect(told(next)).toContain(`${object} is read whole: IsClosed is new, or of another kind`);
    expect(next.calls).toBeLessThan(first.calls);
    expect(told(await same(org, store))).not.toContain('read whole');
  });

  it('everything where other records may be seen', async () => {
    const { org, edits, store, first } = await started();
    const id = edits.ids('Lead')[5] ?? '';
    org.change('Lead', (rows) => rows.push({ ...edits.rowOf('Lead', id), Id: '00Q5V000000zzzzQAA' }));
    const next = await same(org, store);
    expect(told(next)).toContain('everything is read anew: rows of Lead came into view');
    expect(next.calls).toBeGreaterThan(first.calls);
  });

  it('everything after two weeks, after four weeks of changes alone, and where the clock went back', async () => {
    const { org, store } = await started();
    for (let week = 0; week < 3; week += 1) {
      org.clock.advance(8 * DAY);
      expect(told(await same(org, store))).not.toContain('anew');
    }
    org.clock.advance(8 * DAY);
    expect(told(await same(org, store))).toContain('the last reading of everything is four weeks old');
    org.clock.advance(15 * DAY);
    expect(told(await same(org, store))).toContain('more than two weeks old');
    org.clock.advance(-DAY);
    expect(told(await same(org, store))).toContain('of a time to come');
  });

  it('everything where the search for rows that are gone would cost too much', async () => {
    const { org, edits, store } = await started();
    for (const id of edits.ids('Task').filter((_, i) => i % 3 === 0)) edits.purge('Task', id);
    await same(org, store);
  });
});

describe('a snapshot on top of the last', () => {
  it('is not misled by the clock of the machine', async () => {
    const org = await startOrg({ now: demoAsOf, settings: { pageSize: 40 } });
    org.clock.stop();
    const [store, edits] = [await temporaryStore(), editing(org)];
    const edges = { now: () => org.clock.now() + 5 * HOUR, sleep: async () => {} };
    await snapshotOf(org, store, { edges });
    org.clock.advance(HOUR);
    edits.update('Lead', edits.ids('Lead')[0] ?? '', { Status: 'Qualified' });
    org.clock.advance(HOUR);
    await same(org, store, { edges });
  });

  it('sees whose activities those of a converted lead have become', async () => {
    const { org, edits, store } = await started();
    const ofTasks = (field: 'WhoId' | 'ActivityDate', id: string) =>
      edits.ids('Task').flatMap((task) => {
        const row = edits.rowOf('Task', task);
        return row?.WhoId === id && row.IsClosed === true ? [String(row[field])] : [];
      });
    const [lead] = edits.ids('Lead').filter((id) => ofTasks('WhoId', id).length > 1);
    const contact = edits.ids('Contact').find((id) => ofTasks('WhoId', id).length === 0);
    if (lead === undefined || contact === undefined) throw new Error('nobody to convert');
    edits.convert(lead, contact, { Status: 'Closed - Converted' });
    const next = await same(org, store);
    expect(told(next)).not.toContain('anew');
    // Leads of which all are read, too, and those that nobody asks for.
    for (const over of [{ fewRows: 170 }, { only: ['stages'] }]) {
      const [other] = edits.ids('Lead').filter((id) => ofTasks('WhoId', id).length > 1);
      await snapshotOf(org, store, over);
      org.clock.advance(DAY);
      edits.convert(other ?? '', contact, { Status: 'Closed - Converted' });
      await same(org, store, over);
    }
  });

  it('sees what was under way when the last one read', async () => {
    const { org, edits, store } = await started();
    const id = edits.ids('Opportunity')[0] ?? '';
    edits.update('Opportunity', id, { NextStep: 'Signed on Friday' });
    const row = edits.rowOf('Opportunity', id);
    if (row === undefined) throw new Error('the deal is gone');
    // Written down as of half an hour before the last reading, and seen only now.
    row.SystemModstamp = new Date(demoAsOf - HOUR / 2).toISOString();
    await same(org, store);
  });

  it('goes on with what a run before the last one left where the last ran out of calls', async () => {
    const { org, edits, store, first } = await started();
    edits.update('Lead', edits.ids('Lead')[0] ?? '', { Status: 'Qualified' });
    const stopped = await snapshotOf(org, store, { limits: { maxCalls: 5, reserve: 0 } }).catch(
      (error: unknown) => error,
    );
    expect(String(stopped)).toContain('stopped');
    edits.update('Lead', edits.ids('Lead')[1] ?? '', { Status: 'Nurturing' });
    const next = await same(org, store);
    expect(next.calls).toBeLessThan(first.calls / 3);
  });

  it('shares nothing with another user', async () => {
    const org = await startOrg({
      now: demoAsOf,
      settings: { pageSize: 40 },
      users: [{ username: 'helen.marchetti.sales@brightwater.example' }, { username: OTHER }],
    });
    org.clock.stop();
    const store = await temporaryStore();
    const first = await snapshotOf(org, store);
    const env = { ...org.env, SF_ACCESS_TOKEN: org.tokenOf(OTHER) };
    expect((await snapshotOf(org, store, { env })).calls).toBe(first.calls);
  });

  it('keeps nothing where the org does not tell whose session it is', async () => {
    const org = await startOrg({ now: demoAsOf, settings: { pageSize: 40 } });
    org.faults.add({
      when: { kind: 'identity' },
      do: { error: { status: 403, errorCode: 'INSUFFICIENT_ACCESS', message: 'no' } },
    });
    const store = await temporaryStore();
    expect(told(await snapshotOf(org, store))).toContain('nothing is kept for the next snapshot');
    expect(await store.forget()).toBe(0);
  });
});
