import type { Draft } from '../../table.ts';

/** A user, as far as a cell names one. */
export interface Owner {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
}

/** Exports name owners as a person reads them; a user is found by id, e-mail address or name. */
export interface Owners {
  readonly add: (owner: Owner) => void;
  /** Somebody who is not among the users is known by what stands there. */
  readonly of: (text: string) => Owner;
}

/** What HubSpot writes behind the name of a user who has left. */
const DEACTIVATED = /\s*\((?:deactivated|removed|inactive)(?: user)?\)$/i;

/** `Priya Raman (priya@seller.example)` */
const WITH_EMAIL = /^(.*?)\s*[(<]([^\s()<>@]+@[^\s()<>]+)[)>]$/;

const keyOf = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ');

function unknownOwner(text: string): Owner {
  if (text.includes('@')) return { id: text.toLowerCase(), name: null, email: text.toLowerCase() };
  return { id: text, name: /^\d+$/.test(text) ? null : text, email: null };
}

export function startOwners(): Owners {
  const known = new Map<string, Owner>();
  const find = (text: string): Owner | undefined => known.get(keyOf(text));
  return {
    add: (owner) => {
      for (const key of [owner.name, owner.email, owner.id]) if (key !== null) known.set(keyOf(key), owner);
    },
    of: (text) => {
      const bare = text.replace(DEACTIVATED, '');
      const [, name, email] = WITH_EMAIL.exec(bare) ?? [];
      const found = find(bare) ?? find(email ?? '') ?? find(name ?? '');
      if (found !== undefined || email === undefined) return found ?? unknownOwner(bare);
      return { id: email.toLowerCase(), name: name || null, email: email.toLowerCase() };
    },
  };
}

/** Puts the owner that a cell names into a row: `ownerId` holds what stands in the cell. */
export function nameOwner(row: Draft, owners: Owners): void {
  if (typeof row.ownerId !== 'string') return;
  const { id, name, email } = owners.of(row.ownerId);
  row.ownerId = id;
  if (name !== null) row.ownerName = name;
  if (email !== null) row.ownerEmail = email;
}
