import type { Lead } from '../../model/records.ts';
import type { Fold } from '../fold.ts';

/** A lead that became a deal. */
export interface Conversion {
  readonly leadId: string;
  readonly leadOwnerId: string | null;
  /** Instant; a CRM that keeps the day only says its beginning. */
  readonly at: number | null;
}

/** Of two leads merged into one deal, the one with the smaller id answers. */
const first = (a: Conversion | null, b: Conversion | null): Conversion | null =>
  a === null ? b : b === null || a.leadId <= b.leadId ? a : b;

/** Folded under the id of the deal. */
export const conversions: Fold<Lead, Conversion | null> = {
  start: () => null,
  step: (acc, { id, ownerId, convertedAt }) =>
    id ? first(acc, { leadId: id, leadOwnerId: ownerId ?? null, at: convertedAt ?? null }) : acc,
  merge: first,
};
