/** The kinds of records by the first three characters of their ids. */
export const keyPrefix = { account: '001', contact: '003', deal: '006', lead: '00Q' } as const;

/** The records that an activity is about. */
export interface About {
  leadId: string | null;
  dealId: string | null;
  accountId: string | null;
  /** `undefined`: who took part is not known, or not of everybody. */
  contactIds: string[] | undefined;
}

export const aboutNothing = (): About => ({ leadId: null, dealId: null, accountId: null, contactIds: [] });

/** Adds a record by the kind that its id betrays; users, cases and the like say nothing of whom an activity is with. */
export function addAbout(about: About, id: string | null | undefined): void {
  if (!id) return;
  switch (id.slice(0, 3)) {
    case keyPrefix.lead:
      about.leadId ??= id;
      break;
    case keyPrefix.deal:
      about.dealId ??= id;
      break;
    case keyPrefix.account:
      about.accountId ??= id;
      break;
    case keyPrefix.contact:
      if (about.contactIds?.includes(id) === false) about.contactIds.push(id);
  }
}
