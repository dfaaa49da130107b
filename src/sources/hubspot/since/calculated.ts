import type { Dictionary } from '../read-properties.ts';

/*
 * HubSpot stamps a record when a property of it is set. What it calculates it changes in silence (as connectors that
 * were built on the stamp alone have found), so that it has to be known what such a property is made from.
 */

/** Made from the activities of a record, a while after they change. */
const COUNTED = new Set([
  ...['notes_last_updated', 'notes_last_contacted', 'notes_next_activity_date', 'num_notes', 'num_contacted_notes'],
  ...['hs_last_activity_date', 'hs_next_activity_date'],
]);

/** Of those, the ones that a new message moves to its moment: chats and messages that are not read show by them. */
const LAST = new Set(['notes_last_updated', 'notes_last_contacted', 'hs_last_activity_date']);

/** Made from what is set on the record itself, together with its stamp; closed is what the pipeline says of the stage. */
const OWN =
  /^(hs_is_closed(_won|_lost)?|hs_deal_stage_probability|hs_email_domain|hubspot_owner_assigneddate|hs_pipeline_stage_last_updated|hs_(v2_)?date_(entered|exited)_\w+|(hs_)?createdate|(hs_)?lastmodifieddate|hs_object_id|hs_created_by_user_id|hs_merged_object_ids|hs_calculated_merged_vids)$/;

/** What may change on records that nothing stamps. */
export interface Silent {
  /** Whether some of it is counted from activities. */
  readonly isCounted: boolean;
  readonly last: readonly string[];
  /** A property of which nobody can tell when it changes. */
  readonly unknown: string | undefined;
}

export function silentOf(properties: readonly string[], dictionary: Dictionary | undefined): Silent {
  const isUnknown = (name: string): boolean =>
    !COUNTED.has(name) && !OWN.test(name) && dictionary?.isCalculated(name) !== false;
  return {
    isCounted: properties.some((name) => COUNTED.has(name)),
    last: properties.filter((name) => LAST.has(name)),
    unknown: properties.find(isUnknown),
  };
}
