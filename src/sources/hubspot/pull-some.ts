import type { HistoryEntry } from '../../model/records.ts';
import type { Associations } from './associations.ts';
import { type BatchRead, batchRead, type Fields } from './batch-read.ts';
import { startChanges } from './changes-of.ts';
import { noteMissing } from './engagements.ts';
import { freeMailDomains } from './free-mail.ts';
import { HIDES, isLeadContact, NOUNS, type Office, orGap, ownerIdOf } from './office.ts';
import { once } from './once.ts';
import type { ObjectName } from './paths.ts';
import type { ApiRecord } from './payloads.ts';
import { type DealsRead, type LeadsRead, noDeals, noLeads, type Pull } from './pull.ts';
import { fatesOf, finishDeals, finishLeads, leadsByContact, linksOf, personEntries, readBoth } from './read-core.ts';
import { readAnew } from './records.ts';
import { rolesOf } from './roles-of.ts';
import { leadRowOf, primaryFirst, rowOf } from './row-of.ts';
import { byId, type Filter, type FilterGroup, searchIds } from './search.ts';
import type { RowText } from './sheet-of.ts';
import { trackedOf } from './wanted.ts';

const inOrder = (ids: Iterable<string>): readonly string[] => [...new Set(ids)].sort(byId);

const idsOf = (records: readonly ApiRecord[]): readonly string[] => records.map(({ id }) => id);

const filled = (value: string | null | undefined): readonly string[] => (value ? [value] : []);

const ownedBy = (owners: readonly string[]): Filter =>
  owners.length === 1
    ? { propertyName: 'hubspot_owner_id', operator: 'EQ', value: owners[0] ?? '' }
    : { propertyName: 'hubspot_owner_id', operator: 'IN', values: owners };

/** Open deals, and those that were touched since records count that were closed: whatever was closed since is among them. */
function dealsOf({ ownerIds = [], deals, reading }: Office): readonly FilterGroup[] {
  const since = reading.wants.whose?.closedSince;
  const owned = ownedBy(ownerIds);
  if (since === undefined || deals.closed.length === 0) return [[owned]];
  return [
    [owned, { propertyName: 'dealstage', operator: 'NOT_IN', values: deals.closed }],
    [owned, { propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: String(Math.floor(since)) }],
  ];
}

/** Contacts that act as leads; what each is worked as is looked at again once it has been read. */
const EARLY = ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead'];

function leadContactsOf({ ownerIds = [] }: Office): readonly FilterGroup[] {
  const owned = ownedBy(ownerIds);
  return [
    [owned, { propertyName: 'lifecyclestage', operator: 'IN', values: EARLY }],
    [owned, { propertyName: 'hs_lead_status', operator: 'HAS_PROPERTY' }],
  ];
}

/** Finds by the index and reads what stands there now: what has changed hands in between is left out, and counted. */
async function findOwned(
  office: Office,
  object: ObjectName,
  groups: readonly FilterGroup[],
  fields: Fields,
): Promise<readonly ApiRecord[]> {
  const { ask, told, ownerIds = [] } = office;
  if (ownerIds.length === 0) return [];
  const { records, missing } = await batchRead(ask, object, await searchIds(ask, object, groups, told), fields);
  noteMissing(office, object, missing.length);
  const kept = records.filter((record) => ownerIds.includes(ownerIdOf(record) ?? ''));
  const reason = (count: number): string => `${count} changed hands between the search and the reading`;
  told.count(NOUNS[object], reason, records.length - kept.length);
  return kept;
}

/** Reads what other records lead to. */
async function readLinked(office: Office, object: ObjectName, ids: readonly string[]): Promise<readonly ApiRecord[]> {
  const { ask, told, fields } = office;
  if (ids.length === 0) return [];
  const none: BatchRead = { records: [], missing: [] };
  const plain = { properties: fields[object].properties };
  const read = () => batchRead(ask, object, ids, plain);
  const { records, missing } = await orGap(told, NOUNS[object], HIDES[object], read, none);
  noteMissing(office, object, missing.length);
  return records;
}

/** What rules hold the records of a rep against. */
interface Others {
  /** Contacts at the companies of the leads, and the deals of others that they and the leads are on. */
  readonly contacts: readonly ApiRecord[];
  readonly deals: DealsRead;
  /** Deals that others have won: the pace of stages is taken from all of them. */
  readonly won: DealsRead;
}

const domainOf = (record: ApiRecord): string | undefined => {
  const { hs_email_domain: told, email } = record.properties;
  const domain = told || email?.split('@')[1];
  return domain ? domain.trim().toLowerCase() : undefined;
};

/** Contacts who share the domain of a lead; domains that everybody has tell nothing. */
async function readNeighbors(office: Office, leads: readonly ApiRecord[]): Promise<readonly ApiRecord[]> {
  const { ask, told, dictionaries } = office;
  const reason =
    'of the records of others, only those at the e-mail domains of these leads were read, and won deals: duplicates elsewhere are not seen';
  told.gap({ what: 'Records of others', reason, hides: [], isIncomplete: false });
  const names = dictionaries.contacts?.names;
  if (names !== undefined && !names.has('hs_email_domain')) return [];
  const free = freeMailDomains();
  const domains = inOrder(leads.flatMap((lead) => filled(domainOf(lead)))).filter((domain) => !free.has(domain));
  if (domains.length === 0) return [];
  const groups: readonly FilterGroup[] = [[{ propertyName: 'hs_email_domain', operator: 'IN', values: domains }]];
  const find = () => searchIds(ask, 'contacts', groups, told);
  const found = await orGap(told, 'Contacts at the same companies', [], find, []);
  const known = new Set(idsOf(leads));
  return readLinked(
    office,
    'contacts',
    found.filter((id) => !known.has(id)),
  );
}

async function readWon(office: Office, own: readonly string[]): Promise<DealsRead> {
  const { ask, told, deals, fields, ownerIds = [], reading, dictionaries } = office;
  if (deals.won.length === 0 || ownerIds.length === 0 || reading.wants.against?.wins === false) return noDeals;
  const find = () =>
    searchIds(ask, 'deals', [[{ propertyName: 'dealstage', operator: 'IN', values: deals.won }]], told);
  const known = new Set(own);
  const others = (await orGap(told, 'Won deals of others', [], find, [])).filter((id) => !known.has(id));
  const none: BatchRead = { records: [], missing: [] };
  const read = () => batchRead(ask, 'deals', others, fields.deals);
  const { records, missing } = await orGap(told, 'Won deals of others', [], read, none);
  noteMissing(office, 'deals', missing.length);
  const changesOf = startChanges(office);
  const tracked = trackedOf('deals', reading, dictionaries.deals);
  const entries = records.flatMap((record) => changesOf(record, 'deals', record.id, tracked));
  return { ...noDeals, records, entries };
}

/** Deals of others that some contacts are on, as far as they are not known already. */
async function readRivals(office: Office, contacts: readonly string[], known: ReadonlySet<string>): Promise<DealsRead> {
  const lists = await linksOf(office, 'contacts', 'deals', contacts, []);
  const ids = inOrder(contacts.flatMap((id) => (lists.of(id) ?? []).map((one) => one.id))).filter(
    (id) => !known.has(id),
  );
  const records = await readLinked(office, 'deals', ids);
  const list: Associations = await linksOf(office, 'deals', 'contacts', idsOf(records), []);
  return { ...noDeals, records, contacts: list };
}

interface Core {
  readonly deals: DealsRead;
  readonly leads: LeadsRead;
  readonly others: Others;
  /** Contacts by id: those on deals, those that act as leads, those at the same companies. */
  readonly contacts: ReadonlyMap<string, ApiRecord>;
  /** Contacts of the reps' own leads and deals: their activities are read. */
  readonly own: readonly string[];
  readonly companies: readonly ApiRecord[];
  readonly entries: readonly HistoryEntry[];
}

async function readLeads(office: Office): Promise<LeadsRead> {
  const { fields, leadsFrom, ownerIds = [], reading, dictionaries } = office;
  if (leadsFrom === 'leads')
    return finishLeads(office, await findOwned(office, 'leads', [[ownedBy(ownerIds)]], fields.leads));
  const tracked = trackedOf('contacts', reading, dictionaries.contacts);
  const both = { properties: fields.contacts.properties, withHistory: [...tracked.values()] };
  const found = await findOwned(office, 'contacts', leadContactsOf(office), both);
  const changesOf = startChanges(office);
  const entries = found.flatMap((record) => changesOf(record, 'contacts', record.id, tracked));
  return { ...noLeads, records: found, entries };
}

async function readCore(office: Office): Promise<Core> {
  const { deals, leads } = await readBoth(office, {
    deals: async () => finishDeals(office, await findOwned(office, 'deals', dealsOf(office), office.fields.deals)),
    leads: () => readLeads(office),
  });
  const onDeals = deals.records.flatMap(({ id }) => (deals.contacts.of(id) ?? []).map((one) => one.id));
  const isContact = office.leadsFrom === 'contacts';
  const ofLeads = isContact
    ? idsOf(leads.records)
    : [...fatesOf(leads).values()].flatMap(({ contactId }) => filled(contactId));
  const own = inOrder([...onDeals, ...ofLeads]);
  const read = new Map(isContact ? leads.records.map((record) => [record.id, record]) : []);
  for (const record of await readLinked(
    office,
    'contacts',
    own.filter((id) => !read.has(id)),
  ))
    read.set(record.id, record);
  const people = ofLeads.flatMap((id) => read.get(id) ?? []);
  const asksWhoIsWho = office.reading.wants.against?.people !== false;
  const neighbors = asksWhoIsWho && people.length > 0 ? await readNeighbors(office, people) : [];
  const ofDeals = idsOf(deals.records);
  const won = await readWon(office, ofDeals);
  const known = new Set([...ofDeals, ...idsOf(won.records)]);
  const rivals = asksWhoIsWho ? await readRivals(office, inOrder([...ofLeads, ...idsOf(neighbors)]), known) : noDeals;
  const contacts = new Map([...read, ...neighbors.map((record) => [record.id, record] as const)]);
  return {
    ...{ deals, leads, own, contacts, others: { contacts: neighbors, deals: rivals, won } },
    companies: await readLinked(office, 'companies', companiesOf(deals, [...contacts.values()])),
    entries: [
      ...leads.entries,
      ...(isContact ? [] : await personEntries(office, leads, readAnew(office).pastOf)),
      ...deals.entries,
      ...won.entries,
    ],
  };
}

const companiesOf = (deals: DealsRead, contacts: readonly ApiRecord[]): readonly string[] =>
  inOrder([
    ...deals.records.flatMap(({ id }) => (deals.companies.of(id) ?? []).map((one) => one.id)),
    ...contacts.flatMap(({ properties }) => filled(properties.associatedcompanyid)),
  ]);

const sorted = (records: Iterable<ApiRecord>): readonly ApiRecord[] => [...records].sort((a, b) => byId(a.id, b.id));

/** Leads of their own with the person that each is about, or the contacts that act as leads, those of others among them. */
function leadRows(office: Office, { leads, contacts }: Core): readonly RowText[] {
  if (office.leadsFrom === 'contacts')
    return sorted([...contacts.values()].filter(isLeadContact)).map((record) => rowOf(office, 'contacts', record));
  const fates = fatesOf(leads);
  return leads.records.map((lead) => leadRowOf(office, lead, contacts.get(fates.get(lead.id)?.contactId ?? '')));
}

function dealRows(office: Office, { deals, others }: Core): readonly RowText[] {
  const rows = [deals, others.deals, others.won].flatMap((read) =>
    read.records.map((record) => {
      const links =
        read === others.won
          ? { contacts: undefined, companies: undefined }
          : {
              contacts: read.contacts.of(record.id)?.map(({ id }) => id),
              companies: read === deals ? primaryFirst(read.companies.of(record.id)) : undefined,
            };
      return { id: record.id, row: rowOf(office, 'deals', record, links) };
    }),
  );
  return rows.sort((a, b) => byId(a.id, b.id)).map(({ row }) => row);
}

/** The records of some owners, and what rules hold them against. */
export function pullSome(office: Office): Pull {
  const core = once(() => readCore(office));
  async function* rows(
    object: ObjectName,
    of: (core: Core) => Iterable<ApiRecord>,
  ): AsyncGenerator<readonly RowText[]> {
    yield sorted(of(await core())).map((record) => rowOf(office, object, record));
  }
  return {
    companies: () => rows('companies', ({ companies }) => companies),
    contacts: () => rows('contacts', ({ contacts }) => contacts.values()),
    roles: async () => {
      const { deals, others } = await core();
      return [...rolesOf(deals), ...rolesOf(others.deals)];
    },
    history: async () => (await core()).entries,
    anchors: async () => {
      const { deals, leads, own } = await core();
      return {
        deals: idsOf(deals.records),
        contacts: own,
        leads: office.leadsFrom === 'leads' ? idsOf(leads.records) : [],
      };
    },
    leads: async () => leadRows(office, await core()),
    deals: async () => dealRows(office, await core()),
    leadsOf: async () => (office.leadsFrom === 'leads' ? leadsByContact((await core()).leads) : new Map()),
    fates: async () => (office.leadsFrom === 'leads' ? fatesOf((await core()).leads) : new Map()),
  };
}
