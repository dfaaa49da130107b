import type { Lead } from '../../model/records.ts';
import type { Fold } from '../fold.ts';

/** The person of a lead that became a deal. */
export interface Prospect {
  readonly leadId: string;
  /** The contact that the lead became. */
  readonly contactId: string | null;
  readonly name: string | null;
  readonly title: string | null | undefined;
  readonly email: string | null | undefined;
}

/** Leads kept of one deal: more than a handful is an import gone wrong. The smallest ids are kept. */
const MOST = 32;

const byId = (a: Prospect, b: Prospect): number => (a.leadId < b.leadId ? -1 : a.leadId > b.leadId ? 1 : 0);

const kept = (all: readonly Prospect[]): readonly Prospect[] => [...all].sort(byId).slice(0, MOST);

/** Folded under the id of the deal. */
export const prospects: Fold<Lead, readonly Prospect[]> = {
  start: () => [],
  step: (acc, { id, convertedContactId, name, firstName, lastName, title, email }) => {
    if (!id) return acc;
    const whole = name ?? ([firstName, lastName].filter(Boolean).join(' ') || null);
    return kept([...acc, { leadId: id, contactId: convertedContactId ?? null, name: whole, title, email }]);
  },
  merge: (a, b) => kept([...a, ...b]),
};
