import { assert, property, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peopleOnDeal } from '../../src/facts/people-on-deal.ts';
import type { Activity, Contact, ContactRole } from '../../src/model/records.ts';
import { deal, lead } from '../support/records.ts';
import { asOf, setting } from '../support/setting.ts';
import { type Surroundings, viewOf } from '../support/view.ts';

const DAY = 86_400_000;
const meeting = (...contactIds: readonly string[]): Activity => ({ kind: 'meeting', at: asOf - DAY, contactIds });
const mail = (...emails: readonly string[]): Activity => ({
  kind: 'email',
  direction: 'inbound',
  at: asOf - 2 * DAY,
  emails,
});
const contact = (id: string, name: string, email?: string, over: Contact = {}): Contact => ({
  id,
  name,
  title: null,
  ...(email === undefined ? {} : { email }),
  ...over,
});
const names = (around: Surroundings, over = {}) =>
  peopleOnDeal(viewOf(deal(over), around)).people.map(({ name }) => name);

describe('one human', () => {
  it('with two records under one mailbox counts once, under the name of the smaller id', () => {
    const contacts = [contact('003B', 'D. Reyes', 'Dana+crm@acme.com'), contact('003A', 'Dana Reyes', 'dana@acme.com')];
    expect(names({ contacts, activities: [meeting('003A', '003B')] })).toEqual(['Dana Reyes']);
  });

  it('with one name at one account counts once, whatever the addresses', () => {
    const contacts = [
      contact('003A', 'Dana Reyes', 'dana@acme.com', { accountId: '001A' }),
      contact('003B', 'dana  reyes', 'd.reyes@acme-group.com', { accountId: '001A' }),
    ];
    expect(names({ contacts, activities: [meeting('003A', '003B')] })).toEqual(['Dana Reyes']);
  });

  it('is not made of two people of one name at two companies', () => {
    const contacts = [
      contact('003A', 'Dana Reyes', 'dana@acme.com', { accountId: '001A' }),
      contact('003B', 'Dana Reyes', 'dana@other.com', { accountId: '001B' }),
    ];
    expect(names({ contacts, activities: [meeting('003A', '003B')] })).toHaveLength(2);
  });

  it('joins records that only a third record holds together', () => {
    const contacts = [
      contact('003A', 'Dana Reyes', 'dana@acme.com'),
      contact('003B', 'D. R.', 'dana.reyes@gmail.com'),
      contact('003C', 'Dana Reyes', 'danareyes@gmail.com', { accountId: '001A' }),
      contact('003D', 'Dana Reyes', 'dana.r@acme.com', { accountId: '001A' }),
    ];
    expect(names({ contacts, activities: [meeting('003A', '003B', '003C', '003D')] })).toEqual(['Dana Reyes']);
  });

  it('written to at an address of a contact is that contact', () => {
    const contacts = [contact('003A', 'Dana Reyes', 'dana@acme.com')];
    expect(names({ contacts, activities: [mail('Dana@Acme.com')] })).toEqual(['Dana Reyes']);
  });
});

it('our own people, shared inboxes and machines are nobody at the customer', () => {
  const around: Surroundings = {
    people: [{ id: '005A', email: 'robin@seller.com' }],
    contacts: [contact('003A', 'Robin', 'Robin@seller.com')],
    activities: [meeting('003A'), mail('info@acme.com', 'no-reply@acme.com', 'sam@ours.com', 'lee@acme.com')],
    world: { internalDomains: new Set(['ours.com']) },
  };
  expect(names(around)).toEqual(['lee@acme.com']);
});

it('the person of a lead that became the deal is on it, with what was done on the lead', () => {
  const view = viewOf(deal(), { activities: [{ ...meeting(), leadId: '00Q000000000001AAA', dealId: null }] });
  view.world.folds.prospects.add('006000000000001AAA', lead({ name: 'Dana Reyes', email: 'dana@acme.com' }));
  const [dana] = peopleOnDeal(view).people;
  expect([dana?.name, dana?.isListed, dana?.participation?.firstMetAt]).toEqual(['Dana Reyes', false, asOf - DAY]);
});

it('several roles of one contact are all theirs, in whatever order they came', () => {
  const roles: readonly ContactRole[] = [
    { contactId: '003A', role: 'Evaluator', createdAt: 5 },
    { contactId: '003A', role: 'Champion', createdAt: 3 },
  ];
  for (const contactRoles of [roles, [...roles].reverse()]) {
    const [dana] = peopleOnDeal(viewOf(deal(), { contactRoles })).people;
    expect([dana?.roles, dana?.listedAt]).toEqual([['Champion', 'Evaluator'], 3]);
  }
});

it('roles in one field, as HubSpot keeps them, are several', () => {
  const contacts = [contact('003A', 'Dana Reyes', 'dana@acme.com', { buyingRole: 'CHAMPION;BUDGET_HOLDER' })];
  const view = viewOf(deal({ contactIds: ['003A'] }), { contacts, without: ['contactRoles'] });
  const [dana] = peopleOnDeal(view).people;
  expect([dana?.roles, setting().buyingRoles.isEconomicBuyer(dana?.roles ?? [], null)]).toEqual([
    ['BUDGET_HOLDER', 'CHAMPION'],
    true,
  ]);
});

it('a title that no record has is blank, and hidden where contacts are', () => {
  const activities = [meeting('003A')];
  const titleOf = (around: Surroundings) => peopleOnDeal(viewOf(deal(), around)).people[0]?.title;
  expect(titleOf({ activities })).toBeNull();
  expect(titleOf({ activities, without: ['contacts'] })).toBeUndefined();
});

it('a deal with notes alone has nobody on it, and that is known', () => {
  const { people, seesParticipants } = peopleOnDeal(viewOf(deal(), { activities: [{ kind: 'note', at: asOf - DAY }] }));
  expect([people, seesParticipants]).toEqual([[], true]);
});

describe('in any order of rows', () => {
  const contacts = [
    contact('003A', 'Dana Reyes', 'dana@acme.com', { accountId: '001A', title: 'COO' }),
    contact('003B', 'Dana Reyes', 'dana2@acme.com', { accountId: '001A', title: 'Chief Operating Officer' }),
    contact('003C', 'Lee Park', 'lee@acme.com', { title: null }),
    contact('003D', 'L. Park', 'lee@acme.com', { title: 'Buyer' }),
    contact('003E', 'Kim Vance'),
  ];
  const roles: readonly ContactRole[] = ['003A', '003C', '003D', '003E'].map((contactId, i) => ({
    contactId,
    role: [null, 'Champion', 'Evaluator', 'User'][i],
    createdAt: i,
  }));
  const activities = [meeting('003A', '003E'), meeting('003B'), mail('lee@acme.com', 'new@acme.com')];
  const all = (list: readonly Contact[], listed: readonly ContactRole[], done: readonly Activity[]) =>
    peopleOnDeal(viewOf(deal(), { contacts: list, contactRoles: listed, activities: done })).people;
  const expected = all(contacts, roles, activities);

  it('the same people come out', () => {
    expect(expected).toHaveLength(4);
    const shuffled = <T>(list: readonly T[]) => shuffledSubarray([...list], { minLength: list.length });
    assert(
      property(shuffled(contacts), shuffled(roles), shuffled(activities), (...rows) => {
        expect(all(...rows)).toEqual(expected);
      }),
    );
  });
});
