import type { Description, Identity, Tier } from './identity.ts';
import { createKeyTable, type KeyTable } from './key-table.ts';
import { type Keys, keysOf } from './keys.ts';

/** One record that describes a person. */
export interface Sighting extends Description {
  /** `address`: somebody seen in activity of whom there is no record. */
  readonly kind: 'lead' | 'contact' | 'address';
  readonly id: string;
  /** Key of the owner; `null`: nobody's; `undefined`: not known. */
  readonly ownerId: string | null | undefined;
  readonly createdAt: number | null | undefined;
  /** `undefined`: it cannot be told whether the lead is still open. */
  readonly isOpen: boolean | undefined;
  /** The contact that a lead was converted to. */
  readonly contactId: string | null;
}

export interface Match {
  readonly sighting: Sighting;
  readonly tier: Tier;
}

/** Sightings as they are being collected. Each record is added once, in any order. */
export interface DuplicateIndex {
  readonly add: (sighting: Sighting) => void;
  /** Takes over all sightings of another index, as built by a worker or for a shard. */
  readonly merge: (other: DuplicateIndex) => void;
  readonly sightings: () => readonly Sighting[];
  /** Ends collecting. */
  readonly finish: () => Lookup;
}

export interface Lookup {
  /** The sightings of the same person as this one: in order of kind and id, whatever order they were added in. */
  readonly of: (sighting: Sighting) => readonly Match[];
  /** Whether a record that was added can have a match: a quick no for nearly all of them. */
  readonly mayMatch: (id: string) => boolean;
}

/** Of more records with one mailbox, or one name at one company, so many are listed: the first by kind and id. House. */
const MOST_LISTED = 20;
/** More records with one phone number, or with one word of a name at one company, are not compared pair by pair. House. */
const MOST_COMPARED = 24;

const inOrder = (a: Sighting, b: Sighting): number =>
  a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** A record is no duplicate of itself, nor a lead of the contact that it became. */
const isItself = (a: Sighting, b: Sighting): boolean =>
  a.id === b.id || (b.kind === 'contact' && a.contactId === b.id) || (a.kind === 'contact' && b.contactId === a.id);

/** The first few of many, and the first whose owner is another one, so that a conflict is seen however many they are. */
function fewOf(many: Sighting[]): readonly Sighting[] {
  many.sort(inOrder);
  const few = many.slice(0, MOST_LISTED);
  const other = many.find(({ ownerId }) => ownerId && ownerId !== few[0]?.ownerId);
  return other === undefined || few.includes(other) ? few : [...few, other];
}

/** The sightings that share a key with another one, and may be the same person. */
function startMeeting(sightings: readonly Sighting[], table: KeyTable): (keys: Keys) => ReadonlySet<Sighting> {
  const few = new Map<number, readonly Sighting[]>();
  const at = (rows: readonly number[]): Sighting[] =>
    rows.map((row) => sightings[row]).filter((one) => one !== undefined);
  const byExact = (key: number): readonly Sighting[] => {
    const known = few.get(key);
    if (known !== undefined) return known;
    const rows = table.rowsOf(key, MOST_LISTED + 1);
    if (rows.length <= MOST_LISTED) return at(rows);
    const first = fewOf(at(table.rowsOf(key, sightings.length)));
    few.set(key, first);
    return first;
  };
  const byNear = (key: number): readonly Sighting[] => {
    const rows = table.rowsOf(key, MOST_COMPARED + 1);
    return rows.length > MOST_COMPARED ? [] : at(rows);
  };
  return ({ exact, near }) => new Set([...exact.flatMap(byExact), ...near.flatMap(byNear)]);
}

/**
 * Collects sightings and finds those of one person, in time and memory linear in their number: records that share a
 * mailbox, a name at a domain, or the end of a phone number meet, and only those are compared.
 */
export function createDuplicateIndex(identity: Identity): DuplicateIndex {
  const sightings: Sighting[] = [];
  const table = createKeyTable();
  const add = (sighting: Sighting): void => {
    const row = sightings.push(sighting) - 1;
    const { exact, near } = keysOf(identity.traitsOf(sighting));
    for (const key of exact) table.add(key, row);
    for (const key of near) table.add(key, row);
  };
  return {
    add,
    merge: (other) => other.sightings().forEach(add),
    sightings: () => sightings,
    finish: () => {
      const meet = startMeeting(sightings, table);
      const shared = new Set<string>();
      table.eachShared((row) => void shared.add(sightings[row]?.id ?? ''));
      return {
        mayMatch: (id) => shared.has(id),
        of: (sighting) => {
          const traits = identity.traitsOf(sighting);
          const matches: Match[] = [];
          for (const other of meet(keysOf(traits))) {
            const tier = isItself(sighting, other) ? null : identity.tierOf(traits, identity.traitsOf(other));
            if (tier !== null) matches.push({ sighting: other, tier });
          }
          return matches.sort((a, b) => inOrder(a.sighting, b.sighting));
        },
      };
    },
  };
}
