import { asItWas } from '../facts/as-it-was.ts';
import { takeWin } from '../facts/won-stays.ts';
import type { World } from '../facts/world.ts';
import type { Dataset, Stream } from '../model/dataset.ts';
import type { AuditRecord } from '../model/records.ts';
import type { Rulebook } from '../rulebook/rule.ts';
import { holdsOf } from './wants.ts';

/** Makes a record known to those that are judged by it: duplicates, a lead and the deal that it became, deals that were won. */
function introduce(record: AuditRecord, world: World): void {
  const { conversions, prospects } = world.folds;
  world.identities.take({ record, world });
  if (record.type === 'lead' && record.convertedDealId) {
    conversions.add(record.convertedDealId, record);
    prospects.add(record.convertedDealId, record);
  }
  if (record.type === 'deal' && record.id && conversions.of(record.id)) conversions.add(record.id, record);
  takeWin({ record, world });
}

/** Every batch of a stream once the last of its records is known. */
async function allOf<T extends AuditRecord>(stream: Stream<T>, world: World): Promise<readonly (readonly T[])[]> {
  const held: (readonly T[])[] = [];
  for await (const records of introduced(stream, world)) held.push(records);
  return held;
}

async function* introduced<T extends AuditRecord>(stream: Stream<T>, world: World): AsyncGenerator<readonly T[]> {
  for await (const records of stream) {
    for (const record of records) introduce(record, world);
    yield records;
  }
}

/** Records as they stood as of the audit. */
async function* asTheyWere<T extends AuditRecord>(stream: Stream<T>, world: World): AsyncGenerator<readonly T[]> {
  for await (const records of stream) yield records.map((record) => asItWas(record, world));
}

/**
 * The leads and deals of a dataset, ready to be judged. Where a rule asks for other records than the one it judges,
 * leads are held back until every lead and deal has been seen, or deals until every deal has; otherwise each batch is let
 * go as it comes.
 */
export async function* recordsOf(
  { streams }: Dataset,
  world: World,
  rulebook: Rulebook,
): AsyncGenerator<readonly AuditRecord[]> {
  const [allLeads, allDeals] = [asTheyWere(streams.lead, world), asTheyWere(streams.deal, world)];
  const holds = holdsOf(rulebook, world);
  const leads = holds.leads ? await allOf(allLeads, world) : [];
  if (!holds.leads) yield* allLeads;
  if (holds.deals) yield* await allOf(allDeals, world);
  else yield* holds.leads ? introduced(allDeals, world) : allDeals;
  yield* leads;
}
