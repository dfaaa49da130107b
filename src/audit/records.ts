import type { World } from '../facts/world.ts';
import type { Dataset } from '../model/dataset.ts';
import type { AuditRecord, Lead } from '../model/records.ts';
import type { Rulebook } from '../rulebook/rule.ts';
import { needsIdentities } from './wants.ts';

/** What deals need to know of a lead: that it became one of them. */
function foldLeads(leads: readonly Lead[], { folds }: World): void {
  for (const lead of leads) if (lead.convertedDealId) folds.conversions.add(lead.convertedDealId, lead);
}

/**
 * The leads and deals of a dataset, ready to be judged. Where a rule asks who is who, leads are held back until every
 * lead and deal has been seen; otherwise each batch is let go as it comes.
 */
export async function* recordsOf(
  { streams }: Dataset,
  world: World,
  rulebook: Rulebook,
): AsyncGenerator<readonly AuditRecord[]> {
  const asksWho = needsIdentities(rulebook, world);
  const held: (readonly Lead[])[] = [];
  for await (const leads of streams.lead) {
    foldLeads(leads, world);
    if (!asksWho) {
      yield leads;
      continue;
    }
    for (const record of leads) world.identities.take({ record, world });
    held.push(leads);
  }
  for await (const deals of streams.deal) {
    if (asksWho) for (const record of deals) world.identities.take({ record, world });
    yield deals;
  }
  yield* held;
}
