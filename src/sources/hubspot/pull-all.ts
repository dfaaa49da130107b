import type { HistoryEntry } from '../../model/records.ts';
import { startChanges } from './changes-of.ts';
import { noteMissing } from './engagements.ts';
import { cutHides, HIDES, isLeadContact, NOUNS, type Office, orGap, tellOrThrow } from './office.ts';
import { once } from './once.ts';
import type { ObjectName } from './paths.ts';
import type { ApiRecord } from './payloads.ts';
import type { Pull } from './pull.ts';
import { fatesOf, finishDeals, finishLeads, leadsByContact, personEntries, readBoth } from './read-core.ts';
import type { EngagementKind, Records } from './records.ts';
import { rolesOf } from './roles-of.ts';
import { leadRowOf, primaryFirst, rowOf } from './row-of.ts';
import { byId } from './search.ts';
import type { RowText } from './sheet-of.ts';
import { trackedOf } from './wanted.ts';

const inOrder = (records: Iterable<ApiRecord>): readonly ApiRecord[] => [...records].sort((a, b) => byId(a.id, b.id));

type Listed = Exclude<ObjectName, EngagementKind>;

/** Every record of an object, each once and in order; what was read before it was cut short is kept. */
async function collect(office: Office, records: Records, object: Listed): Promise<readonly ApiRecord[]> {
  const found: ApiRecord[] = [];
  try {
    for await (const page of records.of(object)) found.push(...page);
  } catch (error) {
    if (found.length === 0) throw error;
    tellOrThrow(error, office.told, NOUNS[object], cutHides(object));
  }
  return inOrder(found);
}

interface Rows {
  readonly object: Listed;
  readonly take?: (record: ApiRecord) => void;
  /** Nothing else could be read: a refusal ends the run. */
  readonly isAllThereIs?: boolean;
}

/** The pages of an object as rows. */
async function* rowsOf(office: Office, records: Records, rows: Rows): AsyncGenerator<readonly RowText[]> {
  const { object, take, isAllThereIs = false } = rows;
  let count = 0;
  try {
    for await (const page of records.of(object)) {
      count += page.length;
      if (take !== undefined) page.forEach(take);
      yield page.map((record) => rowOf(office, object, record));
    }
  } catch (error) {
    if (isAllThereIs && count === 0) throw error;
    tellOrThrow(error, office.told, NOUNS[object], HIDES[object]);
  }
}

/** Changes of contacts that act as leads: of them alone, since history makes batches small. */
async function leadEntries(office: Office, past: Records, ids: readonly string[]): Promise<readonly HistoryEntry[]> {
  const { told, dictionaries, reading } = office;
  const tracked = trackedOf('contacts', reading, dictionaries.contacts);
  const fields = { properties: ['createdate'], withHistory: [...tracked.values()] };
  const none = { records: [], missing: [] };
  const read = () => past.pastOf(ids, fields);
  const { records, missing } = await orGap(told, 'History of leads', ['leadHistory'], read, none);
  noteMissing(office, 'contacts', missing.length);
  const changesOf = startChanges(office);
  return records.flatMap((record) => changesOf(record, 'contacts', record.id, tracked));
}

/** Everything that there is. */
export function pullAll(office: Office, records: Records): Pull {
  const read = once(() =>
    readBoth(office, {
      deals: async () => finishDeals(office, await collect(office, records, 'deals')),
      leads: async () =>
        finishLeads(office, office.leadsFrom === 'leads' ? await collect(office, records, 'leads') : []),
    }),
  );
  /** Contacts that are leads or that lead records are about. */
  const leadContacts = new Map<string, ApiRecord>();
  let hasStreamed = false;
  async function* contacts(): AsyncGenerator<readonly RowText[]> {
    hasStreamed = true;
    const { leads, failures } = await read();
    const about = new Set([...fatesOf(leads).values()].map(({ contactId }) => contactId));
    const isKept = office.leadsFrom === 'leads' ? ({ id }: ApiRecord) => about.has(id) : isLeadContact;
    const keep = (record: ApiRecord): void => void (isKept(record) && leadContacts.set(record.id, record));
    const isAllThereIs = failures.length > 0 && office.leadsFrom === 'contacts';
    yield* rowsOf(office, records, { object: 'contacts', take: keep, isAllThereIs });
  }
  /** Whoever asks for leads alone has not read the contacts. */
  const readContacts = async (): Promise<void> => {
    if (hasStreamed) return;
    for await (const _rows of contacts());
  };
  return {
    companies: () => rowsOf(office, records, { object: 'companies' }),
    contacts,
    roles: async () => rolesOf((await read()).deals),
    history: async () => {
      await readContacts();
      const { deals, leads } = await read();
      const ids = inOrder(leadContacts.values()).map(({ id }) => id);
      const own =
        office.leadsFrom === 'leads'
          ? [...leads.entries, ...(await personEntries(office, leads, records.pastOf))]
          : await leadEntries(office, records, ids);
      return [...own, ...deals.entries];
    },
    anchors: async () => undefined,
    leads: async () => {
      await readContacts();
      if (office.leadsFrom === 'contacts')
        return inOrder(leadContacts.values()).map((record) => rowOf(office, 'contacts', record));
      const { leads } = await read();
      const fates = fatesOf(leads);
      return leads.records.map((lead) =>
        leadRowOf(office, lead, leadContacts.get(fates.get(lead.id)?.contactId ?? '')),
      );
    },
    deals: async () => {
      const { deals } = await read();
      return deals.records.map((record) =>
        rowOf(office, 'deals', record, {
          contacts: deals.contacts.of(record.id)?.map(({ id }) => id),
          companies: primaryFirst(deals.companies.of(record.id)),
        }),
      );
    },
    leadsOf: async () => leadsByContact((await read()).leads),
    fates: async () => fatesOf((await read()).leads),
  };
}
