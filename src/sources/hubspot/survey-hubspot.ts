import type { Wants } from '../../model/dataset.ts';
import { canon, type RowType } from '../../model/fields.ts';
import { startReading } from '../files/reading.ts';
import { hubspotCells } from '../files/shapes/hubspot/records.ts';
import type { LiveOptions } from '../live/live.ts';
import type { LiveSample, LiveSurvey, SurveyLive } from '../live/survey.ts';
import type { Ask } from './ask.ts';
import { batchReadOnce } from './batch-read.ts';
import { connect } from './connect.ts';
import { orGap } from './office.ts';
import type { ObjectName } from './paths.ts';
import { type Page, pageSchema } from './payloads.ts';
import { type Dictionary, noDictionary, readProperties } from './read-properties.ts';
import { startTold } from './told.ts';

/** One page is enough to see what a property holds. */
const ROWS = 100;

/** Portals define hundreds of properties; those that HubSpot keeps for itself are no field of a team. */
const isTheirs = (name: string): boolean => !/^(?:hs_|notes_|num_|first_|recent_|engagements_|days_to_)/.test(name);

const all = (type: RowType): ReadonlySet<string> => new Set(Object.keys(canon[type]));

const everything: Wants['fields'] = {
  person: all('person'),
  account: all('account'),
  contact: all('contact'),
  contactRole: all('contactRole'),
  history: all('history'),
  activity: all('activity'),
  lead: all('lead'),
  deal: all('deal'),
};

const firstPage = (ask: Ask, object: ObjectName): Promise<Page> =>
  ask.get(pageSchema, { kind: 'list', object }, { limit: String(ROWS), properties: 'hs_object_id', archived: 'false' });

/** Contacts with a lead status, which are worked as leads; any contacts where there is none. */
async function someLeads(ask: Ask): Promise<Page> {
  const filters = [{ propertyName: 'hs_lead_status', operator: 'HAS_PROPERTY' }];
  const sorts = [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }];
  const body = { filterGroups: [{ filters }], sorts, properties: ['hs_object_id'], limit: ROWS };
  const page = await ask.post(pageSchema, { kind: 'search', object: 'contacts' }, body);
  return page.results.length > 0 ? page : firstPage(ask, 'contacts');
}

async function sampleOf(ask: Ask, type: 'lead' | 'deal', dictionary: Dictionary): Promise<LiveSample> {
  const object = type === 'lead' ? 'contacts' : 'deals';
  const names = [...(dictionary.names ?? [])].filter(isTheirs).sort();
  const page = type === 'lead' ? await someLeads(ask) : await firstPage(ask, object);
  const ids = page.results.map(({ id }) => id);
  const { records } = await batchReadOnce(ask, object, ids, { properties: names });
  const columns = names.map((name) => ({
    name,
    values: records.flatMap(({ properties }) => {
      const value = properties[name]?.trim() ?? '';
      return value === '' ? [] : [dictionary.labelOf(name, value)];
    }),
  }));
  return { type, name: object, rows: records.length, columns };
}

/** The property that the source itself reads a field from. */
function columnsRead(
  dictionaries: { readonly [T in 'lead' | 'deal']: Dictionary },
  options: LiveOptions,
): LiveSurvey['columnOf'] {
  const { config, zone } = options;
  const reading = startReading({ config, zone }, { asOf: options.edges.now(), fields: everything });
  return (type, field) => {
    if (type !== 'lead' && type !== 'deal') return undefined;
    const names = dictionaries[type].names;
    return hubspotCells({ reading }, type)[field]?.from.find((name) => names?.has(name) === true);
  };
}

/** What an account says of the properties of contacts and deals, and what stands in a page of each: six calls. */
export const surveyHubspot: SurveyLive = async (options) => {
  const { ask, close } = connect(options, options.edges.now());
  try {
    const told = startTold([]);
    const none: Dictionary = { ...noDictionary, names: new Set() };
    const read = (object: 'contacts' | 'deals'): Promise<Dictionary> =>
      orGap(told, object, [], () => readProperties(ask, object), none);
    const dictionaries = { lead: await read('contacts'), deal: await read('deals') };
    const objects: LiveSample[] = [];
    for (const type of ['lead', 'deal'] as const) {
      const nothing: LiveSample = { type, name: type, rows: 0, columns: [] };
      objects.push(await orGap(told, type, [], () => sampleOf(ask, type, dictionaries[type]), nothing));
    }
    return { objects, columnOf: columnsRead(dictionaries, options) };
  } finally {
    close();
  }
};
