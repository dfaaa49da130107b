import type { Reading } from '../files/reading.ts';
import { actsAsLead } from '../files/shapes/hubspot/leads.ts';
import { CallsExhausted, gapAfter } from '../live/call-budget.ts';
import type { PortalInfo } from './about-portal.ts';
import { type Ask, Refused } from './ask.ts';
import type { Fields } from './batch-read.ts';
import type { ObjectName } from './paths.ts';
import type { ApiRecord } from './payloads.ts';
import type { OwnerList } from './read-owners.ts';
import type { Pipelines } from './read-pipelines.ts';
import type { Dictionary } from './read-properties.ts';
import type { Told } from './told.ts';

/** Everything about an account that reading its records stands on. */
export interface Office {
  readonly ask: Ask;
  readonly told: Told;
  readonly reading: Reading;
  readonly info: PortalInfo;
  readonly owners: OwnerList;
  readonly deals: Pipelines;
  readonly leads: Pipelines;
  readonly dictionaries: { readonly [O in ObjectName]?: Dictionary };
  /** What is asked for of each object. */
  readonly fields: { readonly [O in ObjectName]: Fields };
  /** Where leads are: records of their own, or contacts that act as such. */
  readonly leadsFrom: 'leads' | 'contacts';
  /** Ids of the owners whose records are asked for; `undefined`: everybody's. */
  readonly ownerIds: readonly string[] | undefined;
}

export const NOUNS: { readonly [O in ObjectName]: string } = {
  contacts: 'Contacts',
  companies: 'Companies',
  deals: 'Deals',
  leads: 'Leads',
  calls: 'Calls',
  meetings: 'Meetings',
  tasks: 'Tasks',
  notes: 'Notes',
  emails: 'E-mails',
};

/** What nobody can see without an object. */
export const HIDES: { readonly [O in ObjectName]: readonly string[] } = {
  contacts: ['contacts', 'participants'],
  companies: ['accounts'],
  deals: ['contactRoles', 'dealHistory'],
  leads: ['leadHistory'],
  calls: ['calls'],
  meetings: ['meetings'],
  tasks: ['tasks'],
  notes: ['notes'],
  emails: ['emails'],
};

/** Why an object is not shown, with the scope to grant where that is known. */
export function whyRefused({ refusal }: Refused): string {
  const { why, scopes } = refusal;
  if (why === 'absent') return 'this account does not have this object';
  if (why === 'rights') return 'the user behind the token may not see it';
  if (scopes.length === 0) return 'the token lacks a scope for it';
  return `the token lacks the scope ${[...new Set(scopes)].join(' or ')}`;
}

/** What a list that ends too soon leaves out: of leads and deals themselves nothing is said that is not so. */
export const cutHides = (object: ObjectName): readonly string[] =>
  object === 'deals' || object === 'leads' ? [] : HIDES[object];

/**
 * Reads what may be refused or cut short: a scope that was not granted and calls that have come to their end cost what
 * is behind them, and are told; anything else ends the run.
 */
export async function orGap<T>(
  told: Told,
  what: string,
  hides: readonly string[],
  read: () => Promise<T>,
  otherwise: T,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    tellOrThrow(error, told, what, hides);
    return otherwise;
  }
}

export function tellOrThrow(error: unknown, told: Told, what: string, hides: readonly string[]): void {
  if (error instanceof Refused) told.gap({ what, reason: whyRefused(error), hides, isIncomplete: true });
  else if (error instanceof CallsExhausted) told.gap(gapAfter(error, what, hides));
  else throw error;
}

const textOf = (record: ApiRecord, name: string): string | null => record.properties[name] || null;

/** Whether a contact is worked as a lead, as exports are read. */
export const isLeadContact = (record: ApiRecord): boolean =>
  actsAsLead({ lifecycle: textOf(record, 'lifecyclestage'), leadStatus: textOf(record, 'hs_lead_status') });

export const ownerIdOf = (record: ApiRecord): string | null => textOf(record, 'hubspot_owner_id');
