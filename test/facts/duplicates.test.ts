import { describe, expect, it } from 'vitest';
import { duplicates } from '../../src/facts/duplicates.ts';
import type { AuditRecord, Contact, Lead } from '../../src/model/records.ts';
import { deal, lead } from '../support/records.ts';
import { type Surroundings, viewOf } from '../support/view.ts';

const day = (month: number, date: number): number => Date.UTC(2026, month - 1, date, 15);

const dana = lead({ name: 'Dana Reyes', email: 'dana@acme.com', ownerId: '005A', createdAt: day(10, 1) });
const other = (over: Partial<Lead> = {}): Lead => ({ ...dana, id: '00Q2', createdAt: day(10, 20), ...over });
const contact = (over: Partial<Contact> = {}): Contact => ({
  id: '0031',
  name: 'Dana Reyes',
  email: 'dana@acme.com',
  ownerId: '005A',
  createdAt: day(9, 1),
  ...over,
});

/** What is known of the first of these records, all of them having been seen. */
function factOf(records: readonly [Lead, ...AuditRecord[]], around: Surroundings = {}) {
  const view = viewOf(records[0], around);
  for (const record of records) view.world.identities.take({ record, world: view.world });
  return duplicates.of(view);
}

describe('duplicates of a lead', () => {
  it('are other open leads and contacts, by name, with their owners', () => {
    const shape = factOf([dana, other({ companyName: 'Acme', ownerId: '005B' })], {
      contacts: [contact()],
      people: [
        { id: '005A', name: 'Robin' },
        { id: '005B', name: 'Kim' },
      ],
    });
    expect(shape).toMatchObject({
      count: 2,
      confidence: 'high',
      names: ['Dana Reyes (contact)', 'Dana Reyes (lead, Acme)'],
      ids: ['0031', '00Q2'],
      owners: ['Kim', 'Robin'],
    });
  });

  it('exist since the newer record of the oldest pair', () => {
    expect(factOf([dana, other()]).since).toBe(day(10, 20));
    expect(factOf([dana, other(), other({ id: '00Q3', createdAt: day(11, 17) })]).since).toBe(day(10, 20));
    expect(factOf([dana, other({ createdAt: undefined })]).since).toBeUndefined();
  });

  it.each([
    ['closed leads', { status: 'Closed - Not Converted' }],
    ['converted leads', { isConverted: true }],
    ['leads in the recycle bin', { isDeleted: true }],
    ['leads created after as-of', { createdAt: day(12, 1) }],
  ])('are not %s', (_, over) => {
    expect(factOf([dana, other(over)]).count).toBe(0);
  });

  it('may be, where it is not known whether the other lead is open', () => {
    expect(factOf([dana, other({ status: 'Some status of ours' })]).count).toBeUndefined();
  });

  it('are known by account: its website and its country speak for the contact', () => {
    const around = {
      contacts: [contact({ email: null, accountId: '001A', phone: '(415) 555-0132' })],
      world: { accounts: new Map([['001A', { id: '001A', website: 'acme.com', country: 'United States' }]]) },
    };
    expect(factOf([dana], around).count).toBe(1);
    const away = lead({ name: 'D. Reyes', email: 'dr@gmail.com', phone: '+1 415 555 0132' });
    expect(factOf([away], around).count).toBe(1);
  });

  it('count when seen; none seen is none only where contacts and address can be seen', () => {
    expect(factOf([dana]).count).toBe(0);
    expect(factOf([dana], { without: ['contacts'] }).count).toBeUndefined();
    expect(factOf([dana, other()], { without: ['contacts'] }).count).toBe(1);
    expect(factOf([{ ...dana, email: undefined }]).count).toBeUndefined();
    expect(factOf([{ ...dana, email: null }]).count).toBe(0);
  });

  it('are not counted where they are only likely', () => {
    const near = other({ name: 'Dana Reyez', email: 'dr@acme.com' });
    expect(factOf([dana, near])).toMatchObject({ count: 0, possibleCount: 1, confidence: 'medium', names: [] });
  });

  it('are not known when no records were taken', () => {
    expect(duplicates.of(viewOf(dana)).count).toBeUndefined();
  });
});

describe('a conflict', () => {
  const rival = { id: '0062', name: 'Acme 2027', ownerId: '005B', createdAt: day(10, 5) };

  it('is a duplicate of somebody else, since the newer record', () => {
    expect(factOf([dana, other({ ownerId: '005B' })])).toMatchObject({
      isConflicting: true,
      conflictSince: day(10, 20),
      otherOwners: ['005B'],
    });
    expect(factOf([dana, other()]).isConflicting).toBe(false);
  });

  it('begins when one of the two changed hands', () => {
    const history = [{ field: 'owner', from: 'Kim', to: 'Robin', at: day(11, 2) }];
    expect(factOf([dana, other({ ownerId: '005B' })], { history }).conflictSince).toBe(day(11, 2));
    const theirs = [{ ...history[0], recordId: '00Q2', at: day(11, 9) }];
    expect(factOf([dana, other({ ownerId: '005B' })], { history: theirs }).conflictSince).toBe(day(11, 9));
  });

  it('is an open deal of somebody else that lists the person, since both existed', () => {
    const around = {
      contacts: [contact()],
      contactRoles: [{ dealId: '0062', contactId: '0031', createdAt: day(11, 3) }],
    };
    expect(factOf([dana, deal(rival)], around)).toMatchObject({
      isConflicting: true,
      conflictSince: day(11, 3),
      deals: ['Acme 2027'],
    });
    expect(factOf([dana, deal({ ...rival, ownerId: '005A' })], around).isConflicting).toBe(false);
    expect(factOf([dana, deal({ ...rival, isClosed: true })], around).isConflicting).toBe(false);
  });

  it('is an open deal of somebody else in whose activities the person took part without a record', () => {
    const activities = [{ kind: 'meeting', dealId: '0062', leadId: null, at: day(11, 4), emails: ['Dana@acme.com'] }];
    expect(factOf([dana, deal(rival)], { activities })).toMatchObject({ isConflicting: true, count: 0 });
  });

  it('is none with a queue, nor for a lead in one', () => {
    expect(factOf([dana, other({ ownerId: '00G1' })]).isConflicting).toBe(false);
    expect(factOf([{ ...dana, ownerId: '00G1' }, other()]).isConflicting).toBe(false);
  });

  it('is not known where an owner, the contacts or the lists of open deals are hidden', () => {
    expect(factOf([dana], { contacts: [contact({ ownerId: undefined })] }).isConflicting).toBeUndefined();
    expect(factOf([dana], { without: ['contacts'] }).isConflicting).toBeUndefined();
    expect(factOf([dana, deal(rival)], { without: ['contactRoles'] }).isConflicting).toBeUndefined();
    expect(factOf([dana, other({ ownerId: '005B' })], { without: ['contacts'] }).isConflicting).toBe(true);
  });
});
