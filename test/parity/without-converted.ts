import type { Stream } from '../../src/model/dataset.ts';
import type { Lead } from '../../src/model/records.ts';
import type { Source } from '../../src/sources/source.ts';

async function* open(leads: Stream<Lead>): AsyncGenerator<readonly Lead[]> {
  for await (const batch of leads) yield batch.filter(({ isConverted }) => isConverted !== true);
}

/** A source whose leads that became deals are gone, as where contacts act as leads. */
export const withoutConverted =
  (read: Source): Source =>
  async (wants) => {
    const dataset = await read(wants);
    return { ...dataset, streams: { ...dataset.streams, lead: open(dataset.streams.lead) } };
  };
