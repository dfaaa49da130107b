import { SourceError } from '../../lib/errors.ts';
import type { Dataset, Stream } from '../../model/dataset.ts';

type Streams = Dataset['streams'];

async function* counting<T>(stream: Stream<T>, count: (rows: number) => void, atEnd = (): void => {}) {
  for await (const rows of stream) {
    count(rows.length);
    yield rows;
  }
  atEnd();
}

/**
 * The same streams. Where calls ended before any record was read, the reading fails behind the last stream: a report of
 * nothing but gaps looks like an audit and is none. `stopped` is why calls ended, if they did.
 */
export function refusingNothing(streams: Streams, stopped: () => string | null): Streams {
  let records = 0;
  const count = (rows: number): void => {
    records += rows;
  };
  const settle = (): void => {
    const reason = stopped();
    if (reason === null || records > 0) return;
    throw new SourceError({
      message: `stopped before any lead or deal was read: ${reason}`,
      hint: 'allow more calls (--max-calls; doctor says how many are planned), or run again when more of the day are left',
    });
  };
  return { ...streams, lead: counting(streams.lead, count), deal: counting(streams.deal, count, settle) };
}
