import type { Contact, Deal } from '../model/records.ts';
import { domainOfEmail } from './company.ts';
import { joinParticipation, type Participation } from './folds/participants.ts';
import type { World } from './world.ts';

/** A human on the customer's side, however many records describe them. */
export interface DealPerson {
  readonly name: string;
  readonly title: string | null | undefined;
  /** Buying role recorded on this deal, in the CRM's words. */
  readonly role: string | null | undefined;
  readonly isListed: boolean;
  /** `null`: no activity with us, ever. */
  readonly participation: Participation | null;
}

const nameOf = ({ name, firstName, lastName, email, id }: Contact): string =>
  name ?? ([firstName, lastName].filter(Boolean).join(' ') || (email ?? id ?? ''));

/** Internal people, shared inboxes and system addresses never count. */
function isOutsider(email: string | null | undefined, world: World): boolean {
  if (!email) return true;
  const address = email.toLowerCase();
  const domain = domainOfEmail(address);
  const isInternal = world.personByEmail.has(address) || (domain !== null && world.internalDomains.has(domain));
  return !isInternal && !world.isNobody(address);
}

/** The ids of the contacts that the deal lists, with the role of each; `undefined` when the list cannot be seen. */
function listOf(deal: Deal, world: World): ReadonlyMap<string, string | null | undefined> | undefined {
  const rows = deal.id ? (world.contactRoles.get(deal.id) ?? []) : [];
  if (rows.length === 0 && !world.has('contactRoles') && deal.contactIds === undefined) return undefined;
  const listed = new Map<string, string | null | undefined>();
  const list = (id: string | null | undefined, role: string | null | undefined): void => {
    if (id) listed.set(id, role ?? listed.get(id) ?? role);
  };
  for (const { contactId, role } of rows) list(contactId, role);
  for (const id of [deal.primaryContactId, ...(deal.contactIds ?? [])]) list(id, null);
  return listed;
}

const joined = (a: Participation | null, b: Participation | null): Participation | null =>
  a === null ? b : b === null ? a : joinParticipation(a, b);

/** What one record, or one address seen in activity, says of a person on the deal. */
interface Mention {
  readonly contact: Contact;
  readonly role: string | null | undefined;
  readonly isListed: boolean;
  readonly participation: Participation | null;
}

/** One name at one account, where domains cannot say that it is one company. */
const accountKeys = ({ accountId }: Contact, names: readonly string[]): readonly string[] =>
  accountId ? names.map((name) => `account:${accountId} ${name}`) : [];

/** What a person goes by: whoever shares one of these is the same human. */
function keysOf(contact: Contact, { identity, accounts }: World): readonly string[] {
  const account = contact.accountId ? accounts.get(contact.accountId) : undefined;
  const { mailboxes, name, domains } = identity.traitsOf({
    name: contact.name,
    firstName: contact.firstName,
    lastName: contact.lastName,
    emails: contact.email ? [contact.email] : [],
    phones: [],
    website: account?.website,
  });
  const names = name?.keys ?? [];
  return [
    ...(contact.id ? [`contact:${contact.id}`] : []),
    ...mailboxes.map((mailbox) => `mailbox:${mailbox}`),
    ...domains.flatMap((domain) => names.map((one) => `domain:${domain} ${one}`)),
    ...accountKeys(contact, names),
  ];
}

/** Puts the mentions of one human together: in the order of their first mention. */
function grouped(mentions: readonly Mention[], world: World): readonly (readonly Mention[])[] {
  const parents = mentions.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parents[root] !== undefined && parents[root] !== root) root = parents[root] ?? root;
    return root;
  };
  const firstWith = new Map<string, number>();
  mentions.forEach(({ contact }, at) => {
    for (const key of keysOf(contact, world)) {
      const [a, b] = [rootOf(firstWith.get(key) ?? at), rootOf(at)];
      parents[Math.max(a, b)] = Math.min(a, b);
      if (!firstWith.has(key)) firstWith.set(key, at);
    }
  });
  const groups = new Map<number, Mention[]>();
  mentions.forEach((mention, at) => {
    const root = rootOf(at);
    groups.set(root, [...(groups.get(root) ?? []), mention]);
  });
  return [...groups.values()];
}

/** The first known value; `null` where it is only known to be blank. */
const firstOf = (values: readonly (string | null | undefined)[]): string | null | undefined =>
  values.find((value) => typeof value === 'string') ?? values.find((value) => value !== undefined);

/** The same human under two records counts once, with the name of a record before a bare address. */
const personOf = (group: readonly Mention[]): DealPerson => ({
  name: nameOf((group.find(({ contact }) => contact.id) ?? group[0])?.contact ?? {}),
  title: firstOf(group.map(({ contact }) => contact.title)),
  role: firstOf(group.map(({ role }) => role)),
  isListed: group.some(({ isListed }) => isListed),
  participation: group.map(({ participation }) => participation).reduce(joined, null),
});

/** The contact behind a participant's key; a bare address is a person without a record. */
function contactOf(key: string, world: World): Contact {
  const value = key.slice(key.indexOf(':') + 1);
  if (key.startsWith('contact:')) return world.contacts.get(value) ?? { id: value };
  return world.contactByEmail.get(value.toLowerCase()) ?? { email: value, name: value };
}

/** The people on a deal. */
export interface DealPeople {
  readonly people: readonly DealPerson[];
  /** Whether the deal's contact list can be seen. */
  readonly seesList: boolean;
  /** Whether anyone at all can be seen taking part in the deal's activities. */
  readonly seesParticipants: boolean;
}

/** Everyone on the customer's side who is listed on a deal or was active on it: those listed first. */
export function peopleOnDeal(deal: Deal, world: World): DealPeople {
  const listed = listOf(deal, world);
  const active = deal.id ? world.folds.participants.of(deal.id) : undefined;
  const mentions: Mention[] = [];
  for (const [id, role] of listed ?? []) {
    const participation = world.folds.participants.of(`contact:${id}`)?.get(`contact:${id}`) ?? null;
    const contact = world.contacts.get(id) ?? { id };
    mentions.push({ contact, role: role ?? contact.buyingRole, isListed: true, participation });
  }
  for (const [key, participation] of active ?? [])
    mentions.push({ contact: contactOf(key, world), role: undefined, isListed: false, participation });
  const outside = mentions.filter(({ contact }) => isOutsider(contact.email, world));
  const isQuiet = (deal.id ? world.folds.touches.of(deal.id) : undefined) === undefined;
  return {
    people: grouped(outside, world).map(personOf),
    seesList: listed !== undefined,
    seesParticipants: world.has('participants') && (isQuiet || (active?.size ?? 0) > 0),
  };
}

/** Who is on a deal, by record. */
export interface DealContacts {
  /** Ids of contacts, and since when each is on the list; `-Infinity` where that is not known to be later than the deal. */
  readonly contacts: ReadonlyMap<string, number>;
  /** Addresses of outsiders seen in its activities without a record of their own. */
  readonly addresses: readonly string[];
  /** Whether the contact list can be seen. */
  readonly seesList: boolean;
}

/** The contacts that a deal lists, and whoever else took part in it. */
export function contactsOnDeal(deal: Deal, world: World): DealContacts {
  const id = deal.id ?? '';
  const listed = listOf(deal, world);
  const active = [...(world.folds.participants.of(id)?.keys() ?? [])].map((key) => contactOf(key, world));
  const contacts = new Map<string, number>();
  const list = (contact: string | null | undefined, since?: number | null): void => {
    if (contact) contacts.set(contact, since ?? contacts.get(contact) ?? Number.NEGATIVE_INFINITY);
  };
  for (const contact of listed?.keys() ?? []) list(contact);
  for (const { contactId, createdAt } of world.contactRoles.get(id) ?? []) list(contactId, createdAt);
  for (const contact of active) list(contact.id);
  const addresses = active.flatMap(({ id: known, email }) => (known || !email ? [] : [email.toLowerCase()]));
  return {
    contacts,
    addresses: addresses.filter((address) => isOutsider(address, world)),
    seesList: listed !== undefined,
  };
}
