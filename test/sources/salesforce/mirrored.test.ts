import { describe, expect, it } from 'vitest';
import { demoAsOf } from '../../../src/sources/demo.ts';
import { type Editing, editing, pickBelow } from '../../emulators/salesforce/salesforce.mjs';
import { startOrg } from './live.ts';
import { readingOf, snapshotOf, temporaryStore } from './mirrored.ts';

/** Milliseconds: dozens of audits, on a machine that may have other work. */
const PATIENCE = 600_000;

/** Pages so small that the demo is a large org. */
const settings = { pageSize: 40 };
const DAY = 86_400_000;
const SECOND = 1000;

async function startLarge(options: Parameters<typeof startOrg>[0] = {}) {
  const org = await startOrg({ now: demoAsOf, settings, ...options });
  org.clock.stop();
  return { org, edits: editing(org), store: await temporaryStore() };
}

/** A choice among some, by numbers that look random. */
type Choose = <T>(some: readonly T[]) => T;

function chooser(seed: number): Choose {
  let drawn = 0;
  return (some) => {
    drawn += 1;
    const one = some[pickBelow(some.length, seed, drawn)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  };
}

const days = ['2026-10-01', '2026-11-17', '2026-11-20', '2026-12-04', '2027-01-15'];

/** What people and automation do to an org. */
const deeds: Readonly<Record<string, (edits: Editing, choose: Choose) => void>> = {
  'a lead comes in': ({ create, ids }, choose) => {
    const name = choose(['Ada', 'Zoë "Z"', "O'Neil\\", '🙂']);
    const OwnerId = choose(ids('User'));
    create('Lead', {
      LastName: name,
      Name: name,
      Company: 'Acme',
      Status: 'Open - Not Contacted',
      OwnerId,
      Email: null,
    });
  },
  'a lead is worked on': ({ update, ids }, choose) =>
    update('Lead', choose(ids('Lead')), { Status: choose(['Working - Contacted', 'Qualified', 'Nurturing']) }),
  'a lead changes hands': ({ update, ids }, choose) =>
    update('Lead', choose(ids('Lead')), { OwnerId: choose([...ids('User'), ...ids('Group')]) }),
  'a deal moves on': ({ update, ids }, choose) =>
    update('Opportunity', choose(ids('Opportunity')), {
      StageName: choose(['Qualification', 'Proposal/Price Quote', 'Negotiation/Review']),
      CloseDate: choose(days),
      NextStep: choose(['Call on Friday', '', 'Contract with legal by 4 Dec']),
    }),
  'a deal is won': ({ update, ids }, choose) =>
    update('Opportunity', choose(ids('Opportunity')), { StageName: 'Closed Won', IsClosed: true, IsWon: true }),
  'a deal changes hands': ({ update, ids }, choose) =>
    update('Opportunity', choose(ids('Opportunity')), { OwnerId: choose(ids('User')) }),
  'a task is logged': ({ create, ids }, choose) => {
    create('Task', {
      Subject: 'Call with Ada',
      TaskSubtype: 'Call',
      Status: 'Completed',
      IsClosed: true,
      ActivityDate: choose(days),
      WhoId: choose([...ids('Lead'), ...ids('Contact')]),
      WhatId: choose([null, ...ids('Opportunity')]),
      OwnerId: choose(ids('User')),
    });
  },
  'a task is done, and its day moved': ({ update, ids }, choose) =>
    update('Task', choose(ids('Task')), { Status: 'Completed', IsClosed: true, ActivityDate: choose(days) }),
  'a task is about something else': ({ update, ids }, choose) =>
    update('Task', choose(ids('Task')), { WhoId: choose(ids('Lead')), WhatId: null }),
  'a meeting is moved': ({ update, ids }, choose) =>
    update('Event', choose(ids('Event')), { ActivityDate: choose(days) }),
  'somebody else is asked to a task': ({ create, ids }, choose) => {
    create('TaskRelation', { TaskId: choose(ids('Task')), RelationId: choose(ids('Contact')), IsWhat: false });
  },
  'a contact gets a role': ({ create, ids }, choose) => {
    const [OpportunityId, ContactId] = [choose(ids('Opportunity')), choose(ids('Contact'))];
    create('OpportunityContactRole', { OpportunityId, ContactId, Role: choose(['Decision Maker', 'Evaluator']) });
  },
  'a role is taken away': ({ remove, ids }, choose) =>
    remove('OpportunityContactRole', choose(ids('OpportunityContactRole'))),
  'an account is renamed': ({ update, ids }, choose) =>
    update('Account', choose(ids('Account')), { Name: 'Renamed Inc.' }),
  'a note is written': ({ create, ids }, choose) => {
    create('Note', {
      ParentId: choose(ids('Opportunity')),
      Title: 'Call',
      Body: 'They want a pilot',
      OwnerId: choose(ids('User')),
    });
  },
  'a user gets another name': ({ update, ids }, choose) => update('User', choose(ids('User')), { Name: 'New Name' }),
  'a user leaves': ({ update, ids }, choose) => update('User', choose(ids('User')), { IsActive: false }),
  'a lead is deleted': ({ remove, ids }, choose) => remove('Lead', choose(ids('Lead'))),
  'a deal is deleted': ({ remove, ids }, choose) => remove('Opportunity', choose(ids('Opportunity'))),
  'a task is deleted': ({ remove, ids }, choose) => remove('Task', choose(ids('Task'))),
  'a lead is merged into another': ({ merge, ids }, choose) => {
    const [winner, loser] = [choose(ids('Lead')), choose(ids('Lead'))];
    if (winner !== loser) merge('Lead', winner, loser, { Phone: '+1 555 0100' });
  },
  'a lead is converted': ({ convert, ids, rowOf }, choose) => {
    const isBusy = (id: string) => ids('Task').some((task) => rowOf('Task', task)?.WhoId === id);
    const lead = choose(ids('Lead').filter((id) => rowOf('Lead', id)?.IsConverted !== true && isBusy(id)));
    convert(lead, choose(ids('Contact')), { Status: 'Closed - Converted' });
  },
  'an account is merged into another': ({ merge, ids }, choose) => {
    const [winner, loser] = [choose(ids('Account')), choose(ids('Account'))];
    if (winner !== loser) merge('Account', winner, loser);
  },
  'a contact is merged into another': ({ merge, ids }, choose) => {
    const [winner, loser] = [choose(ids('Contact')), choose(ids('Contact'))];
    if (winner !== loser) merge('Contact', winner, loser);
  },
};

/** What makes everything be read anew, or a search worth its calls. */
const rareDeeds: typeof deeds = {
  'a lead is purged': ({ purge, ids }, choose) => purge('Lead', choose(ids('Lead'))),
  'a contact is purged': ({ purge, ids }, choose) => purge('Contact', choose(ids('Contact'))),
  'a task is purged': ({ purge, ids }, choose) => purge('Task', choose(ids('Task'))),
  'the recycle bin is emptied': ({ purge, binned }) => {
    for (const id of binned('Lead')) purge('Lead', id);
  },
  'a lead is taken out of the recycle bin': ({ remove, restore, ids, binned }, choose) => {
    if (binned('Lead').length === 0) remove('Lead', choose(ids('Lead')));
    restore('Lead', choose(binned('Lead')));
  },
};

const text = (value: unknown): string => JSON.stringify(value);

describe('a snapshot on top of the last', { timeout: PATIENCE }, () => {
  it.each([1, 2])('is to the byte what one that reads everything is, whatever was done (%i)', async (seed) => {
    const { org, edits, store } = await startLarge();
    const choose = chooser(seed);
    const first = await snapshotOf(org, store);
    let [asked, whole] = [0, 0];
    for (let step = 0; step < 4; step += 1) {
      org.clock.advance(DAY / 2);
      const all = step === 3 ? { ...deeds, ...rareDeeds } : deeds;
      const done: string[] = [];
      for (let count = 0; count < 12; count += 1) {
        const [name, deed] = choose(Object.entries(all));
        deed(edits, choose);
        done.push(name);
        org.clock.advance(choose([SECOND, 90 * SECOND, DAY / 12]));
      }
      const [own, full] = [await snapshotOf(org, store), await snapshotOf(org, undefined)];
      expect(text(own.result), `${done.join(', ')}: ${own.notes.join('; ')}`).toBe(text(full.result));
      if (step < 3) [asked, whole] = [asked + own.calls, whole + full.calls];
    }
    expect(first.calls).toBeGreaterThan(100);
    expect(asked).toBeLessThan(whole / 3);
    expect(org.bugs()).toEqual([]);
    expect(org.writes()).toEqual([]);
  });

  it('stands on the same data after each single thing that can be done, and costs a fraction of the calls', async () => {
    const { org, edits, store } = await startLarge();
    await readingOf(org, store);
    for (const [name, deed] of Object.entries({ ...deeds, ...rareDeeds })) {
      org.clock.advance(DAY / 4);
      deed(edits, chooser(1));
      const [own, full] = [await readingOf(org, store), await readingOf(org, undefined)];
      expect(own.data, `${name}: ${own.notes.join('; ')}`).toEqual(full.data);
      if (name in deeds) expect(own.calls, name).toBeLessThan(full.calls / 3);
    }
  });
});
