import type { Traits } from './identity.ts';
import { lastDigits } from './phone.ts';

/** Where records meet that may describe one person. Records that share no key are never compared. */
export interface Keys {
  /** All who share such a key are the same person, chance meetings aside. */
  readonly exact: readonly number[];
  /** Those who share such a key may be: nearly the same name, or the same phone. */
  readonly near: readonly number[];
}

/** What a key is made of; a number, so that no text has to be joined. */
const kinds = { mailbox: 1, atDomain: 2, byPhone: 3, atCompany: 4, wordAtDomain: 5, phone: 6 } as const;

const LOW_BITS = 0x1fffff;

/** 53 bits over kind and parts: FNV-1a in two lanes. Whoever shares a key is compared in full, so a collision costs nothing else. */
function keyOf(kind: number, a: string, b: string): number {
  let low = 0x811c9dc5 ^ kind;
  let high = 0xc9dc5118 ^ kind;
  for (let at = 0; at < a.length; at++) {
    low = Math.imul(low ^ a.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ a.charCodeAt(at), 0x5bd1e995);
  }
  low = Math.imul(low ^ 0xffff, 0x01000193);
  high = Math.imul(high ^ 0xffff, 0x5bd1e995);
  for (let at = 0; at < b.length; at++) {
    low = Math.imul(low ^ b.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ b.charCodeAt(at), 0x5bd1e995);
  }
  high ^= high >>> 15;
  return (high & LOW_BITS) * 0x100000000 + ((low ^ (low >>> 16)) >>> 0) || 1;
}

/** Every record with a name and one of these is met by each other with the same. */
function placesOf(digits: Iterable<string>, { domains, company }: Traits): readonly (readonly [number, string])[] {
  const places: (readonly [number, string])[] = domains.map((domain) => [kinds.atDomain, domain]);
  for (const some of digits) places.push([kinds.byPhone, some]);
  if (company !== null) places.push([kinds.atCompany, company]);
  return places;
}

export function keysOf(traits: Traits): Keys {
  const { mailboxes, name, phones, domains } = traits;
  const byMailbox = mailboxes.map((mailbox) => keyOf(kinds.mailbox, mailbox, ''));
  if (name === null) return { exact: byMailbox, near: [] };
  const digits = new Set(phones.map(({ text }) => lastDigits(text)).filter((some) => some !== null));
  const words = name.words.flat().filter(({ length }) => length > 1);
  const byName = placesOf(digits, traits).flatMap(([kind, place]) => name.keys.map((key) => keyOf(kind, place, key)));
  const byWord = domains.flatMap((domain) => words.map((word) => keyOf(kinds.wordAtDomain, domain, word)));
  return {
    exact: [...byMailbox, ...byName],
    near: [...byWord, ...[...digits].map((some) => keyOf(kinds.phone, some, ''))],
  };
}
