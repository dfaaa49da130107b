import type { Description, Identity, Tier } from './identity.ts';
import { createKeyTable, type SortedKeys } from './key-table.ts';
import { type Keys, keyOfId, keysOf } from './keys.ts';
import { createSightingList, type SightingList } from './sighting-list.ts';

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
  readonly sightings: () => Iterable<Sighting>;
  /** Ends collecting. */
  readonly finish: () => Lookup;
}

export interface Lookup {
  /** The sightings of the same person as this one: in order of kind and id, whatever order they were added in. */
  readonly of: (sighting: Sighting) => readonly Match[];
  /** Whether a record that was added can have a match: a quick no for those that share nothing with any other. */
  readonly mayMatch: (id: string) => boolean;
}

/** Of more records with one mailbox, or one name at one company, so many are listed: the first by kind and id. House. */
const MOST_LISTED = 20;
/** More records with one phone number, or with one word of a name at one company, are not compared pair by pair. House. */
const MOST_COMPARED = 24;

const inOrder = (a: Sighting, b: Sighting): number =>
  a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** Bytes for each record that may be marked: of eight records that share nothing, seven are known to. */
const SPARE = 8;

/** A record is no duplicate of itself, nor a lead of the contact that it became. */
const isItself = (a: Sighting, b: Sighting): boolean =>
  a.id === b.id || (b.kind === 'contact' && a.contactId === b.id) || (a.kind === 'contact' && b.contactId === a.id);

interface Row {
  readonly row: number;
  readonly sighting: Sighting;
}

/** The first few of many, and the first whose owner is another one, so that a conflict is seen however many they are. */
function fewOf(rows: readonly number[], at: (row: number) => Sighting): readonly number[] {
  const many: Row[] = rows.map((row) => ({ row, sighting: at(row) }));
  many.sort((a, b) => inOrder(a.sighting, b.sighting));
  const few = many.slice(0, MOST_LISTED);
  const owner = few[0]?.sighting.ownerId;
  const other = many.find(({ sighting }) => sighting.ownerId && sighting.ownerId !== owner);
  const all = other === undefined || few.includes(other) ? few : [...few, other];
  return all.map(({ row }) => row);
}

/** The rows that share a key with a sighting, and may be the same person. */
function startMeeting(table: SortedKeys, count: number, at: (row: number) => Sighting) {
  const few = new Map<number, readonly number[]>();
  const byExact = (key: number): readonly number[] => {
    const known = few.get(key);
    if (known !== undefined) return known;
    const rows = table.rowsOf(key, MOST_LISTED + 1);
    if (rows.length <= MOST_LISTED) return rows;
    const first = fewOf(table.rowsOf(key, count), at);
    few.set(key, first);
    return first;
  };
  const byNear = (key: number): readonly number[] => {
    const rows = table.rowsOf(key, MOST_COMPARED + 1);
    return rows.length > MOST_COMPARED ? [] : rows;
  };
  return ({ exact, near }: Keys): ReadonlySet<number> => {
    const met = new Set<number>();
    for (const key of exact) for (const row of byExact(key)) met.add(row);
    for (const key of near) for (const row of byNear(key)) met.add(row);
    return met;
  };
}

/**
 * Collects sightings and finds those of one person, in time and memory linear in their number: records that share a
 * mailbox, a name at a domain, or the end of a phone number meet, and only those are compared.
 */
export function createDuplicateIndex(identity: Identity): DuplicateIndex {
  const list = createSightingList();
  const table = createKeyTable();
  const add = (sighting: Sighting): void => {
    const row = list.push(sighting);
    const { exact, near } = keysOf(identity.traitsOf(sighting));
    for (const key of exact) table.add(key, row);
    for (const key of near) table.add(key, row);
  };
  return {
    add,
    merge: (other) => {
      for (const sighting of other.sightings()) add(sighting);
    },
    *sightings() {
      for (let row = 0; row < list.size(); row++) yield list.at(row);
    },
    finish: () => createLookup(identity, table.finish(), list),
  };
}

/** Whether the record of an id shares a key with another one; now and then also of one that does not. */
function startShared(table: SortedKeys, { at, size }: SightingList): (id: string) => boolean {
  const rows = new Uint8Array(size());
  table.eachShared((row) => {
    rows[row] = 1;
  });
  const marks = new Uint8Array(size() * SPARE);
  const placeOf = (id: string): number => (keyOfId(id) >>> 0) % marks.length;
  for (let row = rows.indexOf(1); row >= 0; row = rows.indexOf(1, row + 1)) marks[placeOf(at(row).id)] = 1;
  return (id) => marks[placeOf(id)] === 1;
}

function createLookup(identity: Identity, table: SortedKeys, list: SightingList): Lookup {
  const { at, size } = list;
  const meet = startMeeting(table, size(), at);
  return {
    mayMatch: startShared(table, list),
    of: (sighting) => {
      const traits = identity.traitsOf(sighting);
      const matches: Match[] = [];
      for (const row of meet(keysOf(traits))) {
        const other = at(row);
        const tier = isItself(sighting, other) ? null : identity.tierOf(traits, other);
        if (tier !== null) matches.push({ sighting: other, tier });
      }
      return matches.sort((a, b) => inOrder(a.sighting, b.sighting));
    },
  };
}
