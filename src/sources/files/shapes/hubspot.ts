import { empty, type Stream } from '../../../model/dataset.ts';
import { type RowType, rowTypes } from '../../../model/fields.ts';
import type { Rows } from '../../../model/records.ts';
import { cell } from '../cell.ts';
import { completeName } from '../complete-name.ts';
import { checkMappedFields } from '../missing-columns.ts';
import type { Reading } from '../reading.ts';
import { type Draft, type Finish, recordsOf, type Table } from '../table.ts';
import { openActivities } from './hubspot/activities.ts';
import { leadCells } from './hubspot/leads.ts';
import { findObjects, type HubspotObject } from './hubspot/objects.ts';
import { nameOwner } from './hubspot/owners.ts';
import { openPeople } from './hubspot/people.ts';
import { openPortal, type Portal, type PortalPlaces, placesIn } from './hubspot/portal.ts';
import { firstOfLists, hubspotCells } from './hubspot/records.ts';
import type { Shape, Shaped } from './shape.ts';

type Streams = { -readonly [T in keyof Shaped['streams']]: Shaped['streams'][T] };
type Tables = Map<RowType, Table | undefined>;

const text = (value: Draft[string]): string => (typeof value === 'string' ? value : '');

const finishRecord =
  ({ owners }: Portal, last: (row: Draft) => void = () => undefined): Finish =>
  (row) => {
    nameOwner(row, owners);
    firstOfLists(row);
    last(row);
    return true;
  };

function lacks({ reading, places }: Portal, object: HubspotObject, what: string, hides: readonly string[]): void {
  const reason = places.whyNone(object) ?? 'no such export of HubSpot';
  reading.gaps.push({ what, reason, hides, isIncomplete: true });
}

async function openCompanies(portal: Portal, tables: Tables): Promise<Stream<Rows['account']>> {
  const table = await portal.open('account', 'company', hubspotCells(portal, 'account'));
  tables.set('account', table);
  if (table === undefined) {
    lacks(portal, 'company', 'Companies', ['accounts']);
    return empty();
  }
  portal.reading.parts.add('accounts');
  return recordsOf('account', table, portal.reading, { finish: finishRecord(portal) });
}

async function openContacts(portal: Portal, tables: Tables): Promise<Stream<Rows['contact']>> {
  const table = await portal.open('contact', 'contact', { ...hubspotCells(portal, 'contact'), ...leadCells });
  tables.set('contact', table);
  if (table === undefined) {
    lacks(portal, 'contact', 'Contacts', ['contacts']);
    return empty();
  }
  portal.reading.parts.add('contacts');
  const finish = finishRecord(portal, (row) => {
    completeName(row);
    if (typeof row.id === 'string' && portal.places.leads.isContact(row)) portal.leadsOf.set(row.id, [row.id]);
  });
  return recordsOf('contact', table, portal.reading, { start: { isDeleted: false }, finish });
}

/** What HubSpot's contacts have no property for: they are never converted, and stay where they are. */
const LEAD_START = { isDeleted: false, isConverted: false, convertedAt: null, convertedDealId: null };

/** Names under which teams keep the next step of contacts. */
const NEXT_STEP = /^next[ _-]?steps?(?:[ _-]?(?:text|description|details?))?$/i;

/** Contacts have no next step of their own: it is blank, unless a column looks like one that nobody mapped. */
function nextStepOf({ reading }: Portal, { header, place, columnOf }: Table): Readonly<Draft> {
  if (columnOf('nextStep') !== undefined) return {};
  const likely = header.find((name) => NEXT_STEP.test(name));
  if (likely === undefined) return { nextStep: null };
  const reason = `${likely} looks like the next step, but nothing is mapped to it (fields: { lead: { nextStep: … } })`;
  reading.gaps.push({ what: place.name, reason, hides: ['lead.nextStep'], isIncomplete: true });
  return {};
}

/** Contacts that act as leads, for which their file is read a second time; or leads that are records of their own. */
async function openLeads(portal: Portal, tables: Tables): Promise<Stream<Rows['lead']>> {
  const { reading } = portal;
  const cells = { ...hubspotCells(portal, 'lead'), ...leadCells };
  const { object, isLead } = portal.places.leads;
  const table = await portal.open('lead', object, cells);
  tables.set('lead', table);
  if (table === undefined) {
    if (object === 'lead') lacks(portal, 'lead', 'Leads', []);
    return empty();
  }
  if (table.columnOf('lifecycle') === undefined && table.columnOf('leadStatus') === undefined) {
    const reason = 'no column Lead Status, nor Lifecycle Stage: no contact is known as a lead';
    reading.gaps.push({ what: table.place.name, reason, hides: [], isIncomplete: true });
  }
  const record = finishRecord(portal, completeName);
  const finish: Finish = (row) => isLead(row) && record(row);
  return recordsOf('lead', table, reading, { start: { ...LEAD_START, ...nextStepOf(portal, table) }, finish });
}

/** Read whether or not a rule asks for it: it tells how the stage is called. */
const pipelineCells = { pipeline: cell('text', ['Pipeline', 'pipeline']) };

/** With several pipelines, exports put the pipeline behind the stage. */
function bareStage(row: Draft): void {
  const suffix = ` (${text(row.pipeline)})`;
  const stage = text(row.stage);
  if (stage.endsWith(suffix)) row.stage = stage.slice(0, -suffix.length);
}

async function openDeals(portal: Portal, tables: Tables): Promise<Stream<Rows['deal']>> {
  const { reading } = portal;
  const table = await portal.open('deal', 'deal', { ...pipelineCells, ...hubspotCells(portal, 'deal') });
  tables.set('deal', table);
  if (table === undefined) {
    lacks(portal, 'deal', 'Deals', []);
    return empty();
  }
  // A deal keeps the list of its contacts itself.
  if (table.columnOf('contactIds') !== undefined) reading.parts.add('contactRoles');
  return recordsOf('deal', table, reading, { start: { isDeleted: false }, finish: finishRecord(portal, bareStage) });
}

/** Opens what there is of the row types that are free; the list of a deal's contacts stands with the deals. */
async function openStreams(portal: Portal, free: ReadonlySet<RowType>, tables: Tables): Promise<Streams> {
  const streams: Streams = {};
  if (free.has('person')) {
    const { users, stream } = await openPeople(portal);
    tables.set('person', users);
    streams.person = stream;
  }
  if (free.has('account')) streams.account = await openCompanies(portal, tables);
  if (free.has('contact')) streams.contact = await openContacts(portal, tables);
  if (free.has('activity')) {
    const { table, stream } = await openActivities(portal);
    tables.set('activity', table);
    streams.activity = stream;
  }
  if (free.has('lead')) streams.lead = await openLeads(portal, tables);
  if (free.has('deal')) streams.deal = await openDeals(portal, tables);
  return streams;
}

/** The rows of an account, for the row types that are free. */
export async function shapePortal(
  places: PortalPlaces,
  reading: Reading,
  free: ReadonlySet<RowType>,
): Promise<{ readonly shaped: Shaped; readonly portal: Portal }> {
  const portal = openPortal(places, reading);
  const tables: Tables = new Map();
  const streams = await openStreams(portal, free, tables);
  checkMappedFields(reading, portal.headers);
  const columnOf: Shaped['columnOf'] = (type, field) => tables.get(type)?.columnOf(field);
  return { shaped: { streams, columnOf, hasSalesforceIds: false }, portal };
}

/** CSVs that HubSpot exports, one for each object, with the names of properties as its pages show them in English. */
export const hubspot: Shape = async (folder, reading, taken) => {
  const free = new Set(rowTypes.filter((type) => !taken.has(type)));
  if (free.size === 0) return undefined;
  const objects = await findObjects(folder);
  const records = [...objects.keys()].filter((object) => object !== 'user');
  if (records.length === 0) return undefined;
  const { shaped } = await shapePortal(placesIn(objects), reading, free);
  const passedOver = objects.get('lead')?.[0];
  if (passedOver !== undefined) {
    const reason = 'records of the object Lead are not read: contacts act as leads';
    reading.gaps.push({ what: passedOver.name, reason, hides: [], isIncomplete: true });
  }
  return shaped;
};
