import { actsAsLead } from '../files/shapes/hubspot/leads.ts';
import type { HubspotObject } from '../files/shapes/hubspot/objects.ts';
import type { PortalPlaces } from '../files/shapes/hubspot/portal.ts';
import type { SheetPlace } from '../files/sheet.ts';
import { readEngagements } from './engagements.ts';
import { NOUNS, type Office } from './office.ts';
import type { ObjectName } from './paths.ts';
import type { OwnerRow } from './payloads.ts';
import type { Pull } from './pull.ts';
import type { EngagementKind, Records } from './records.ts';
import { LINKS } from './row-of.ts';
import { type RowText, sheetOf } from './sheet-of.ts';
import { propertyFor } from './wanted.ts';

/** What the reader of exports calls the objects. */
const OBJECTS: { readonly [H in Exclude<HubspotObject, 'user'>]: ObjectName } = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
  lead: 'leads',
  call: 'calls',
  meeting: 'meetings',
  task: 'tasks',
  note: 'notes',
  email: 'emails',
};

const ENGAGEMENTS: { readonly [H in HubspotObject]?: EngagementKind } = {
  call: 'calls',
  meeting: 'meetings',
  task: 'tasks',
  note: 'notes',
  email: 'emails',
};

/** Columns that are no property: what a record is associated with, what follows from its stage. */
function moreColumns(object: HubspotObject, { leadsFrom }: Office): readonly string[] {
  if (object === 'deal') return [LINKS.contacts, LINKS.companies, 'hs_is_closed', 'hs_is_closed_won'];
  if (ENGAGEMENTS[object] === undefined) return [];
  const links = [LINKS.contacts, LINKS.deals];
  return leadsFrom === 'leads' ? [...links, LINKS.leads] : links;
}

/** Properties of a lead record that contacts do not have. */
const OWN_OF_LEADS = ['hs_lead_name', 'hs_next_step', 'hs_lead_status', 'createdate', 'hs_lastmodifieddate'];

/** The object whose properties a row has: leads are filled up from contacts. */
const describedBy = (object: HubspotObject): ObjectName =>
  object === 'user' || object === 'lead' ? 'contacts' : OBJECTS[object];

/** What an object can show: what it was asked for, and whatever else the account defines, of which nothing was read. */
function headerOf(object: HubspotObject, office: Office): readonly string[] {
  if (object === 'user') return USER_COLUMNS;
  const name = describedBy(object);
  const asked = ['hs_object_id', ...office.fields[name].properties];
  const own =
    object === 'lead' && office.leadsFrom === 'leads' ? [...OWN_OF_LEADS, ...office.fields.leads.properties] : [];
  const defined = office.dictionaries[name]?.names ?? [];
  return [...new Set([...asked, ...own, ...moreColumns(object, office), ...[...defined].sort()])];
}

const USER_COLUMNS = ['id', 'firstName', 'lastName', 'email', 'Archived', 'Type'];

const userRow =
  (row: OwnerRow): RowText =>
  (column) => {
    switch (column) {
      case 'id':
        return row.id;
      case 'firstName':
        return row.firstName ?? '';
      case 'lastName':
        return row.lastName ?? '';
      case 'email':
        return row.email ?? '';
      case 'Archived':
        return String(row.archived === true);
      case 'Type':
        return row.type ?? '';
      default:
        return undefined;
    }
  };

async function* only(read: () => Promise<readonly RowText[]> | readonly RowText[]): AsyncGenerator<readonly RowText[]> {
  const rows = await read();
  if (rows.length > 0) yield rows;
}

/** What rows are made of. */
export interface Reads {
  readonly pull: Pull;
  readonly records: Records;
}

function rowsOf(
  object: HubspotObject,
  office: Office,
  { pull, records }: Reads,
): () => AsyncIterable<readonly RowText[]> {
  const kind = ENGAGEMENTS[object];
  if (kind !== undefined) return () => readEngagements(office, kind, { anchors: pull.anchors, records });
  switch (object) {
    case 'user':
      return () => only(() => office.owners.rows.map(userRow));
    case 'company':
      return pull.companies;
    case 'contact':
      return pull.contacts;
    case 'lead':
      return () => only(pull.leads);
    default:
      return () => only(pull.deals);
  }
}

const nameOf = (object: HubspotObject): string => (object === 'user' ? 'Owners' : NOUNS[OBJECTS[object]]);

function placeOf(object: HubspotObject, office: Office, reads: Reads): SheetPlace {
  return sheetOf({
    name: nameOf(object),
    header: headerOf(object, office),
    rows: rowsOf(object, office, reads),
    whyAbsent: (column) => `the account has no property ${propertyFor(describedBy(object), office.reading, column)}`,
  });
}

/** The objects of an account as the reader of exports takes them. */
export function placesOf(office: Office, reads: Reads, refused: ReadonlyMap<HubspotObject, string>): PortalPlaces {
  const isOwn = office.leadsFrom === 'leads';
  return {
    // Rows of leads are made ready by the pull, whichever object they come from.
    of: (object) => (refused.has(object) ? [] : [placeOf(object, office, reads)]),
    whyNone: (object) => refused.get(object),
    leads: {
      object: 'lead',
      isContact: isOwn ? () => false : actsAsLead,
      isLead: isOwn ? () => true : actsAsLead,
    },
    zone: office.info.zone,
  };
}
