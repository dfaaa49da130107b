import type { World } from '../facts/world.ts';
import type { Dataset } from '../model/dataset.ts';
import type { AuditRecord, Lead } from '../model/records.ts';
import type { Rulebook } from '../rulebook/rule.ts';
import { needsOtherRecords } from './wants.ts';

/** Makes a record known to those that are judged by it: duplicates of a person, a lead and the deal that it became. */
function introduce(record: AuditRecord, world: World): void {
  const { conversions, prospects } = world.folds;
  world.identities.take({ record, world });
  if (record.type === 'lead' && record.convertedDealId) {
    conversions.add(record.convertedDealId, record);
    prospects.add(record.convertedDealId, record);
  }
  if (record.type === 'deal' && record.id && conversions.of(record.id)) conversions.add(record.id, record);
}

/**
 * The leads and deals of a dataset, ready to be judged. Where a rule asks for other records than the one it judges,
 * leads are held back until every lead and deal has been seen; otherwise each batch is let go as it comes.
 */
export async function* recordsOf(
  { streams }: Dataset,
  world: World,
  rulebook: Rulebook,
): AsyncGenerator<readonly AuditRecord[]> {
  if (!needsOtherRecords(rulebook, world)) {
    yield* streams.lead;
    yield* streams.deal;
    return;
  }
  const held: (readonly Lead[])[] = [];
  for await (const leads of streams.lead) {
    for (const record of leads) introduce(record, world);
    held.push(leads);
  }
  for await (const deals of streams.deal) {
    for (const record of deals) introduce(record, world);
    yield deals;
  }
  yield* held;
}
