import { type Cell, cell } from '../../cell.ts';
import type { Draft } from '../../table.ts';

/** What tells whether a contact is worked as a lead. */
export const leadCells: Readonly<Record<string, Cell>> = {
  lifecycle: cell('text', ['Lifecycle Stage', 'lifecyclestage']),
  leadStatus: cell('text', ['Lead Status', 'hs_lead_status']),
};

const folded = (label: string): string => label.toLowerCase().replace(/[^a-z]/g, '');

/** Lifecycle stages by label and internal name alike: before there is a deal, and from then on. */
const EARLY = new Set(['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead']);
const LATE = new Set(['opportunity', 'customer', 'evangelist']);

/** A contact in an early stage of its life is a lead, and so is one with a lead status, unless there is a deal already. */
export function actsAsLead({ lifecycle, leadStatus }: Draft): boolean {
  const stage = typeof lifecycle === 'string' ? folded(lifecycle) : '';
  if (LATE.has(stage)) return false;
  return EARLY.has(stage) || typeof leadStatus === 'string';
}
