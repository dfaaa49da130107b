// What HubSpot counts for contacts and deals from the engagements that are associated with them, a while later.

import { iso } from './demo-values.mjs';

const CONTACTED = new Set(['calls', 'emails', 'meetings']);

/** @param {readonly { type: string, at: number | null, logged: number, isOpen: boolean }[]} children */
export const rollUpsOf = (children, contacts) => (asOf) => {
  const seen = children.filter(({ logged }) => logged <= asOf);
  const past = seen.filter(({ at, isOpen }) => !isOpen && at !== null && at <= asOf);
  const planned = seen.filter(({ at, isOpen, type }) => at !== null && at > asOf && (isOpen || type === 'meetings'));
  const latest = (rows) => (rows.length === 0 ? null : iso(Math.max(...rows.map(({ at }) => at))));
  const contacted = past.filter(({ type }) => CONTACTED.has(type));
  return {
    notes_last_updated: latest(past),
    hs_last_activity_date: latest(past),
    notes_last_contacted: latest(contacted),
    notes_next_activity_date: planned.length === 0 ? null : iso(Math.min(...planned.map(({ at }) => at))),
    num_notes: String(past.length),
    num_contacted_notes: String(contacted.length),
    ...(contacts === undefined ? {} : { num_associated_contacts: String(contacts) }),
  };
};
