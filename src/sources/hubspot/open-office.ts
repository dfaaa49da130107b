import { UserError } from '../../lib/errors.ts';
import type { Wants } from '../../model/dataset.ts';
import type { Reading } from '../files/reading.ts';
import { readPortalInfo } from './about-portal.ts';
import { type Ask, Refused, Rejected } from './ask.ts';
import { NOUNS, type Office, orGap, whyRefused } from './office.ts';
import { type ObjectName, objects } from './paths.ts';
import { pageSchema } from './payloads.ts';
import { isCalled, type OwnerList, readOwners } from './read-owners.ts';
import { type Pipelines, pipelinesOf, readPipelines } from './read-pipelines.ts';
import { type Dictionary, noDictionary, readProperties } from './read-properties.ts';
import type { Told } from './told.ts';
import { fieldsOf } from './wanted.ts';

/** Where leads are looked for: `auto` takes lead records where the account has any, and contacts otherwise. */
export type LeadsChoice = 'auto' | 'object' | 'contacts';

/** Whether the account has lead records that this token may see, and if not, why. */
async function leadRecords(ask: Ask): Promise<{ readonly are: boolean; readonly why: string }> {
  try {
    const { results } = await ask.get(pageSchema, { kind: 'list', object: 'leads' }, { limit: '1', archived: 'false' });
    return { are: results.length > 0, why: 'the account has no record of the object Lead' };
  } catch (error) {
    if (error instanceof Refused) return { are: false, why: whyRefused(error) };
    if (error instanceof Rejected) return { are: false, why: 'this account does not have this object' };
    throw error;
  }
}

const SETTING = 'source: { hubspot: { leads: … } }';

/** Where leads come from, and what is not looked at for it. */
async function chooseLeads(ask: Ask, choice: LeadsChoice, told: Told): Promise<Office['leadsFrom']> {
  const choose = (from: Office['leadsFrom'], reason: string): Office['leadsFrom'] => {
    told.gap({ what: 'Leads', reason: `${reason} (${SETTING})`, hides: [], isIncomplete: false });
    return from;
  };
  const records = 'lead records are read; contacts with a lead status and no lead record are not';
  const contacts = 'contacts act as leads, by lifecycle stage and lead status';
  if (choice === 'contacts') return choose('contacts', `${contacts}; lead records are not read`);
  if (choice === 'object') return choose('leads', records);
  const { are, why } = await leadRecords(ask);
  return are ? choose('leads', records) : choose('contacts', `${why}: ${contacts}`);
}

const noPipelines: Pipelines = pipelinesOf([]);

async function pipelinesFor(ask: Ask, object: 'deals' | 'leads', told: Told): Promise<Pipelines> {
  const hides = object === 'deals' ? ['deal.stage', 'deal.isClosed', 'deal.isWon'] : ['lead.status'];
  return orGap(told, `Pipelines of ${object}`, hides, () => readPipelines(ask, object), noPipelines);
}

/** Without the list of properties, what is not defined cannot be told from what is not seen; values keep their internal names. */
async function dictionaryFor(ask: Ask, object: ObjectName, told: Told): Promise<Dictionary> {
  const read = () => readProperties(ask, object);
  return orGap(told, `Properties of ${NOUNS[object].toLowerCase()}`, [], read, noDictionary);
}

const noOwners: OwnerList = { rows: [], ownerOfUser: () => undefined };

async function ownersFor(
  ask: Ask,
  told: Told,
): Promise<{ readonly owners: OwnerList; readonly refused: string | undefined }> {
  try {
    return { owners: await readOwners(ask, told), refused: undefined };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { owners: noOwners, refused: whyRefused(error) };
  }
}

/** Ids of those who are asked for. Nobody by that name is left to the audit, which knows what names there are. */
function ownerIdsOf({ whose }: Wants, owners: OwnerList): readonly string[] | undefined {
  if (whose === undefined || (whose.reps.length === 0 && whose.teams.length === 0)) return undefined;
  if (whose.teams.length > 0)
    throw new UserError({
      message: '--team: HubSpot does not tell who manages whom',
      hint: 'name the reps instead, each with --rep',
    });
  const found = owners.rows.filter((row) => whose.reps.some((who) => isCalled(row, who))).map(({ id }) => id);
  // Without a list of owners, an id is all that can be known.
  const written = owners.rows.length === 0 ? whose.reps.filter((who) => /^\d+$/.test(who)) : [];
  return [...new Set([...found, ...written])].sort();
}

export interface OfficeOptions {
  readonly ask: Ask;
  readonly told: Told;
  readonly reading: Reading;
  readonly leads: LeadsChoice;
}

/** Reads everything about an account that stands beside its records; a dozen calls. */
export async function openOffice({ ask, told, reading, leads: choice }: OfficeOptions): Promise<{
  readonly office: Office;
  /** Why owners cannot be read. */
  readonly refusedOwners: string | undefined;
}> {
  const info = await readPortalInfo(ask);
  const { owners, refused } = await ownersFor(ask, told);
  const ownerIds = ownerIdsOf(reading.wants, owners);
  const leadsFrom = await chooseLeads(ask, choice, told);
  const deals = await pipelinesFor(ask, 'deals', told);
  const leads = leadsFrom === 'leads' ? await pipelinesFor(ask, 'leads', told) : noPipelines;
  const dictionaries: { [O in ObjectName]?: Dictionary } = {};
  const described: readonly ObjectName[] = ['contacts', 'companies', 'deals'];
  for (const object of leadsFrom === 'leads' ? [...described, 'leads' as const] : described)
    dictionaries[object] = await dictionaryFor(ask, object, told);
  const fields = Object.fromEntries(objects.map((object) => [object, fieldsOf(object, reading, dictionaries[object])]));
  return {
    office: { ask, told, reading, info, owners, ownerIds, deals, leads, leadsFrom, dictionaries, fields: full(fields) },
    refusedOwners: refused,
  };
}

function full(fields: Readonly<Record<string, Office['fields'][ObjectName]>>): Office['fields'] {
  const of = (object: ObjectName) => fields[object] ?? { properties: [] };
  return {
    contacts: of('contacts'),
    companies: of('companies'),
    deals: of('deals'),
    leads: of('leads'),
    calls: of('calls'),
    meetings: of('meetings'),
    tasks: of('tasks'),
    notes: of('notes'),
    emails: of('emails'),
  };
}
