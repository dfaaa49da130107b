import { literal, type Query } from './soql.ts';
import type { Known, Walk } from './walk.ts';

/** How fields are called in histories. */
const tracked: Readonly<Record<string, readonly string[]>> = {
  LeadHistory: ['Status', 'Owner'],
  OpportunityFieldHistory: ['Owner', 'StageName', 'Amount', 'CloseDate', 'NextStep'],
};

/** One change, of whatever record, of every field of which none is seen yet: it tells that the field is tracked. */
export function witnesses({ held }: Walk, { mapped }: Known): readonly Query[] {
  return Object.entries(tracked).flatMap(([object, fields]) => {
    if (!held.isWanted(object)) return [];
    const seen = new Set(held.values(object, 'Field').map((field) => field.toLowerCase()));
    const unseen = [...fields, ...mapped(object)].filter((field) => !seen.has(field.toLowerCase()));
    return unseen.map((field) => held.query(object, { where: [`Field = ${literal(field)}`], limit: 1 }));
  });
}
