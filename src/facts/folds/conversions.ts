import type { AuditRecord } from '../../model/records.ts';
import type { Fold } from '../fold.ts';

/** A lead that became a deal. */
export interface Conversion {
  leadId: string | null;
  /** `undefined`: not known. */
  leadOwnerId: string | null | undefined;
  dealOwnerId: string | null | undefined;
}

/** Of two leads merged into one deal, the one with the smaller id answers. */
function takeLead(acc: Conversion, leadId: string, leadOwnerId: string | null | undefined): Conversion {
  if (acc.leadId !== null && acc.leadId <= leadId) return acc;
  return { ...acc, leadId, leadOwnerId };
}

/** Folded under the id of the deal: the lead, and the deal itself once a lead is known to have become it. */
export const conversions: Fold<AuditRecord, Conversion> = {
  start: () => ({ leadId: null, leadOwnerId: undefined, dealOwnerId: undefined }),
  step: (acc, { type, id, ownerId }) => {
    if (type === 'deal') return { ...acc, dealOwnerId: ownerId };
    return id ? takeLead(acc, id, ownerId) : acc;
  },
  merge: (a, b) => {
    const both = b.leadId === null ? a : takeLead(a, b.leadId, b.leadOwnerId);
    return { ...both, dealOwnerId: a.dealOwnerId ?? b.dealOwnerId };
  },
};
