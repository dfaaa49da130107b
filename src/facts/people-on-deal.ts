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

interface Draft {
  name: string;
  title: string | null | undefined;
  role: string | null | undefined;
  isListed: boolean;
  participation: Participation | null;
}

const nameOf = ({ name, firstName, lastName, email, id }: Contact): string =>
  name ?? ([firstName, lastName].filter(Boolean).join(' ') || (email ?? id ?? ''));

/** The same human under two records counts once: one mailbox, or one name at one account. */
function identityOf(contact: Contact): string {
  if (contact.email) return `email:${contact.email.toLowerCase()}`;
  const name = nameOf(contact).toLowerCase();
  return name && contact.accountId ? `name:${name}@${contact.accountId}` : `contact:${contact.id}`;
}

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

/** The people by identity: those listed first, then those only seen in activity. */
interface Roster {
  readonly add: (contact: Contact, part: Participation | null, role?: string | null, isListed?: boolean) => void;
  readonly people: () => readonly DealPerson[];
}

function startRoster(world: World): Roster {
  const drafts = new Map<string, Draft>();
  return {
    add: (contact, part, role, isListed = false) => {
      if (!isOutsider(contact.email, world)) return;
      const key = identityOf(contact);
      const known = drafts.get(key);
      if (known === undefined) {
        drafts.set(key, { name: nameOf(contact), title: contact.title, role, isListed, participation: part });
        return;
      }
      known.title ??= contact.title;
      known.role ??= role;
      known.isListed ||= isListed;
      known.participation = joined(known.participation, part);
    },
    people: () => [...drafts.values()],
  };
}

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

/** Everyone on the customer's side who is listed on a deal or was active on it. */
export function peopleOnDeal(deal: Deal, world: World): DealPeople {
  const listed = listOf(deal, world);
  const active = deal.id ? world.folds.participants.of(deal.id) : undefined;
  const roster = startRoster(world);
  for (const [id, role] of listed ?? []) {
    const own = world.folds.participants.of(`contact:${id}`)?.get(`contact:${id}`) ?? null;
    roster.add(world.contacts.get(id) ?? { id }, own, role ?? world.contacts.get(id)?.buyingRole, true);
  }
  for (const [key, part] of active ?? []) roster.add(contactOf(key, world), part);
  const isQuiet = (deal.id ? world.folds.touches.of(deal.id) : undefined) === undefined;
  return {
    people: roster.people(),
    seesList: listed !== undefined,
    seesParticipants: world.has('participants') && (isQuiet || (active?.size ?? 0) > 0),
  };
}
