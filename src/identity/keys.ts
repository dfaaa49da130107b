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

const FACTOR = 0x01000193;

/**
 * 32 bits over kind and parts, FNV-1a. Whoever shares a key is compared in full, so that among millions of keys the few
 * that collide cost a comparison, and nothing else.
 */
function keyOf(kind: number, a: string, b: string): number {
  let hash = Math.imul(0x811c9dc5 ^ kind, FACTOR);
  for (let at = 0; at < a.length; at++) hash = Math.imul(hash ^ a.charCodeAt(at), FACTOR);
  hash = Math.imul(hash ^ 0xffff, FACTOR);
  for (let at = 0; at < b.length; at++) hash = Math.imul(hash ^ b.charCodeAt(at), FACTOR);
  return hash;
}

/** 32 bits over the id of a record. */
export const keyOfId = (id: string): number => keyOf(0, id, '');

function digitsOf({ phones }: Traits): readonly string[] {
  const all: string[] = [];
  for (const { text } of phones) {
    const digits = lastDigits(text);
    if (digits !== null && !all.includes(digits)) all.push(digits);
  }
  return all;
}

/** Adds a key for each place and each name. In loops, as this runs for every one of a million records. */
function pushKeys(keys: number[], kind: number, places: readonly string[], names: readonly string[]): void {
  for (const place of places) for (const name of names) keys.push(keyOf(kind, place, name));
}

const NO_NAME = [''];

export function keysOf(traits: Traits): Keys {
  const { mailboxes, name, domains, company } = traits;
  const exact: number[] = [];
  const near: number[] = [];
  pushKeys(exact, kinds.mailbox, mailboxes, NO_NAME);
  if (name === null) return { exact, near };
  const digits = digitsOf(traits);
  pushKeys(exact, kinds.atDomain, domains, name.keys);
  pushKeys(exact, kinds.byPhone, digits, name.keys);
  if (company !== null) pushKeys(exact, kinds.atCompany, [company], name.keys);
  for (const spellings of name.words) pushKeys(near, kinds.wordAtDomain, domains, spellings);
  pushKeys(near, kinds.phone, digits, NO_NAME);
  return { exact, near };
}
