import type { Sighting } from '../identity/duplicates.ts';
import { type Tier, tiers } from '../identity/identity.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import { defineFact, type Shape, type Subject, unknownShape } from './fact.ts';
import { changesOf } from './folds/timeline.ts';
import { latestOf } from './identities.ts';
import { owner } from './owner.ts';
import type { DealLink, Encounters } from './world.ts';

const provides = {
  count: {
    type: 'number',
    label: 'Duplicates',
    about:
      'Other open leads and contacts that are the same person: one mailbox, or the same name at one company domain, or one phone number and the same or nearly the same name',
  },
  possibleCount: {
    type: 'number',
    about:
      'Those that may be: nearly the same name at one company domain, or the same name at a company of the same name',
  },
  confidence: { type: 'text', about: 'The best of all matches: `high`, `medium` or `low`; blank when there is none' },
  names: {
    type: 'texts',
    label: 'Same person as',
    about: 'Names, and companies of leads, of those that are the same person',
  },
  ids: { type: 'texts', label: 'Duplicate ids', about: 'Their ids' },
  owners: { type: 'texts', label: 'Their owners', about: 'Names of their owners' },
  since: { type: 'instant', label: 'Duplicate since', about: 'When the newer record of the oldest such pair came in' },
  isConflicting: {
    type: 'boolean',
    label: 'Conflict',
    about: 'One of them, or an open deal that the person is on, belongs to somebody else',
  },
  conflictSince: { type: 'instant', label: 'Conflict since', about: 'Since when two owners have stood side by side' },
  otherOwners: {
    type: 'texts',
    label: 'Other owners',
    about: 'Names of the others who own a duplicate or such a deal',
  },
  deals: { type: 'texts', label: 'Open deals of others', about: 'Open deals of others that the person is on' },
} as const;

type Values = Shape<typeof provides>;

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort(byCodeUnit);

const nameOf = ({ name, firstName, lastName, emails, id }: Sighting): string =>
  name || [firstName, lastName].filter(Boolean).join(' ') || emails[0] || id;

const labelOf = (sighting: Sighting): string => {
  const { kind, companyName } = sighting;
  return `${nameOf(sighting)} (${kind}${companyName ? `, ${companyName}` : ''})`;
};

/** One pair, or one deal of somebody else: whose it is, and since when. */
interface Rival {
  readonly ownerId: string;
  readonly since: number | undefined;
}

/** The last recorded change of the owner of a lead; `null` where none is recorded. */
function handedOver({ world }: Subject, { kind, id }: Sighting): number | null {
  if (kind !== 'lead') return null;
  return changesOf(world.folds.timeline.of(id)).findLast(({ field }) => field === 'owner')?.at ?? null;
}

const earliest = (moments: readonly (number | undefined)[]): number | undefined => {
  const known = moments.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

const atLeast = (since: number | undefined, ...later: readonly (number | null | undefined)[]): number | undefined =>
  since === undefined ? undefined : Math.max(since, ...later.map((at) => at ?? since));

/** Leads and contacts that surely are the same person; `unsure`: leads of which it is not known whether they are open. */
function sortOut({ matches }: Encounters): {
  readonly sure: readonly Sighting[];
  readonly unsure: readonly Sighting[];
} {
  const high = matches.filter(({ tier, sighting }) => tier === 'high' && sighting.kind !== 'address');
  const all = high.map(({ sighting }) => sighting);
  return { sure: all.filter(({ isOpen }) => isOpen === true), unsure: all.filter(({ isOpen }) => isOpen !== true) };
}

function rivalsOf(subject: Subject, { self, deals }: Encounters, sure: readonly Sighting[]): readonly Rival[] {
  const own = self.ownerId;
  if (!own) return [];
  const hadSince = owner.of(subject).since;
  const isOther = ({ ownerId }: { ownerId: string | null | undefined }): boolean => !!ownerId && ownerId !== own;
  return [
    ...sure.filter(isOther).map((other) => ({
      ownerId: other.ownerId ?? '',
      since: atLeast(latestOf(self.createdAt, other.createdAt), hadSince, handedOver(subject, other)),
    })),
    ...deals.filter(isOther).map(({ ownerId, since }) => ({
      ownerId: ownerId ?? '',
      since: atLeast(latestOf(self.createdAt, since), hadSince),
    })),
  ];
}

/** No conflict seen is none only where every owner is known, and everything that could conflict can be seen. */
function isPeaceful({ self, deals, seesDeals }: Encounters, sure: readonly Sighting[], seesAll: boolean): boolean {
  if (self.ownerId === null) return true;
  const others: readonly (Sighting | DealLink)[] = [...sure, ...deals];
  const knowsOwners =
    others.length === 0 || (self.ownerId !== undefined && others.every(({ ownerId }) => ownerId !== undefined));
  return knowsOwners && seesDeals && seesAll;
}

/** None found is none only where the contacts can be seen, and what tells this person. */
function seesEverybody({ record, world }: Subject): boolean {
  if (record.type !== 'lead' || !world.has('contacts')) return false;
  const { email, name, lastName } = record;
  return typeof email === 'string' || (email === null && (name !== undefined || lastName !== undefined));
}

function conflictIn(
  subject: Subject,
  found: Encounters,
  sure: readonly Sighting[],
  seesAll: boolean,
): Pick<Values, 'isConflicting' | 'conflictSince' | 'otherOwners' | 'deals'> {
  const rivals = rivalsOf(subject, found, sure);
  const nameOfOwner = (id: string): string => subject.world.people.get(id)?.name ?? id;
  const own = found.self.ownerId;
  return {
    isConflicting: rivals.length > 0 ? true : isPeaceful(found, sure, seesAll) ? false : undefined,
    conflictSince: rivals.length > 0 ? earliest(rivals.map(({ since }) => since)) : null,
    otherOwners: distinct(rivals.map(({ ownerId }) => nameOfOwner(ownerId))),
    deals: own ? distinct(found.deals.filter(({ ownerId }) => ownerId && ownerId !== own).map(({ deal }) => deal)) : [],
  };
}

const bestOf = (found: readonly Tier[]): Tier | undefined => tiers.findLast((tier) => found.includes(tier));

/** Who else is the same person as a lead. A duplicate that is seen is one; none seen counts where all could be seen. */
export const duplicates = defineFact({
  name: 'duplicates',
  on: ['lead'],
  about: 'Other open leads and contacts, and people on open deals, that are the same person',
  reads: [
    'lead.id',
    'lead.name',
    'lead.firstName',
    'lead.lastName',
    'lead.email',
    'lead.phone',
    'lead.mobilePhone',
    'lead.companyName',
    'lead.website',
    'lead.country',
    'lead.createdAt',
    'lead.convertedContactId',
    'deal.contactIds',
    'deal.primaryContactId',
    'identity',
  ],
  parts: ['contacts', 'contactRoles', 'people'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    const found = world.identities.of(subject);
    if (found === undefined) return unknownShape(provides);
    const { sure, unsure } = sortOut(found);
    const seesAll = seesEverybody(subject) && unsure.length === 0;
    const people = found.matches.filter(({ sighting }) => sighting.kind !== 'address');
    const none = seesAll ? null : undefined;
    return {
      count: sure.length > 0 || seesAll ? sure.length : undefined,
      possibleCount: people.filter(({ tier }) => tier !== 'high').length,
      confidence: bestOf(people.map(({ tier }) => tier)) ?? none,
      names: distinct(sure.map(labelOf)),
      ids: distinct(sure.map(({ id }) => id)),
      owners: distinct(sure.flatMap(({ ownerId }) => (ownerId ? (world.people.get(ownerId)?.name ?? ownerId) : []))),
      since: sure.length === 0 ? none : earliest(sure.map((other) => latestOf(record.createdAt, other.createdAt))),
      ...conflictIn(subject, found, sure, seesAll),
    };
  },
});
