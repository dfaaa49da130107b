// The demo org as a HubSpot account: the same stories that the files of fixtures/demo tell, with a past.

import { tellOrg } from '../../../fixtures/demo-org/tell.mjs';
import { AS_OF } from '../../../fixtures/demo-org/time.mjs';
import { tellActivity } from './demo-activities.mjs';
import { tellCompany, tellContact, tellDeal, tellLead, tellLeadContact } from './demo-records.mjs';
import { pipelines, properties, ROLES, STAGES } from './demo-setup.mjs';
import { giveIds, iso } from './demo-values.mjs';
import { kindsOf, typeOf } from './object-types.mjs';
import { accountOf, keepLinks, openPortal, property } from './portal.mjs';
import { rollUpsOf } from './roll-ups.mjs';
import { keepTable } from './table.mjs';

/** Of longer ids only a beginning is left, and a number. */
const enteredName = (stage) => {
  const plain = stage.replace(/[^a-z0-9]/g, '_');
  return plain.length > 20 ? `hs_v2_date_entered_${plain.slice(0, 8)}_991` : `hs_v2_date_entered_${plain}`;
};

function openHub(org, leads) {
  const ids = giveIds();
  const changes = Map.groupBy?.(org.changes, ({ on }) => on) ?? groupByRecord(org.changes);
  const personOf = (key) => org.people.find((person) => person.key === key);
  const isUser = (key) => personOf(key) !== undefined && personOf(key).isAutomated !== true;
  const ownerId = (key) => (key === null || !isUser(key) ? null : ids.of('owner', key));
  const leadOf = (key) => org.leads.find((lead) => lead.key === key);
  return {
    org,
    ids,
    leads,
    ownerId,
    ownerOf: ownerId,
    enteredName,
    userOf: (key) => (isUser(key) && personOf(key).kind === 'user' ? ids.of('user', key) : null),
    changesOf: (key) => changes.get(key) ?? [],
    /** When a record took its last step. */
    closedAt: ({ key, createdAt }) =>
      (changes.get(key) ?? []).findLast(({ field }) => field === 'stage')?.at ?? createdAt,
    /** A converted lead is the first contact of its deal. */
    contactIdOf: (key) => {
      const { converted } = leadOf(key);
      return ids.of('contact', converted ? `contact:${converted.company}/0` : key);
    },
    leadIdOf: (key) => (leads === 'objects' ? ids.of('lead', key) : undefined),
  };
}

function groupByRecord(changes) {
  const groups = new Map();
  for (const change of changes) groups.set(change.on, [...(groups.get(change.on) ?? []), change]);
  return groups;
}

/** Everybody with a seat, and the queues. An integration owns nothing. */
const tellOwners = (hub) =>
  hub.org.people
    .filter(({ isAutomated }) => isAutomated !== true)
    .map((person) => ({
      id: hub.ids.of('owner', person.key),
      email: person.email,
      type: person.kind === 'queue' ? 'QUEUE' : 'PERSON',
      firstName: person.kind === 'queue' ? person.name : person.first,
      lastName: person.kind === 'queue' ? '' : person.last,
      userId: person.kind === 'queue' ? null : Number(hub.ids.of('user', person.key)),
      createdAt: `${person.startedAt ?? '2022-05-02'}T13:00:00.000Z`,
      updatedAt: `${person.startedAt ?? '2022-05-02'}T13:00:00.000Z`,
      archived: person.isActive === false,
      teams: person.kind === 'queue' ? [] : [{ id: '177001', name: 'Sales', primary: true }],
    }));

const tellUsers = (hub) =>
  hub.org.people
    .filter(({ kind, isAutomated, isActive }) => kind === 'user' && isAutomated !== true && isActive)
    .map((person) => {
      const id = hub.ids.of('hubUser', person.key);
      const createdAt = Date.parse(`${person.startedAt}T13:00:00Z`);
      const moments = {
        createdate: iso(createdAt),
        hs_createdate: iso(createdAt),
        hs_lastmodifieddate: iso(createdAt),
      };
      const properties = {
        hs_object_id: id,
        hubspot_owner_id: hub.ids.of('owner', person.key),
        hs_email: person.email,
        hs_given_name: person.first,
        hs_family_name: person.last,
        hs_job_title: person.title,
        hs_internal_user_id: hub.ids.of('user', person.key),
        ...moments,
      };
      return { id, createdAt, updatedAt: createdAt, properties };
    });

/** Links both ways. */
function linker() {
  const links = keepLinks();
  const join = (from, a, to, b, extra = {}) => {
    const [left, right] = [typeOf(from), typeOf(to)];
    links.add(from, to, a, { id: b, kinds: kindsOf(left, right, extra) });
    links.add(to, from, b, { id: a, kinds: kindsOf(right, left, { ...extra, labels: [] }) });
  };
  return { links, join };
}

/** What a contact is on a deal: one label for its role, if it has one. */
function joinDeals(hub, join) {
  const { org, ids } = hub;
  for (const deal of org.deals) {
    const id = ids.of('deal', deal.key);
    join('deals', id, 'companies', ids.of('company', deal.account), { isPrimary: true });
    const roles = org.contactRoles.filter((role) => role.deal === deal.key);
    for (const { contact, role } of roles) {
      const labels = ROLES.filter(({ label }) => label === role);
      join('deals', id, 'contacts', ids.of('contact', contact), { labels });
    }
    if (!roles.some(({ contact }) => contact === deal.contact))
      join('deals', id, 'contacts', ids.of('contact', deal.contact));
  }
  for (const contact of org.contacts)
    join('contacts', ids.of('contact', contact.key), 'companies', ids.of('company', contact.account), {
      isPrimary: true,
    });
}

function tellActivities(hub, join) {
  const tables = { calls: [], meetings: [], tasks: [], notes: [], emails: [] };
  const children = new Map();
  for (const activity of hub.org.activities) {
    const { type, record, links } = tellActivity(hub, activity);
    tables[type].push(record);
    for (const [to, id] of links) {
      join(type, record.id, to, id);
      const child = {
        type,
        at: activity.at ?? Date.parse(record.properties.hs_timestamp),
        logged: record.createdAt,
        isOpen: !activity.isDone,
      };
      children.set(id, [...(children.get(id) ?? []), child]);
    }
  }
  return { tables, children };
}

const withRollUps = (records, children, contactsOf) =>
  records.map((record) => ({ ...record, rollUps: rollUpsOf(children.get(record.id) ?? [], contactsOf?.(record.id)) }));

const stageTimes = STAGES.map(([label, id]) =>
  property(enteredName(id), `Date entered "${label} (Sales Pipeline)"`, 'datetime'),
);

/** The records of every type, and what belongs together. */
function tellRecords(leads) {
  const org = tellOrg();
  const hub = openHub(org, leads);
  const { links, join } = linker();
  joinDeals(hub, join);
  const open = org.leads.filter(({ converted }) => converted === null);
  const own = leads === 'objects' ? org.leads : [];
  for (const { key, converted } of own) {
    join('leads', hub.leadIdOf(key), 'contacts', hub.contactIdOf(key), { isPrimary: true });
    if (converted === null) continue;
    join('leads', hub.leadIdOf(key), 'deals', hub.ids.of('deal', `deal:${converted.company}`), { isPrimary: true });
  }
  const { tables, children } = tellActivities(hub, join);
  const contacts = [
    ...org.contacts.map((row) => tellContact(hub, row)),
    ...open.map((row) => tellLeadContact(hub, row)),
  ];
  const contactsOf = (id) => links.of('deals', 'contacts', id).length;
  return {
    hub,
    linksOf: links.of,
    records: {
      ...tables,
      contacts: withRollUps(contacts, children),
      companies: org.accounts.map((row) => tellCompany(hub, row)),
      deals: withRollUps(
        org.deals.map((row) => tellDeal(hub, row)),
        children,
        contactsOf,
      ),
      leads: withRollUps(
        own.map((row) => tellLead(hub, row)),
        children,
      ),
      users: tellUsers(hub),
    },
  };
}

const told = new Map();

/**
 * The stories are told once; each account has tables of its own.
 * @param {object} [options]
 * @param {'contacts' | 'objects'} [options.leads] whether leads are contacts with a lead status, or records of their own
 * @param {Parameters<typeof accountOf>[0]} [options.account]
 */
export function tellDemo({ leads = 'contacts', account = {} } = {}) {
  if (!told.has(leads)) told.set(leads, tellRecords(leads));
  const { hub, linksOf, records } = told.get(leads);
  const portal = openPortal({
    account: accountOf(account),
    owners: tellOwners(hub),
    pipelines,
    properties: { ...properties, deals: [...properties.deals, ...stageTimes] },
    tables: Object.fromEntries(Object.entries(records).map(([name, rows]) => [name, keepTable(rows)])),
    linksOf,
    labels: { 'deals contacts': ROLES, 'contacts deals': [] },
  });
  return { ...portal, asOf: AS_OF, keyOf: hub.ids.keyOf };
}
