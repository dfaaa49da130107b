import type { Contact, ContactRole, Deal } from '../model/records.ts';
import { domainOfEmail } from './company.ts';
import { joined } from './engagement.ts';
import { oncePerSubject, type Subject } from './fact.ts';
import type { Participation } from './folds/participants.ts';
import type { World } from './world.ts';

/** A human on the customer's side, however many records describe them. */
export interface DealPerson {
  readonly name: string;
  /** `null`: the CRM knows none. */
  readonly title: string | null | undefined;
  /** Buying roles recorded on this deal, in the CRM's words, by code unit. */
  readonly roles: readonly string[];
  /** Whether a role of this person may be hidden from us. */
  readonly isRoleHidden: boolean;
  readonly isListed: boolean;
  /** Since when on the contact list. */
  readonly listedAt: number | null | undefined;
  /** `null`: no activity with us, ever. */
  readonly participation: Participation | null;
}

/** One record that describes somebody on the deal. */
interface Mention extends Omit<DealPerson, 'name' | 'title'> {
  readonly contact: Contact;
  /** The key of the record: of two records of one person, the smaller answers for the name. */
  readonly key: string;
}

const nameOf = ({ name, firstName, lastName, email, id }: Contact): string =>
  name ?? ([firstName, lastName].filter(Boolean).join(' ') || (email ?? id ?? ''));

/** What a contact has in common with other records of the same human: one mailbox, or one name at one company. */
function traitsOf(contact: Contact, world: World): readonly string[] {
  const { email, accountId } = contact;
  const mailbox = email ? (world.identity.mailboxOf(email) ?? email.trim().toLowerCase()) : null;
  const name = nameOf(contact).trim().toLowerCase().replace(/\s+/g, ' ');
  const domain = email ? domainOfEmail(email.toLowerCase()) : null;
  const isName = name.includes(' ') && !name.includes('@') && !world.isPlaceholderName(name);
  const companies = isName ? [accountId, domain !== null && !world.freeMailDomains.has(domain) ? domain : null] : [];
  return [
    ...(mailbox === null ? [] : [`mailbox ${mailbox}`]),
    ...companies.filter((company) => company).map((company) => `name ${name} at ${company}`),
  ];
}

/** Internal people, shared inboxes and system addresses never count. */
function isOutsider(email: string | null | undefined, world: World): boolean {
  if (!email) return true;
  const address = email.trim().toLowerCase();
  const domain = domainOfEmail(address);
  const isInternal = world.personByEmail.has(address) || (domain !== null && world.internalDomains.has(domain));
  return !isInternal && !world.isNobody(address);
}

const earlier = (a: DealPerson['listedAt'], b: DealPerson['listedAt']): DealPerson['listedAt'] =>
  typeof a === 'number' && typeof b === 'number' ? Math.min(a, b) : undefined;

interface Listing {
  readonly roles: Set<string>;
  isRoleHidden: boolean;
  listedAt: number | null | undefined;
}

/** A contact without a record where contacts can be read has no title, and not a hidden one. */
const contactWith = (id: string, world: World): Contact =>
  world.contacts.get(id) ?? { id, ...(world.has('contacts') ? { title: null } : {}) };

/** HubSpot keeps several roles in one field. */
const rolesIn = (label: string): readonly string[] =>
  label
    .split(';')
    .map((role) => role.trim())
    .filter((role) => role !== '');

/** What the rows of the contact list say of each contact. */
function listingsIn(rows: readonly ContactRole[], world: World): Map<string, Listing> {
  const listed = new Map<string, Listing>();
  for (const { contactId, role, createdAt } of rows) {
    if (!contactId) continue;
    const known = listed.get(contactId);
    const own = known ?? { roles: new Set(), isRoleHidden: false, listedAt: createdAt };
    if (known === undefined) listed.set(contactId, own);
    const { buyingRole } = contactWith(contactId, world);
    for (const label of rolesIn(role ?? buyingRole ?? '')) own.roles.add(label);
    own.isRoleHidden ||= role === undefined && buyingRole === undefined;
    own.listedAt = earlier(own.listedAt, createdAt);
  }
  return listed;
}

/** A contact that the deal itself names: only where it keeps the list does the contact keep the role. */
function namedBy({ contactIds }: Deal, id: string, world: World): Listing {
  const { buyingRole } = contactWith(id, world);
  const isRoleHidden = contactIds?.includes(id) === true && buyingRole === undefined;
  return { roles: new Set(rolesIn(buyingRole ?? '')), isRoleHidden, listedAt: undefined };
}

/** The contacts that the deal lists, by id; `undefined` when the list cannot be seen. */
function listOf(deal: Deal, world: World): ReadonlyMap<string, Listing> | undefined {
  const rows = deal.id ? (world.contactRoles.get(deal.id) ?? []) : [];
  if (rows.length === 0 && !world.has('contactRoles') && deal.contactIds === undefined) return undefined;
  const listed = listingsIn(rows, world);
  for (const id of [deal.primaryContactId, ...(deal.contactIds ?? [])]) {
    if (id && !listed.has(id)) listed.set(id, namedBy(deal, id, world));
  }
  return listed;
}

/** The contact behind a participant's key; a bare address is a person without a record. */
function contactOf(key: string, world: World): Contact {
  const value = key.slice(key.indexOf(':') + 1);
  if (key.startsWith('contact:')) return contactWith(value, world);
  const known = world.contactByEmail.get(value.toLowerCase());
  return known ?? { email: value, name: value, ...(world.has('contacts') ? { title: null } : {}) };
}

const byKey = (a: Mention, b: Mention): number =>
  Number(b.isListed) - Number(a.isListed) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

function personOf(mentions: readonly Mention[]): DealPerson {
  const titles = mentions.map(({ contact }) => contact.title);
  const listings = mentions.filter(({ isListed }) => isListed);
  return {
    name: mentions.map(({ contact }) => nameOf(contact))[0] ?? '',
    title: titles.find((title) => title) ?? (titles.includes(undefined) ? undefined : null),
    roles: [...new Set(mentions.flatMap(({ roles }) => roles))].sort(),
    isRoleHidden: mentions.some(({ isRoleHidden }) => isRoleHidden),
    isListed: listings.length > 0,
    listedAt: listings.length === 0 ? null : listings.map(({ listedAt }) => listedAt).reduce(earlier),
    participation: mentions.map(({ participation }) => participation).reduce(joined, null),
  };
}

/** Mentions that share a trait, directly or through others, are of one human. */
function peopleIn(mentions: readonly Mention[], world: World): readonly DealPerson[] {
  const parents = mentions.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== undefined && parents[root] !== root) root = parents[root] ?? root;
    parents[index] = root;
    return root;
  };
  const holders = new Map<string, number>();
  mentions.forEach(({ key, contact }, index) => {
    for (const trait of [key, ...traitsOf(contact, world)]) {
      const holder = rootOf(holders.get(trait) ?? index);
      parents[Math.max(holder, rootOf(index))] = Math.min(holder, rootOf(index));
      holders.set(trait, index);
    }
  });
  const groups = new Map<number, Mention[]>();
  mentions.forEach((mention, index) => {
    const root = rootOf(index);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [mention]);
    else group.push(mention);
  });
  return [...groups.values()].map(personOf);
}

/** The people on a deal. */
export interface DealPeople {
  /** Those listed first; then by key of the record. */
  readonly people: readonly DealPerson[];
  /** Whether the deal's contact list can be seen. */
  readonly seesList: boolean;
  /** Whether anyone at all can be seen taking part in the deal's activities. */
  readonly seesParticipants: boolean;
  /** Whether every kind of contact can be seen, so that nothing found means nothing done. */
  readonly seesContact: boolean;
}

const kinds = ['meetings', 'calls', 'emails'] as const;

/** A record of somebody, and what they did with us; `null` where nothing is known of it. */
type Found = readonly [key: string, contact: Contact, participation: Participation | null];

const whoIsListed = (listed: ReadonlyMap<string, Listing>, world: World): readonly Found[] =>
  [...listed.keys()].map((id) => {
    const key = `contact:${id}`;
    return [key, contactWith(id, world), world.folds.participants.of(key)?.get(key) ?? null];
  });

const whoWasActive = ({ id }: Deal, world: World): readonly Found[] =>
  [...(world.folds.participants.of(id ?? '') ?? [])].map(([key, part]) => [key, contactOf(key, world), part]);

/** The leads that became the deal, as the contacts that they became where there is one. */
const whoWasLead = ({ id, accountId }: Deal, { folds, contacts }: World): readonly Found[] =>
  (folds.prospects.of(id ?? '') ?? []).map(({ leadId, contactId, ...said }) => {
    const contact = contacts.get(contactId ?? '') ?? { id: leadId, accountId, ...said };
    const key = contactId === null ? `lead:${leadId}` : `contact:${contactId}`;
    return [key, contact, folds.leadContact.of(leadId) ?? null];
  });

/** Everyone on the customer's side who is listed on a deal, was active on it, or was the lead that became it. */
function gatherPeople(deal: Deal, world: World): DealPeople {
  const listed = listOf(deal, world);
  const onList = listed ?? new Map<string, Listing>();
  const active = whoWasActive(deal, world);
  const unlisted = { roles: [], isRoleHidden: listed === undefined, isListed: false, listedAt: null };
  const mentions = [...whoIsListed(onList, world), ...active, ...whoWasLead(deal, world)].map(
    ([key, contact, participation], index): Mention => {
      const own = index < onList.size ? onList.get(contact.id ?? '') : undefined;
      const listing = own === undefined ? unlisted : { ...own, roles: [...own.roles], isListed: true };
      return { key, contact, participation, ...listing };
    },
  );
  const outsiders = mentions.filter(({ contact }) => isOutsider(contact.email, world));
  return {
    people: peopleIn(outsiders.sort(byKey), world),
    seesList: listed !== undefined,
    seesParticipants: world.has('participants') && (isQuiet(deal, world) || (active.length > 0 && tellsApart(world))),
    seesContact: kinds.every((kind) => world.has(kind)),
  };
}

/** Who is behind the address of a mail is told by the addresses of contacts, unless those are hidden. */
const tellsApart = (world: World): boolean => !world.has('contacts') || world.hasField('contact', 'email');

/** Where nobody was met, called or written to, nobody can have taken part. */
const isQuiet = ({ id }: Deal, { folds }: World): boolean =>
  (folds.touches.of(id ?? '')?.lastContactAt ?? null) === null;

const nobody: DealPeople = { people: [], seesList: false, seesParticipants: false, seesContact: false };

/** The people on the deal, worked out once for all facts about them. */
export const peopleOnDeal: (subject: Subject) => DealPeople = oncePerSubject(({ record, world }) =>
  record.type === 'deal' ? gatherPeople(record, world) : nobody,
);
