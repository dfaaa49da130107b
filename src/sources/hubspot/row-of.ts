import type { Associated } from './associations.ts';
import type { Office } from './office.ts';
import type { ObjectName } from './paths.ts';
import type { ApiRecord } from './payloads.ts';
import type { RowText } from './sheet-of.ts';

/** Columns under which exports list what a record is associated with. */
export const LINKS = {
  contacts: 'Associated Contact IDs',
  companies: 'Associated Company IDs',
  deals: 'Associated Deal IDs',
  leads: 'Associated Lead IDs',
} as const;
export type LinkName = keyof typeof LINKS;

/** What a record is associated with, as far as it was asked for: `undefined` where that is not known. */
export type Links = { readonly [L in LinkName]?: readonly string[] | undefined };

/** Values that stand for themselves although they have labels: the reader of exports knows both. */
const PLAIN = new Set(['lifecyclestage', 'hubspot_owner_id']);

/** A value of a property as people and exports read it: labels in place of ids. */
export function textOf(office: Office, object: ObjectName, property: string, value: string): string {
  if (value === '' || PLAIN.has(property)) return value;
  const named = NAMED[`${object}.${property}`];
  if (named !== undefined) return named(office, value) ?? value;
  return office.dictionaries[object]?.labelOf(property, value) ?? value;
}

/** Ids that other lists than that of the properties have names for. */
const NAMED: Readonly<Record<string, (office: Office, id: string) => string | undefined>> = {
  'deals.dealstage': ({ deals }, id) => deals.stageOf(id),
  'deals.pipeline': ({ deals }, id) => deals.pipelineOf(id),
  'leads.hs_pipeline_stage': ({ leads }, id) => leads.stageOf(id),
};

const AUTHOR = 'hs_created_by_user_id';

/** Whoever made a record, by their id as an owner. */
const authorOf = ({ owners }: Office, userId: string | null | undefined): string | undefined =>
  userId ? owners.ownerOfUser(userId) : '';

/** A text of a record; one that the portal does not define is not in its answers. */
function shownIn(office: Office, object: ObjectName, { properties }: ApiRecord, name: string): string | undefined {
  if (!Object.hasOwn(properties, name)) return undefined;
  if (name === AUTHOR) return authorOf(office, properties[name]);
  return textOf(office, object, name, properties[name] ?? '');
}

/** Whether a deal is closed follows from its stage, where the portal does not say so itself. */
function stateOf({ deals }: Office, { properties }: ApiRecord, name: string): string | undefined {
  const told = properties[name];
  if (told) return told;
  const stage = properties.dealstage;
  if (!stage) return undefined;
  const state = name === 'hs_is_closed' ? deals.isClosed(stage) : deals.isWon(stage);
  return state === undefined ? undefined : String(state);
}

const STATES = new Set(['hs_is_closed', 'hs_is_closed_won']);

const linkTexts = (links: Links): ReadonlyMap<string, string | undefined> =>
  new Map(
    (['contacts', 'companies', 'deals', 'leads'] as const)
      .filter((name) => name in links)
      .map((name) => [LINKS[name], links[name]?.join(';')]),
  );

/** A record as a row of an export would show it. */
export function rowOf(office: Office, object: ObjectName, record: ApiRecord, links: Links = {}): RowText {
  const linked = linkTexts(links);
  return (column) => {
    if (column === 'hs_object_id') return record.id;
    if (linked.has(column)) return linked.get(column);
    if (object === 'deals' && STATES.has(column)) return stateOf(office, record, column);
    const own = shownIn(office, object, record, column);
    const other = own ? undefined : ELSE[column];
    return other === undefined ? own : (shownIn(office, object, record, other) ?? own);
  };
}

/** Mails that came as pages have no text beside. */
const ELSE: Readonly<Record<string, string>> = { hs_email_text: 'hs_email_html' };

/** What a lead of its own says of itself, under the names that contacts have for it; the person is its contact. */
const LEAD_NAMES: Readonly<Record<string, readonly string[]>> = {
  hs_lead_name: ['hs_lead_name'],
  hs_lead_status: ['hs_pipeline_stage'],
  hubspot_owner_id: ['hubspot_owner_id'],
  createdate: ['hs_createdate', 'createdate'],
  hs_lastmodifieddate: ['hs_lastmodifieddate'],
  lastmodifieddate: ['hs_lastmodifieddate'],
  hs_created_by_user_id: ['hs_created_by_user_id'],
  hs_analytics_source: ['hs_lead_source'],
  hs_next_step: ['hs_next_step'],
  hubspot_owner_assigneddate: ['hubspot_owner_assigneddate'],
  // The contact's own may be of its deals.
  notes_last_updated: ['hs_last_activity_date'],
  notes_next_activity_date: ['hs_next_activity_date'],
};

/** A lead of its own as a row, filled up from the contact that it is about. */
export function leadRowOf(office: Office, lead: ApiRecord, contact: ApiRecord | undefined): RowText {
  return (column) => {
    if (column === 'hs_object_id') return lead.id;
    const names = LEAD_NAMES[column] ?? (office.fields.leads.properties.includes(column) ? [column] : []);
    const own = names.map((name) => shownIn(office, 'leads', lead, name)).filter((value) => value !== undefined);
    if (own.length > 0) return own.find((value) => value !== '') ?? '';
    return contact === undefined ? undefined : shownIn(office, 'contacts', contact, column);
  };
}

/** The primary one first: HubSpot marks it with a type of its own. */
export function primaryFirst(list: readonly Associated[] | undefined): readonly string[] | undefined {
  if (list === undefined) return undefined;
  const isPrimary = ({ types }: Associated): boolean =>
    types.some(({ typeId, label }) => PRIMARY.has(typeId) || label === 'Primary');
  return [...list.filter(isPrimary), ...list.filter((one) => !isPrimary(one))].map(({ id }) => id);
}

/** deal → company, lead → contact, lead → company, lead → deal (associations guide). */
const PRIMARY = new Set([5, 578, 580, 582]);
