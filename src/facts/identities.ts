import { createDuplicateIndex, type Lookup, type Sighting } from '../identity/duplicates.ts';
import type { Contact, Deal, Lead } from '../model/records.ts';
import { contactsOnDeal } from './deal-contacts.ts';
import { owner } from './owner.ts';
import { state } from './state.ts';
import type { DealLink, Identities, Setting, Subject, World } from './world.ts';

const filled = (values: readonly (string | null | undefined)[]): readonly string[] =>
  values.filter((value) => typeof value === 'string' && value !== '').map(String);

/** The owner's key in the report; nobody works what lies in a queue. */
function ownerKey(subject: Subject): string | null | undefined {
  const { id, email, name, kind } = owner.of(subject);
  return kind === 'queue' || kind === 'none' ? null : (id ?? email ?? name);
}

const sightingOfLead = (lead: Lead, subject: Subject): Sighting => ({
  kind: 'lead',
  id: lead.id ?? '',
  name: lead.name,
  firstName: lead.firstName,
  lastName: lead.lastName,
  emails: filled([lead.email]),
  phones: filled([lead.phone, lead.mobilePhone]),
  companyName: lead.companyName,
  website: lead.website,
  country: lead.country,
  ownerId: ownerKey(subject),
  createdAt: lead.createdAt,
  isOpen: state.of(subject).isOpen ?? undefined,
  contactId: lead.convertedContactId ?? null,
});

function sightingOfContact(contact: Contact, { accounts, people }: World): Sighting {
  const account = contact.accountId ? accounts.get(contact.accountId) : undefined;
  const isQueued = contact.ownerId ? people.get(contact.ownerId)?.kind === 'queue' : false;
  return {
    kind: 'contact',
    id: contact.id ?? '',
    name: contact.name,
    firstName: contact.firstName,
    lastName: contact.lastName,
    emails: filled([contact.email]),
    phones: filled([contact.phone, contact.mobilePhone]),
    companyName: account?.name,
    website: account?.website,
    country: account?.country,
    ownerId: isQueued ? null : contact.ownerId,
    createdAt: contact.createdAt,
    isOpen: true,
    contactId: null,
  };
}

const sightingOfAddress = (address: string): Sighting => ({
  kind: 'address',
  id: address,
  emails: [address],
  phones: [],
  ownerId: null,
  createdAt: null,
  isOpen: true,
  contactId: null,
});

/** The later of two moments, so far as both are known. */
export const latestOf = (...moments: readonly (number | null | undefined)[]): number | undefined => {
  const known = moments.filter((at) => typeof at === 'number');
  return known.length === moments.length ? Math.max(...known) : undefined;
};

export function startIdentities({ identity, asOf }: Pick<Setting, 'identity' | 'asOf'>): Identities {
  const index = createDuplicateIndex(identity);
  const links = new Map<string, DealLink[]>();
  let hasTaken = false;
  let seesDeals = true;
  let lookup: Lookup | undefined;

  const link = (key: string, deal: DealLink): void => {
    const list = links.get(key);
    if (list === undefined) links.set(key, [deal]);
    else list.push(deal);
  };
  const takeDeal = (deal: Deal, subject: Subject): void => {
    if (state.of(subject).isOpen !== true) return;
    const found = contactsOnDeal(deal, subject.world);
    seesDeals &&= found.seesList;
    const base = { deal: deal.name ?? deal.id ?? '', ownerId: ownerKey(subject) };
    for (const [id, since] of found.contacts)
      link(`contact:${id}`, { ...base, since: latestOf(deal.createdAt, since) });
    for (const address of found.addresses) {
      if (!links.has(`address:${address}`)) index.add(sightingOfAddress(address));
      link(`address:${address}`, { ...base, since: latestOf(deal.createdAt) });
    }
  };
  const takeLead = (lead: Lead, subject: Subject): void => {
    const sighting = sightingOfLead(lead, subject);
    if (sighting.isOpen !== false) index.add(sighting);
  };
  const finish = (world: World): Lookup => {
    for (const contact of world.contacts.values()) index.add(sightingOfContact(contact, world));
    return index.finish();
  };
  return {
    take: (subject) => {
      const { record } = subject;
      hasTaken = true;
      if (record.isDeleted === true || (record.createdAt ?? asOf) > asOf) return;
      if (record.type === 'lead') takeLead(record, subject);
      else takeDeal(record, subject);
    },
    of: (subject) => {
      const { record, world } = subject;
      if (!hasTaken || record.type !== 'lead') return undefined;
      lookup ??= finish(world);
      const self = sightingOfLead(record, subject);
      const matches = self.isOpen === false || lookup.mayMatch(self.id) ? lookup.of(self) : [];
      const sure = matches.filter(({ tier }) => tier === 'high').map(({ sighting }) => sighting);
      return { self, matches, deals: sure.flatMap(({ kind, id }) => links.get(`${kind}:${id}`) ?? []), seesDeals };
    },
  };
}
