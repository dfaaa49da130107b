import { afterEach, describe, expect, test } from 'vitest';
import { type Hubspot, type HubspotOptions, startHubspot, tellVolume } from '../../emulators/hubspot/hubspot.mjs';
import { openPortal, readPortal } from './open-portal.ts';

let hub: Hubspot;
afterEach(async () => {
  expect(hub.writes()).toEqual([]);
  await hub.close();
});

const start = async (options: HubspotOptions = {}) => {
  hub = await startHubspot({ limits: { isOff: true }, ...options });
  return { url: hub.url, token: hub.token };
};

const priya = { reps: ['Priya.Raman@brightwater.example'], teams: [], closedSince: Date.UTC(2026, 7, 20) };

describe('the whole account', () => {
  test('is read in rows, in the forms that rules know', async () => {
    const { rows, dataset } = await readPortal(await start());
    expect(rows.deal.length).toBe(60);
    expect(rows.lead.length).toBeGreaterThan(100);
    const won = rows.deal.find(({ name }) => name === 'Copperfield Sprinklers - Dispatch');
    expect(won).toMatchObject({
      stage: 'Closed Won',
      isClosed: true,
      isWon: true,
      ownerName: 'Priya Raman',
      amount: 41_000,
    });
    expect(rows.contactRole.some(({ role }) => role === 'Economic Buyer')).toBe(true);
    expect(new Set(rows.history.map(({ field }) => field))).toContain('stage');
    expect(new Set(rows.activity.map(({ kind }) => kind))).toEqual(
      new Set(['call', 'meeting', 'task', 'note', 'email']),
    );
    expect(dataset.label).toBe('24680135');
    expect(dataset.columnOf('deal', 'stage')).toBe('dealstage');
    expect(dataset.urlOf('deal', '5')).toBe('https://app.hubspot.com/contacts/24680135/record/0-3/5');
  });

  test('is the same data under dated addresses and in any order', async () => {
    const first = await readPortal(await start());
    const again = await readPortal({ url: hub.url, token: hub.token, source: { kind: 'hubspot', api: '2026-09' } });
    expect(again.dataset.hash()).toBe(first.dataset.hash());
    expect(hub.requests().some(({ path }) => path.startsWith('/crm/objects/2026-09/deals'))).toBe(true);
  });

  test('is linked to the pages of its region', async () => {
    const { dataset } = await readPortal(await start({ account: { region: 'eu1' } }));
    expect(dataset.urlOf('lead', '7')).toMatch(/^https:\/\/app-eu1\.hubspot\.com\/contacts\/24680135\/record\/0-1\/7$/);
  });
});

describe('leads', () => {
  test('that are records of their own are read as such, with the person they are about', async () => {
    const { rows, dataset } = await readPortal(await start({ leads: 'objects' }));
    expect(rows.lead.length).toBeGreaterThan(100);
    const contacts = new Set(rows.contact.map(({ id }) => id));
    expect(rows.lead.every(({ id }) => !contacts.has(id))).toBe(true);
    expect(rows.lead.every(({ convertedContactId }) => !convertedContactId || contacts.has(convertedContactId))).toBe(
      true,
    );
    expect(rows.lead.filter(({ email }) => email).length).toBeGreaterThan(100);
    const ids = new Set(rows.lead.map(({ id }) => id));
    expect(rows.activity.some(({ leadId }) => leadId && ids.has(leadId))).toBe(true);
    expect(dataset.urlOf('lead', '7')).toContain('/record/0-136/7');
  });

  test('are contacts where the configuration says so, whatever else there is', async () => {
    const way = await start({ leads: 'objects' });
    const { rows } = await readPortal({ ...way, source: { kind: 'hubspot', leads: 'contacts' } });
    const contacts = new Set(rows.contact.map(({ id }) => id));
    expect(rows.lead.every(({ id }) => contacts.has(id))).toBe(true);
  });
});

describe('one rep', () => {
  test('costs only what concerns their records', async () => {
    const way = await start();
    const all = await readPortal(way);
    const some = await readPortal({ ...way, whose: priya });
    const own = (rows: typeof all.rows) => rows.lead.filter(({ ownerName }) => ownerName === 'Priya Raman');
    expect(
      own(some.rows)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(
      own(all.rows)
        .map(({ id }) => id)
        .toSorted(),
    );
    const open = (rows: typeof all.rows) =>
      rows.deal.filter(({ ownerName, isClosed }) => ownerName === 'Priya Raman' && isClosed === false);
    expect(open(some.rows)).toEqual(open(all.rows).toSorted((a, b) => Number(a.id) - Number(b.id)));
    expect(some.rows.activity.length).toBeLessThan(all.rows.activity.length);
    expect(some.gaps.map(({ what }) => what)).toContain('Records of others');
  });

  test('of whom nobody has heard has no records, which the audit tells of', async () => {
    const { rows } = await readPortal({ ...(await start()), whose: { ...priya, reps: ['nobody@nowhere.example'] } });
    expect(rows.lead).toEqual([]);
    expect(rows.deal).toEqual([]);
    expect(rows.person.length).toBeGreaterThan(5);
  });

  test('cannot be found by a manager, whom HubSpot does not name', async () => {
    const way = await start();
    await expect(openPortal({ ...way, whose: { ...priya, teams: ['boss@brightwater.example'] } })).rejects.toThrow(
      '--team',
    );
  });

  test('with 500 leads and 200 deals takes about 150 calls', async () => {
    const portal = tellVolume({ deals: 200, leads: 500, contactsPerDeal: 3, perDeal: 3, perLead: 2 });
    const way = await start({ portal });
    const rep = String(portal.owners[0]?.id);
    const { rows, dataset } = await readPortal({ ...way, whose: { ...priya, reps: [rep] } });
    expect(rows.lead.length).toBe(500);
    expect(dataset.usage?.().made).toBe(hub.requests().length);
    expect(hub.requests().length).toBeLessThan(160);
  }, 60_000);
});

describe('what cannot be read', () => {
  test('for want of a scope names the scope and hides what it hides, and nothing else', async () => {
    const way = await start({
      faults: [
        {
          before: ({ path }) =>
            path.includes('/objects/emails')
              ? {
                  status: 403,
                  body: {
                    category: 'MISSING_SCOPES',
                    errors: [{ message: 'x', context: { requiredGranularScopes: ['sales-email-read'] } }],
                  },
                }
              : undefined,
        },
      ],
    });
    const { gaps, rows, dataset } = await readPortal(way);
    expect(gaps.find(({ what }) => what === 'E-mails')).toEqual({
      what: 'E-mails',
      reason: 'the token lacks the scope sales-email-read',
      hides: ['emails'],
      isIncomplete: true,
    });
    expect(dataset.has('emails')).toBe(false);
    expect(dataset.has('calls')).toBe(true);
    expect(rows.activity.some(({ kind }) => kind === 'email')).toBe(false);
  });

  test('because calls are used up is told, and what was read before stays', async () => {
    const { gaps, rows, dataset } = await readPortal({ ...(await start()), maxCalls: 20 });
    expect(rows.deal.length).toBe(60);
    expect(gaps.some(({ reason }) => reason.includes('--max-calls 20'))).toBe(true);
    expect(dataset.has('emails')).toBe(false);
    expect(hub.requests().length).toBe(20);
  });

  test('at all ends the run, and the token is in no message', async () => {
    const { url } = await start();
    const failed = readPortal({ url, token: 'pat-na1-00000000-secret' });
    await expect(failed).rejects.toThrow('the token is not accepted');
    await expect(failed).rejects.not.toThrow('secret');
  });
});
