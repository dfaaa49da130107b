import type { Sighting } from './duplicates.ts';

/** Sightings by row, in less memory than their objects and texts would take: for each one text and three words. */
export interface SightingList {
  /** Adds a sighting, and gives its row. */
  readonly push: (sighting: Sighting) => number;
  /** Throws a RangeError where there is no such row. */
  readonly at: (row: number) => Sighting;
  readonly size: () => number;
}

/** Stand between values and between those of a list; in a value they are read as a blank. */
const [BETWEEN, IN_LIST] = ['\u0000', '\u0001'];
const DIVIDERS = /[\u0000\u0001]/g;

const plain = (value: string | null | undefined): string =>
  value ? (value.includes(BETWEEN) || value.includes(IN_LIST) ? value.replace(DIVIDERS, ' ') : value) : '';
const listed = (values: readonly string[]): string => values.map(plain).join(IN_LIST);
const listOf = (text: string | undefined): readonly string[] => (text ? text.split(IN_LIST) : []);

const kinds = ['lead', 'contact', 'address'] as const;
const openness = [true, false, undefined] as const;

/** What is blank is the same as what is not known to all who look at a sighting, other than its owner. */
export function createSightingList(): SightingList {
  const texts: string[] = [];
  const owners: Sighting['ownerId'][] = [];
  const moments: number[] = [];
  return {
    push: (one) => {
      owners.push(one.ownerId);
      moments.push(one.createdAt ?? Number.NaN);
      const said = [
        one.id,
        one.name,
        one.firstName,
        one.lastName,
        one.companyName,
        one.website,
        one.country,
        one.contactId,
      ];
      const kind = String(kinds.indexOf(one.kind) * openness.length + openness.indexOf(one.isOpen));
      return texts.push([kind, listed(one.emails), listed(one.phones), ...said.map(plain)].join(BETWEEN)) - 1;
    },
    at: (row) => {
      const text = texts[row];
      if (text === undefined) throw new RangeError(`no row ${row} among ${texts.length}`);
      const [kind, emails, phones, id, name, firstName, lastName, companyName, website, country, contactId] =
        text.split(BETWEEN);
      const moment = moments[row] ?? Number.NaN;
      return {
        kind: kinds[Math.floor(Number(kind) / openness.length)] ?? 'lead',
        id: id ?? '',
        name,
        firstName,
        lastName,
        emails: listOf(emails),
        phones: listOf(phones),
        companyName,
        website,
        country,
        ownerId: owners[row],
        createdAt: Number.isNaN(moment) ? undefined : moment,
        isOpen: openness[Number(kind) % openness.length],
        contactId: contactId || null,
      };
    },
    size: () => texts.length,
  };
}
