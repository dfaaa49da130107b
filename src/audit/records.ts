import { asItWas } from '../facts/as-it-was.ts';
import { takeWin } from '../facts/won-stays.ts';
import type { Subject, World } from '../facts/world.ts';
import type { Dataset, Stream } from '../model/dataset.ts';
import type { AuditRecord } from '../model/records.ts';
import type { Rulebook } from '../rulebook/rule.ts';
import { holdsOf } from './wants.ts';

/** Told of every record, as it stood as of the audit, before the first is judged. */
export type Meet = (subject: Subject) => void;

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

/** A stream as it stood as of the audit, once the last of its records is known: read again where it can be, else held. */
async function allOf<T extends AuditRecord>(
  stream: Stream<T>,
  world: World,
  meet: Meet | undefined,
): Promise<AsyncIterable<readonly T[]> | readonly (readonly T[])[]> {
  const held: (readonly T[])[] = [];
  for await (const records of introduced(stream, world, meet)) if (stream.again === undefined) held.push(records);
  return stream.again === undefined ? held : asTheyWere(stream.again(), world);
}

async function* introduced<T extends AuditRecord>(
  stream: Stream<T>,
  world: World,
  meet?: Meet,
): AsyncGenerator<readonly T[]> {
  for await (const records of asTheyWere(stream, world)) {
    for (const record of records) {
      introduce(record, world);
      meet?.({ record, world });
    }
    yield records;
  }
}

/** Records as they stood as of the audit. */
async function* asTheyWere<T extends AuditRecord>(stream: Stream<T>, world: World): AsyncGenerator<readonly T[]> {
  for await (const records of stream) yield records.map((record) => asItWas(record, world));
}

/**
 * The leads and deals of a dataset, ready to be judged. Where a rule asks for other records than the one it judges,
 * leads wait until every lead and deal has been seen, or deals until every deal has; otherwise each batch is let go as it
 * comes. `told` is told of records only where all of them wait.
 */
export async function* recordsOf(
  { streams }: Dataset,
  world: World,
  rulebook: Rulebook,
  told?: Meet,
): AsyncGenerator<readonly AuditRecord[]> {
  const holds = holdsOf(rulebook, world);
  const meet = holds.leads && holds.deals ? told : undefined;
  const leads = holds.leads ? await allOf(streams.lead, world, meet) : [];
  if (!holds.leads) yield* asTheyWere(streams.lead, world);
  if (holds.deals) yield* await allOf(streams.deal, world, meet);
  else yield* holds.leads ? introduced(streams.deal, world) : asTheyWere(streams.deal, world);
  yield* leads;
}
