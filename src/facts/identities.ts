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

/** What is kept of a lead: the rest is read off the lead again, which is held in memory anyway. */
interface KeptLead {
  readonly lead: Lead;
  readonly ownerId: Sighting['ownerId'];
  readonly isOpen: Sighting['isOpen'];
}

const keepLead = (lead: Lead, subject: Subject): KeptLead => ({
  lead,
  ownerId: ownerKey(subject),
  isOpen: state.of(subject).isOpen ?? undefined,
});

const sightingOfLead = ({ lead, ownerId, isOpen }: KeptLead): Sighting => ({
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
  ownerId,
  createdAt: lead.createdAt,
  isOpen,
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

type Kept = KeptLead | { readonly contact: Contact; readonly world: World } | { readonly address: string };

function sightingOf(kept: Kept): Sighting {
  if ('lead' in kept) return sightingOfLead(kept);
  return 'contact' in kept ? sightingOfContact(kept.contact, kept.world) : sightingOfAddress(kept.address);
}

export function startIdentities({ identity, asOf }: Pick<Setting, 'identity' | 'asOf'>): Identities {
  const index = createDuplicateIndex(identity, sightingOf);
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
      if (!links.has(`address:${address}`)) index.add({ address });
      link(`address:${address}`, { ...base, since: latestOf(deal.createdAt) });
    }
  };
  const takeLead = (lead: Lead, subject: Subject): void => {
    const kept = keepLead(lead, subject);
    if (kept.isOpen !== false) index.add(kept);
  };
  const finish = (world: World): Lookup => {
    for (const contact of world.contacts.values()) index.add({ contact, world });
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
      const self = sightingOfLead(keepLead(record, subject));
      const matches = self.isOpen === false || lookup.mayMatch(self.id) ? lookup.of(self) : [];
      const sure = matches.filter(({ tier }) => tier === 'high').map(({ sighting }) => sighting);
      return { self, matches, deals: sure.flatMap(({ kind, id }) => links.get(`${kind}:${id}`) ?? []), seesDeals };
    },
  };
}
