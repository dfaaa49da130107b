import type { RowType } from '../../model/fields.ts';
import { withMapped } from '../files/canonical-cells.ts';
import type { Cells } from '../files/cell.ts';
import type { Reading } from '../files/reading.ts';
import { callCells, emailCells, meetingCells, noteCells, taskCells } from '../files/shapes/hubspot/activity-cells.ts';
import { leadCells } from '../files/shapes/hubspot/leads.ts';
import { hubspotCells } from '../files/shapes/hubspot/records.ts';
import type { Fields } from './batch-read.ts';
import type { ObjectName } from './paths.ts';
import type { ApiRecord } from './payloads.ts';
import type { Dictionary } from './read-properties.ts';

/** Names of properties are in small letters; those that people read are not. */
const isName = (name: string): boolean => /^[a-z][a-z0-9_]*$/.test(name);

const namesIn = (cells: Cells): readonly string[] => Object.values(cells).flatMap(({ from }) => from.filter(isName));

/** What each object is asked for: the properties behind the cells that its rows are made of, and those of the team. */
function cellsOf(object: ObjectName, reading: Reading): Cells {
  const own = (type: RowType): Cells => {
    const cells = hubspotCells({ reading }, type);
    const extra = type === 'contact' || type === 'lead' ? leadCells : {};
    return withMapped({ ...cells, ...extra }, reading.config.fields[type] ?? {});
  };
  const mapped = (cells: Cells): Cells => withMapped(cells, reading.config.fields.activity ?? {});
  switch (object) {
    case 'contacts':
      return { ...prefixed('contact', own('contact')), ...prefixed('lead', own('lead')) };
    case 'companies':
      return own('account');
    case 'deals':
      return own('deal');
    case 'leads':
      return {};
    case 'calls':
      return mapped(callCells);
    case 'meetings':
      return mapped(meetingCells);
    case 'tasks':
      return mapped(taskCells);
    case 'notes':
      return mapped(noteCells);
    case 'emails':
      return mapped(emailCells);
  }
}

const prefixed = (prefix: string, cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).map(([field, one]) => [`${prefix}.${field}`, one]));

/** What is needed to tell which records are whose and what they are, whatever rules read. */
const ALWAYS: { readonly [O in ObjectName]?: readonly string[] } = {
  contacts: ['hubspot_owner_id', 'lifecyclestage', 'hs_lead_status', 'hs_email_domain', 'associatedcompanyid'],
  deals: ['hubspot_owner_id', 'dealstage', 'pipeline', 'hs_is_closed', 'hs_is_closed_won'],
  leads: [
    ...['hs_lead_name', 'hs_pipeline', 'hs_pipeline_stage', 'hubspot_owner_id', 'hs_createdate', 'createdate'],
    ...['hs_lastmodifieddate', 'hs_created_by_user_id', 'hs_lead_source', 'hs_next_step', 'hs_object_id'],
    ...['hs_last_activity_date', 'hs_next_activity_date', 'hubspot_owner_assigneddate'],
  ],
};

/** Properties whose changes are wanted, by the canonical field that history calls them. */
export type Tracked = ReadonlyMap<string, string>;

/** What policies route by: who was right once is told by what stood there then. */
const ROUTED = ['country', 'state', 'city', 'postalCode', 'employees', 'industry', 'source', 'companyName', 'website'];

const TRACKED: { readonly lead: readonly string[]; readonly deal: readonly string[] } = {
  lead: [
    ...['status', 'owner', 'nextStep', 'nextStepDate', 'routingException', 'recheckDate', 'recycleReason'],
    ...ROUTED,
  ],
  deal: ['stage', 'owner', 'closeDate', 'nextStep', 'nextStepDate', 'amount', 'routingException'],
};

const cellNameOf = (field: string): string => (field === 'owner' ? 'ownerId' : field);

/** What lead records of their own have under other names than contacts. */
const OWN_LEADS: readonly (readonly [string, string])[] = [
  ['status', 'hs_pipeline_stage'],
  ['owner', 'hubspot_owner_id'],
];

/** Fields that the team has added to lead records, by the property that it names; without a list none is known. */
const addedToLeads = ({ config }: Reading, dictionary?: Dictionary): readonly (readonly [string, string])[] =>
  Object.entries(config.fields.lead ?? {}).filter(([, name]) => isName(name) && dictionary?.names?.has(name) === true);

const isDefined = (name: string, dictionary: Dictionary | undefined): boolean =>
  dictionary?.names === undefined || dictionary.names.has(name);

/** The property of contacts or deals behind each of some fields, as far as the account has it. */
function behind(fields: readonly string[], type: 'lead' | 'deal', reading: Reading, dictionary?: Dictionary): Tracked {
  const cells: Cells = withMapped(hubspotCells({ reading }, type), reading.config.fields[type] ?? {});
  return new Map(
    fields.flatMap((field) => {
      const names = cells[cellNameOf(field)]?.from.filter((name) => isName(name) && isDefined(name, dictionary)) ?? [];
      return names[0] === undefined ? [] : [[field, names[0]] as const];
    }),
  );
}

/** The property behind each field whose changes count, as far as the account has it. */
export function trackedOf(object: 'contacts' | 'deals' | 'leads', reading: Reading, dictionary?: Dictionary): Tracked {
  if (object === 'leads')
    return new Map([
      ...OWN_LEADS,
      ...addedToLeads(reading, dictionary).filter(([field]) => TRACKED.lead.includes(field)),
    ]);
  const type = object === 'contacts' ? 'lead' : 'deal';
  return behind(TRACKED[type], type, reading, dictionary);
}

/** Of the people whom lead records are about: what policies route by. */
export const routedOf = (reading: Reading, dictionary?: Dictionary): Tracked =>
  behind(ROUTED, 'lead', reading, dictionary);

/** What an object is asked for; what the account does not define is left out, so that addresses stay short. */
export function fieldsOf(object: ObjectName, reading: Reading, dictionary?: Dictionary): Fields {
  const added = object === 'leads' ? addedToLeads(reading, dictionary).map(([, name]) => name) : [];
  const names = new Set([...namesIn(cellsOf(object, reading)), ...(ALWAYS[object] ?? []), ...added]);
  const properties = [...names].filter((name) => isDefined(name, dictionary)).sort();
  const hasHistory = object === 'deals' || object === 'leads';
  const withHistory = hasHistory ? [...trackedOf(object, reading, dictionary).values()].sort() : [];
  return { properties, withHistory };
}

/** What hides where none of the properties behind a cell is in any of some records: the account does not define them. */
export function undefinedIn(
  object: ObjectName,
  reading: Reading,
  records: readonly ApiRecord[],
): readonly { readonly property: string; readonly hides: readonly string[] }[] {
  const isThere = (name: string): boolean => records.some(({ properties }) => Object.hasOwn(properties, name));
  return Object.values(cellsOf(object, reading)).flatMap(({ from, hides }) => {
    const [property, ...others] = from.filter(isName);
    if (property === undefined || hides.length === 0 || [property, ...others].some(isThere)) return [];
    return [{ property, hides }];
  });
}

/** What the API calls a column that an export has under another name. */
export function propertyFor(object: ObjectName, reading: Reading, column: string): string {
  const cell = Object.values(cellsOf(object, reading)).find(({ from }) => from.includes(column));
  return cell?.from.find(isName) ?? column;
}
