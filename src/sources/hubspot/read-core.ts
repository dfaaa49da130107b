import type { HistoryEntry } from '../../model/records.ts';
import { CallsExhausted } from '../live/call-budget.ts';
import { Refused } from './ask.ts';
import { type Associated, type Associations, associationsOf, noAssociations } from './associations.ts';
import type { BatchRead } from './batch-read.ts';
import { startChanges } from './changes-of.ts';
import { HIDES, NOUNS, type Office, orGap, tellOrThrow } from './office.ts';
import type { ObjectName } from './paths.ts';
import type { ApiRecord } from './payloads.ts';
import { type DealsRead, type LeadFate, type LeadsRead, noDeals, noLeads } from './pull.ts';
import type { Records } from './records.ts';
import { primaryFirst } from './row-of.ts';
import { byId } from './search.ts';
import { routedOf, trackedOf } from './wanted.ts';

/** Associations of some records, told as a gap where they are not known. */
export async function linksOf(
  office: Office,
  from: ObjectName,
  to: ObjectName,
  ids: readonly string[],
  hides: readonly string[],
): Promise<Associations> {
  const { ask, told } = office;
  if (ids.length === 0) return noAssociations;
  const what = `${NOUNS[to]} of ${NOUNS[from].toLowerCase()}`;
  const unknown: Associations = { of: () => undefined, unknown: ids.length };
  const found = await orGap(told, what, hides, () => associationsOf(ask, from, to, ids), unknown);
  if (found !== unknown && found.unknown > 0)
    told.gap({ what, reason: `${found.unknown} of which HubSpot did not say`, hides, isIncomplete: true });
  return found;
}

const idsOf = (records: readonly ApiRecord[]): readonly string[] => records.map(({ id }) => id);

/** History is kept as entries alone. */
const withoutHistory = ({ propertiesWithHistory: _history, ...record }: ApiRecord): ApiRecord => record;

export async function finishDeals(office: Office, records: readonly ApiRecord[]): Promise<DealsRead> {
  const changesOf = startChanges(office);
  const tracked = trackedOf('deals', office.reading, office.dictionaries.deals);
  const entries = records.flatMap((record) => changesOf(record, 'deals', record.id, tracked));
  const ids = idsOf(records);
  const contacts = await linksOf(office, 'deals', 'contacts', ids, ['contactRoles']);
  const companies = await linksOf(office, 'deals', 'companies', ids, []);
  return { records: records.map(withoutHistory), contacts, companies, entries };
}

export async function finishLeads(office: Office, records: readonly ApiRecord[]): Promise<LeadsRead> {
  const changesOf = startChanges(office);
  const tracked = trackedOf('leads', office.reading, office.dictionaries.leads);
  const entries = records.flatMap((record) => changesOf(record, 'leads', record.id, tracked));
  const ids = idsOf(records);
  const contacts = await linksOf(office, 'leads', 'contacts', ids, []);
  const deals = await linksOf(office, 'leads', 'deals', ids, ['lead.convertedDealId']);
  return { records: records.map(withoutHistory), contacts, deals, entries };
}

const firstOf = (list: readonly Associated[] | undefined): string | null | undefined =>
  list === undefined ? undefined : (primaryFirst(list)?.[0] ?? null);

/** The person that each lead is about, and the deal that it became. */
export const fatesOf = ({ records, contacts, deals }: LeadsRead): ReadonlyMap<string, LeadFate> =>
  new Map(records.map(({ id }) => [id, { contactId: firstOf(contacts.of(id)), dealId: firstOf(deals.of(id)) }]));

/** The leads of each contact. */
export function leadsByContact(read: LeadsRead): ReadonlyMap<string, readonly string[]> {
  const byContact = new Map<string, string[]>();
  for (const [id, { contactId }] of fatesOf(read)) {
    if (contactId) byContact.set(contactId, [...(byContact.get(contactId) ?? []), id]);
  }
  return byContact;
}

export interface Both {
  readonly deals: DealsRead;
  readonly leads: LeadsRead;
  /** Why deals or leads could not be read. */
  readonly failures: readonly unknown[];
}

/** Changes of what routing looks at, which lead records leave to the people they are about, under the ids of the leads. */
export async function personEntries(
  office: Office,
  leads: LeadsRead,
  pastOf: Records['pastOf'],
): Promise<readonly HistoryEntry[]> {
  const { told, dictionaries, reading } = office;
  const byContact = leadsByContact(leads);
  const tracked = routedOf(reading, dictionaries.contacts);
  if (tracked.size === 0 || byContact.size === 0) return [];
  const fields = { properties: ['createdate'], withHistory: [...tracked.values()] };
  const none: BatchRead = { records: [], missing: [] };
  const read = () => pastOf([...byContact.keys()].sort(byId), fields);
  const { records } = await orGap(told, 'History of the contacts of leads', ['leadHistory'], read, none);
  const changesOf = startChanges(office);
  return records.flatMap((record) =>
    (byContact.get(record.id) ?? []).flatMap((id) => changesOf(record, 'contacts', id, tracked)),
  );
}

/** Reads deals and leads; where neither can be read there is nothing to show, and the first reason ends the run. */
export async function readBoth(
  office: Office,
  read: { readonly deals: () => Promise<DealsRead>; readonly leads: () => Promise<LeadsRead> },
): Promise<Both> {
  const failures: unknown[] = [];
  const attempt = async <T>(object: ObjectName, task: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await task();
    } catch (error) {
      if (!(error instanceof Refused || error instanceof CallsExhausted)) throw error;
      failures.push(error);
      tellOrThrow(error, office.told, NOUNS[object], HIDES[object]);
      return otherwise;
    }
  };
  const deals = await attempt('deals', read.deals, noDeals);
  const leads = await attempt(office.leadsFrom, read.leads, noLeads);
  if (failures.length > 1) throw failures[0];
  return { deals, leads, failures };
}
