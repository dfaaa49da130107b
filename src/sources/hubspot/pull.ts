import type { ContactRole, HistoryEntry } from '../../model/records.ts';
import { type Associations, noAssociations } from './associations.ts';
import type { Anchors } from './engagements.ts';
import type { ApiRecord } from './payloads.ts';
import type { RowText } from './sheet-of.ts';

/**
 * What is read of an account, in the order in which rows are handed over. How much that is depends on whether
 * everybody's records are wanted or those of some.
 */
export interface Pull {
  readonly companies: () => AsyncIterable<readonly RowText[]>;
  readonly contacts: () => AsyncIterable<readonly RowText[]>;
  readonly roles: () => Promise<readonly ContactRole[]>;
  readonly history: () => Promise<readonly HistoryEntry[]>;
  /** Records whose activities are read; `undefined`: all activities. */
  readonly anchors: () => Promise<Anchors | undefined>;
  /** Known once the contacts have been read. */
  readonly leads: () => Promise<readonly RowText[]>;
  readonly deals: () => Promise<readonly RowText[]>;
  /** Of leads that are records of their own: the leads of each contact. */
  readonly leadsOf: () => Promise<ReadonlyMap<string, readonly string[]>>;
  /** Of such leads: what became of them. */
  readonly fates: () => Promise<ReadonlyMap<string, LeadFate>>;
}

/** What a lead record is associated with; `undefined` where that is not known. */
export interface LeadFate {
  readonly contactId: string | null | undefined;
  readonly dealId: string | null | undefined;
}

/** Deals with what they are associated with, and their changes. */
export interface DealsRead {
  readonly records: readonly ApiRecord[];
  readonly contacts: Associations;
  readonly companies: Associations;
  readonly entries: readonly HistoryEntry[];
}

export const noDeals: DealsRead = { records: [], contacts: noAssociations, companies: noAssociations, entries: [] };

/** Lead records with what they are associated with. */
export interface LeadsRead {
  readonly records: readonly ApiRecord[];
  readonly contacts: Associations;
  readonly deals: Associations;
  readonly entries: readonly HistoryEntry[];
}

export const noLeads: LeadsRead = { records: [], contacts: noAssociations, deals: noAssociations, entries: [] };
