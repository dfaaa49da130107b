import type { Activity } from '../../../../model/records.ts';

/** Ids that an activity is associated with. */
export interface Associations {
  readonly contactIds?: readonly string[] | null | undefined;
  readonly dealIds?: readonly string[] | null | undefined;
  readonly companyIds?: readonly string[] | null | undefined;
  /** Leads that are records of their own. */
  readonly leadIds?: readonly string[] | null | undefined;
}

export type About = Pick<Activity, 'leadId' | 'dealId' | 'accountId' | 'contactIds'>;

/**
 * Whom an activity is about: once for the first lead and the first deal, and once more for every further one. People
 * took part in the deals; where there is none, once. What is done with a contact on a deal, or for one of its leads, is
 * not done for the other leads that are about the same contact.
 */
export function aboutEach(
  { contactIds, dealIds, companyIds, leadIds }: Associations,
  leadsOf: ReadonlyMap<string, readonly string[]>,
): readonly About[] {
  const deals = dealIds ?? [];
  const named = leadIds ?? [];
  const isNamed = named.length > 0 || deals.length > 0;
  const people = contactIds === undefined ? undefined : (contactIds ?? []);
  const ofPeople = (people ?? []).flatMap((id) => (leadsOf.get(id) ?? []).filter((lead) => lead === id || !isNamed));
  const leads = [...new Set([...named, ...ofPeople])];
  return Array.from({ length: Math.max(1, leads.length, deals.length) }, (_, n) => ({
    leadId: leads[n] ?? null,
    dealId: deals[n] ?? null,
    accountId: companyIds === undefined ? undefined : n === 0 ? (companyIds?.[0] ?? null) : null,
    contactIds: n === 0 || deals[n] !== undefined ? people : [],
  }));
}
