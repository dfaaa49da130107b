import { UserError } from '../../lib/errors.ts';
import { inOrder } from '../../lib/validate.ts';
import type { Dataset, Stream, Wants } from '../../model/dataset.ts';
import { rowTypes } from '../../model/fields.ts';
import type { HistoryEntry, Lead, Rows } from '../../model/records.ts';
import { closeAll, datasetOf } from '../files/dataset-of.ts';
import { type Reading, startReading } from '../files/reading.ts';
import type { HubspotObject } from '../files/shapes/hubspot/objects.ts';
import { shapePortal } from '../files/shapes/hubspot.ts';
import type { Shaped } from '../files/shapes/shape.ts';
import type { LiveOptions } from '../live/live.ts';
import { startUnorderedHash } from '../live/unordered-hash.ts';
import { STALE, WHOLE_EVERY } from '../live/whole-every.ts';
import type { Source } from '../source.ts';
import { type Connection, connect } from './connect.ts';
import { type Office, orGap } from './office.ts';
import { openOffice } from './open-office.ts';
import { objectTypeIds } from './paths.ts';
import { placesOf } from './places-of.ts';
import type { LeadFate, Pull } from './pull.ts';
import { pullAll } from './pull-all.ts';
import { pullSome } from './pull-some.ts';
import { type Records, readAnew } from './records.ts';
import { hasRoleLabels } from './roles-of.ts';
import { LINKS } from './row-of.ts';
import { readSince } from './since/records-since.ts';
import { startTold, type Told } from './told.ts';

type Streams = { -readonly [T in keyof Shaped['streams']]: Shaped['streams'][T] };

/** Rows that come from no sheet, told to the hash like any other. */
async function* told<T extends object>(
  { hash }: Reading,
  tag: string,
  fields: readonly (keyof T & string)[],
  read: () => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  const rows = await read();
  hash.head(tag, fields);
  for (const row of rows) {
    const values = new Map<string, unknown>(Object.entries(row));
    for (const field of fields) hash.value(textOf(values.get(field)));
  }
  if (rows.length > 0) yield rows;
}

const textOf = (value: unknown): string | number | null | undefined =>
  typeof value === 'string' || typeof value === 'number' ? value : value === null ? null : undefined;

const historyFields = ['recordId', 'recordType', 'field', 'from', 'to', 'at', 'byId'] as const;

/** What became of leads that are records of their own is told by what they are associated with. */
async function* withFates(stream: Stream<Lead>, read: Pull['fates']): AsyncGenerator<readonly Lead[]> {
  const fates: ReadonlyMap<string, LeadFate> = await read();
  for await (const leads of stream)
    yield leads.map((lead) => {
      const fate = fates.get(lead.id ?? '');
      if (fate === undefined) return lead;
      const convertedAt = fate.dealId === null ? null : undefined;
      const { contactId: convertedContactId, dealId: convertedDealId } = fate;
      const isConverted = convertedDealId === undefined ? undefined : convertedDealId !== null;
      return { ...lead, convertedContactId, convertedDealId, isConverted, convertedAt };
    });
}

/** Roles are kept as labels of associations, which not every account can have. */
async function addRoles(office: Office, pull: Pull, streams: Streams): Promise<void> {
  const { ask, reading } = office;
  const what = 'Labels of contacts on deals';
  const has = await orGap(office.told, what, [], () => hasRoleLabels(ask), false);
  reading.parts.add('contactRoles');
  if (has) {
    streams.contactRole = told<Rows['contactRole']>(reading, 'role', ['dealId', 'contactId', 'role'], pull.roles);
    return;
  }
  const reason = 'the account has no association labels: a buying role is that of the contact, whatever the deal';
  office.told.gap({ what, reason, hides: [], isIncomplete: false });
}

function addHistory({ reading }: Office, pull: Pull, streams: Streams): void {
  reading.parts.add('leadHistory');
  reading.parts.add('dealHistory');
  streams.history = told<HistoryEntry>(reading, 'history', historyFields, pull.history);
}

/** Lead records are known by what they are associated with, before the first activity comes. */
async function* afterLeads<T>(
  stream: Stream<T>,
  into: Map<string, readonly string[]>,
  pull: Pull,
): AsyncGenerator<readonly T[]> {
  for (const [contact, leads] of await pull.leadsOf()) into.set(contact, leads);
  yield* stream;
}

const CONVERSION: readonly string[] = ['isConverted', 'convertedDealId', 'convertedContactId'];

/** Of lead records, associations tell what became of them, unless they could not be read. */
const conversionColumn = ({ reading }: Office, { columnOf }: Shaped): Shaped['columnOf'] => {
  const isHidden = (): boolean => reading.gaps.some(({ hides }) => hides.includes('lead.convertedDealId'));
  return (type, field) =>
    type === 'lead' && CONVERSION.includes(field) ? (isHidden() ? undefined : LINKS.deals) : columnOf(type, field);
};

async function shape(office: Office, records: Records, refusedOwners: string | undefined): Promise<Shaped> {
  const pull = office.ownerIds === undefined ? pullAll(office, records) : pullSome(office);
  const refused = new Map<HubspotObject, string>(refusedOwners === undefined ? [] : [['user', refusedOwners]]);
  const { shaped, portal } = await shapePortal(
    placesOf(office, { pull, records }, refused),
    office.reading,
    new Set(rowTypes),
  );
  const streams: Streams = { ...shaped.streams };
  await addRoles(office, pull, streams);
  addHistory(office, pull, streams);
  if (streams.lead !== undefined && office.leadsFrom === 'leads') streams.lead = withFates(streams.lead, pull.fates);
  if (streams.activity !== undefined && office.leadsFrom === 'leads')
    streams.activity = afterLeads(streams.activity, portal.leadsOf, pull);
  const columnOf = office.leadsFrom === 'leads' ? conversionColumn(office, shaped) : shaped.columnOf;
  return { ...shaped, streams, columnOf };
}

const typeIdOf = (type: 'lead' | 'deal', { leadsFrom }: Office): string =>
  objectTypeIds[type === 'deal' ? 'deals' : leadsFrom];

function datasetFrom(office: Office, shaped: Shaped, { budget }: Connection): Dataset {
  const { reading, info } = office;
  const dataset = datasetOf(reading, [shaped], { kind: 'hubspot', label: info.id });
  return {
    ...dataset,
    gaps: () => [...dataset.gaps(), ...office.told.counted()],
    urlOf: (type, id) =>
      info.pages === undefined
        ? undefined
        : `https://${info.pages}/contacts/${info.id}/record/${typeIdOf(type, office)}/${encodeURIComponent(id)}`,
    usage: budget.usage,
  };
}

/** What a rep is held against is searched for anew: a few calls, and never the same records. */
async function recordsFor(office: Office, options: LiveOptions, connection: Connection): Promise<Records> {
  const { mirrors, edges, notify } = options;
  if (mirrors === undefined || office.ownerIds !== undefined) return readAnew(office);
  const { reader, began, readFrom } = connection;
  const left = await mirrors.open({ source: 'hubspot', account: office.info.id, reader });
  const isStale = left.past !== undefined && edges.now() - left.past.wholeAt > WHOLE_EVERY;
  if (isStale) notify(`everything is read anew: ${STALE}`);
  const mirror = isStale ? { ...left, past: undefined } : left;
  return readSince(office, { mirror, now: began(), readFrom, notify });
}

async function open(options: LiveOptions, connection: Connection, reading: Reading, notices: Told): Promise<Dataset> {
  const { source } = options.config;
  const leads = source?.kind === 'hubspot' ? (source.leads ?? 'auto') : 'auto';
  const { office, refusedOwners } = await openOffice({ ask: connection.ask, told: notices, reading, leads });
  connection.isOf(office.info.id);
  const shaped = await shape(office, await recordsFor(office, options, connection), refusedOwners);
  if (reading.problems.length > 0) throw new UserError(inOrder(reading.problems));
  return datasetFrom(office, shaped, connection);
}

/**
 * A HubSpot account, read through its API. Throws a `UserError` for credentials that are missing or written wrong and
 * for mapped properties that it does not have, and a `SourceError` for an account that cannot be read. What its token
 * may not see is a gap.
 */
export const readHubspot =
  (options: LiveOptions): Source =>
  async (wants: Wants) => {
    const connection = connect(options, wants.asOf);
    const started = startReading({ config: options.config, zone: options.zone }, wants, 'not read');
    const reading: Reading = { ...started, hash: startUnorderedHash() };
    reading.opened.push({ close: async () => connection.close() });
    try {
      return await open(options, connection, reading, startTold(reading.gaps));
    } catch (error) {
      await closeAll(reading);
      throw error;
    }
  };
