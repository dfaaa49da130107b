import type { HistoryEntry } from '../../model/records.ts';
import { batchRead } from './batch-read.ts';
import { startChanges } from './changes-of.ts';
import { noteMissing } from './engagements.ts';
import { listAll } from './list.ts';
import { cutHides, HIDES, isLeadContact, NOUNS, type Office, orGap, tellOrThrow } from './office.ts';
import type { ObjectName } from './paths.ts';
import type { ApiRecord } from './payloads.ts';
import type { Pull } from './pull.ts';
import { fatesOf, finishDeals, finishLeads, leadsByContact, personEntries, readBoth } from './read-core.ts';
import { rolesOf } from './roles-of.ts';
import { leadRowOf, primaryFirst, rowOf } from './row-of.ts';
import { byId } from './search.ts';
import type { RowText } from './sheet-of.ts';
import { trackedOf } from './wanted.ts';

const inOrder = (records: Iterable<ApiRecord>): readonly ApiRecord[] => [...records].sort((a, b) => byId(a.id, b.id));

/** Every record of an object, each once and in order; what was read before it was cut short is kept. */
async function collect(office: Office, object: ObjectName): Promise<readonly ApiRecord[]> {
  const { ask, told, fields } = office;
  const found = new Map<string, ApiRecord>();
  try {
    for await (const page of listAll(ask, object, fields[object], told))
      for (const record of page) found.set(record.id, record);
  } catch (error) {
    if (found.size === 0) throw error;
    tellOrThrow(error, told, NOUNS[object], cutHides(object));
  }
  return inOrder(found.values());
}

/** The pages of an object as rows, each record once. Where nothing else could be read either, a refusal ends the run. */
async function* pagesOf(
  office: Office,
  object: ObjectName,
  take: (record: ApiRecord) => void = () => undefined,
  isAllThereIs = false,
): AsyncGenerator<readonly RowText[]> {
  const seen = new Set<string>();
  try {
    for await (const page of listAll(office.ask, object, office.fields[object], office.told)) {
      const fresh = page.filter(({ id }) => !seen.has(id));
      for (const record of fresh) {
        seen.add(record.id);
        take(record);
      }
      yield fresh.map((record) => rowOf(office, object, record));
    }
  } catch (error) {
    if (isAllThereIs && seen.size === 0) throw error;
    tellOrThrow(error, office.told, NOUNS[object], HIDES[object]);
  }
}

/** Changes of contacts that act as leads: of them alone, since history makes batches small. */
async function leadEntries(office: Office, ids: readonly string[]): Promise<readonly HistoryEntry[]> {
  const { ask, told, dictionaries, reading } = office;
  const tracked = trackedOf('contacts', reading, dictionaries.contacts);
  const fields = { properties: ['createdate'], withHistory: [...tracked.values()] };
  const none = { records: [], missing: [] };
  const read = () => batchRead(ask, 'contacts', ids, fields);
  const { records, missing } = await orGap(told, 'History of leads', ['leadHistory'], read, none);
  noteMissing(office, 'contacts', missing.length);
  const changesOf = startChanges(office);
  return records.flatMap((record) => changesOf(record, 'contacts', record.id, tracked));
}

/** Everything that there is, by lists, which are never behind. */
export function pullAll(office: Office): Pull {
  const read = once(() =>
    readBoth(office, {
      deals: async () => finishDeals(office, await collect(office, 'deals')),
      leads: async () => finishLeads(office, office.leadsFrom === 'leads' ? await collect(office, 'leads') : []),
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
    yield* pagesOf(office, 'contacts', keep, failures.length > 0 && office.leadsFrom === 'contacts');
  }
  /** Whoever asks for leads alone has not read the contacts. */
  const readContacts = async (): Promise<void> => {
    if (hasStreamed) return;
    for await (const _rows of contacts());
  };
  return {
    companies: () => pagesOf(office, 'companies'),
    contacts,
    roles: async () => rolesOf((await read()).deals),
    history: async () => {
      await readContacts();
      const { deals, leads } = await read();
      const ids = inOrder(leadContacts.values()).map(({ id }) => id);
      const own =
        office.leadsFrom === 'leads'
          ? [...leads.entries, ...(await personEntries(office, leads))]
          : await leadEntries(office, ids);
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

/** Done when it is first asked for, and not again. */
export function once<T>(task: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    started ??= task();
    return started;
  };
}
