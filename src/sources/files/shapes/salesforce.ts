import { empty, type Stream } from '../../../model/dataset.ts';
import { type RowType, rowTypes } from '../../../model/fields.ts';
import { type Rows, recordTypes } from '../../../model/records.ts';
import { completeName } from '../complete-name.ts';
import { checkMappedFields, withoutId } from '../missing-columns.ts';
import type { Reading } from '../reading.ts';
import { type Draft, recordsOf, type Table } from '../table.ts';
import { openActivities } from './salesforce/activities.ts';
import { openHistory } from './salesforce/history.ts';
import { type Org, type OrgPlaces, objectOfFile, openOrg, placesIn } from './salesforce/org.ts';
import { openPeople } from './salesforce/people.ts';
import { namedCells, salesforceCells } from './salesforce/records.ts';
import type { Shape, Shaped } from './shape.ts';

/** Objects by which a folder is known as an export of Salesforce. */
export const salesforceObjects = [
  ...['Lead', 'Opportunity', 'Account', 'Contact', 'OpportunityContactRole', 'Task', 'Event', 'User', 'Group'],
  ...['LeadHistory', 'OpportunityFieldHistory', 'OpportunityHistory', 'Note', 'ContentNote', 'ContentDocumentLink'],
  ...['EmailMessage', 'TaskRelation', 'EventRelation'],
] as const;

const objects: ReadonlySet<string> = new Set(salesforceObjects.map((object) => object.toLowerCase()));

type Streams = { -readonly [T in keyof Shaped['streams']]: Shaped['streams'][T] };
type Tables = Map<RowType, Table | undefined>;

/** Row types of one file each whose rows are canonical as they stand, and the part that the file shows. */
const single = {
  account: { object: 'Account', part: 'accounts', finish: undefined, needed: ['id'] },
  contact: { object: 'Contact', part: 'contacts', finish: completeName, needed: ['id'] },
  contactRole: {
    object: 'OpportunityContactRole',
    part: 'contactRoles',
    finish: undefined,
    needed: ['dealId', 'contactId'],
  },
  lead: { object: 'Lead', part: undefined, finish: completeName, needed: [] },
  deal: { object: 'Opportunity', part: undefined, finish: undefined, needed: [] },
} as const;

async function openSingle<T extends keyof typeof single>(org: Org, type: T, tables: Tables): Promise<Stream<Rows[T]>> {
  const { object, part, finish, needed } = single[type];
  const cells = finish === undefined ? salesforceCells(org, type) : namedCells(org, type);
  const table = await org.open(type, object, cells, needed);
  if (table === undefined) {
    org.lacks(object, '', part === undefined ? [] : [part], true);
    return empty();
  }
  if (part !== undefined) org.reading.parts.add(part);
  else if (table.columnOf('id') === undefined) org.reading.problems.push(withoutId(table.place.shown));
  tables.set(type, table);
  return recordsOf(type, table, org.reading, {
    start: type === 'lead' ? leadStart(org, table) : {},
    ...(finish !== undefined && { finish }),
  });
}

/** Names under which teams keep the next step of leads, which have none of their own. */
const NEXT_STEP = /^next_?steps?(?:_?(?:text|description|details?))?__c$/i;

/**
 * Standard leads have no next step: unless a field is mapped to it, it is known to be blank. A field that looks like
 * one leaves that open.
 */
function leadStart({ reading }: Org, { header, place }: Table): Readonly<Draft> {
  if (reading.config.fields.lead?.nextStep !== undefined) return {};
  const likely = header.find((name) => NEXT_STEP.test(name));
  if (likely === undefined) return { nextStep: null };
  const reason = `${likely} looks like the next step, but nothing is mapped to it (fields: { lead: { nextStep: … } })`;
  reading.gaps.push({ what: place.name, reason, hides: ['lead.nextStep'], isIncomplete: true });
  return {};
}

/** Opens what there is of the row types that are free. */
async function openStreams(org: Org, free: readonly RowType[], tables: Tables): Promise<Shaped['streams']> {
  const opening: { readonly [T in RowType]: (streams: Streams) => Promise<void> } = {
    person: async (streams) => {
      const { users, stream } = await openPeople(org);
      tables.set('person', users);
      streams.person = stream;
    },
    account: async (streams) => {
      streams.account = await openSingle(org, 'account', tables);
    },
    contact: async (streams) => {
      streams.contact = await openSingle(org, 'contact', tables);
    },
    contactRole: async (streams) => {
      streams.contactRole = await openSingle(org, 'contactRole', tables);
    },
    history: async (streams) => {
      streams.history = await openHistory(
        org,
        recordTypes.filter((type) => free.includes(type)),
      );
    },
    activity: async (streams) => {
      const { tasks, stream } = await openActivities(org);
      tables.set('activity', tasks);
      streams.activity = stream;
    },
    lead: async (streams) => {
      streams.lead = await openSingle(org, 'lead', tables);
    },
    deal: async (streams) => {
      streams.deal = await openSingle(org, 'deal', tables);
    },
  };
  const streams: Streams = {};
  for (const type of free) await opening[type](streams);
  return streams;
}

/** The rows of an org, for the row types that are free. */
export async function shapeOrg(places: OrgPlaces, reading: Reading, free: readonly RowType[]): Promise<Shaped> {
  const org = openOrg(places, reading);
  const tables: Tables = new Map();
  const streams = await openStreams(org, free, tables);
  checkMappedFields(reading, org.headers, places.mayHide);
  return {
    streams,
    columnOf: (type, field) => tables.get(type)?.columnOf(field),
    hasSalesforceIds: free.includes('lead') || free.includes('deal'),
  };
}

/** CSVs named by object, as Data Loader and the Bulk API write them. */
export const salesforce: Shape = async (folder, reading, taken) => {
  if (!folder.names.some((name) => objects.has(objectOfFile(name) ?? ''))) return undefined;
  const free = rowTypes.filter((type) => !taken.has(type));
  return shapeOrg(placesIn(folder), reading, free);
};
