import type { Deal } from '../model/records.ts';
import { domainOfEmail } from './company.ts';
import type { World } from './world.ts';

/** Who is on a deal, by record. */
export interface DealContacts {
  /** Ids of contacts, and since when each is on the list; `-Infinity` where that is not known to be later than the deal. */
  readonly contacts: ReadonlyMap<string, number>;
  /** Addresses of outsiders seen in its activities without a record of their own, lower case. */
  readonly addresses: readonly string[];
  /** Whether the contact list can be seen. */
  readonly seesList: boolean;
}

/** Who took part in the activities of a deal: contacts by id, and addresses without a record. */
function activeOn(
  id: string,
  world: World,
): { readonly ids: readonly string[]; readonly addresses: readonly string[] } {
  const keys = [...(world.folds.participants.of(id)?.keys() ?? [])];
  const after = (prefix: string): readonly string[] =>
    keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  const addresses = after('email:').map((address) => address.trim().toLowerCase());
  const isInternal = (address: string): boolean =>
    world.personByEmail.has(address) || world.internalDomains.has(domainOfEmail(address) ?? '');
  const known = addresses.flatMap((address) => world.contactByEmail.get(address)?.id ?? []);
  return {
    ids: [...after('contact:'), ...known],
    addresses: addresses.filter((address) => !world.contactByEmail.has(address) && !isInternal(address)),
  };
}

/** The contacts that a deal lists, and whoever else took part in it. */
export function contactsOnDeal(deal: Deal, world: World): DealContacts {
  const id = deal.id ?? '';
  const rows = world.contactRoles.get(id) ?? [];
  const active = activeOn(id, world);
  const contacts = new Map<string, number>();
  const list = (contact: string | null | undefined, since?: number | null): void => {
    if (contact) contacts.set(contact, since ?? contacts.get(contact) ?? Number.NEGATIVE_INFINITY);
  };
  for (const contact of [deal.primaryContactId, ...(deal.contactIds ?? []), ...active.ids]) list(contact);
  for (const { contactId, createdAt } of rows) list(contactId, createdAt);
  const seesList = rows.length > 0 || world.has('contactRoles') || deal.contactIds !== undefined;
  return { contacts, addresses: active.addresses, seesList };
}
