import type { Io } from '../lib/io.ts';
import { type Dataset, mapStreams, type Stream, type Wants } from '../model/dataset.ts';
import { type RowType, rowTypes } from '../model/fields.ts';
import { grouped } from '../reports/words.ts';

type Read = (wants: Wants) => Promise<Dataset>;

/** On a terminal the line is redrawn; in a log a plain line now and then is enough. */
const INTERVAL = { terminal: 200, log: 5_000 } as const;

const nouns: Readonly<Record<RowType, string>> = {
  person: 'people',
  account: 'accounts',
  contact: 'contacts',
  contactRole: 'contact roles',
  history: 'changes',
  activity: 'activities',
  lead: 'leads',
  deal: 'deals',
};

/** How far the reading of a type has come. */
interface Pace {
  readonly type: RowType;
  readonly count: number;
  /** Rows that are going to come, where the source knows. */
  readonly expected: number | undefined;
  /** Milliseconds since the type was begun. */
  readonly elapsed: number;
}

/** Less than this tells nothing of the pace. */
const LEAST_ELAPSED = 2_000;

/** "about 40 s left", rounded up; nothing where it cannot be told yet. */
function leftOf({ count, expected, elapsed }: Pace): string {
  if (expected === undefined || count === 0 || expected <= count || elapsed < LEAST_ELAPSED) return '';
  const seconds = ((elapsed / count) * (expected - count)) / 1000;
  if (seconds < 90) return `, about ${Math.ceil(seconds / 10) * 10} s left`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `, about ${minutes} min left` : `, about ${Math.ceil(minutes / 60)} h left`;
}

/** "reading activities: 120,000 of 1,040,000, about 3 min left" */
export function progressLine(pace: Pace): string {
  const { type, count, expected } = pace;
  const of = expected === undefined || expected < count ? '' : ` of ${grouped(expected)}`;
  return `reading ${nouns[type]}: ${grouped(count)}${of}${leftOf(pace)}`;
}

/**
 * Counts rows as they stream by and says so on standard error: nothing on standard output, nothing where neither a
 * terminal nor a CI system listens.
 */
export function withProgress(read: Read, io: Io, { isOff }: { readonly isOff: boolean }): Read {
  const isTerminal = io.stderr.isTTY;
  if (isOff || (!isTerminal && !io.env.CI)) return read;
  let last = io.now();
  const show = (pace: () => Pace, now: number): void => {
    if (now - last < (isTerminal ? INTERVAL.terminal : INTERVAL.log)) return;
    last = now;
    const line = progressLine(pace());
    io.stderr.write(isTerminal ? `\r\u001b[2K${line}` : `${line}\n`);
  };
  const clear = (): void => {
    if (isTerminal) io.stderr.write('\r\u001b[2K');
  };
  return async (wants) => {
    const dataset = await read(wants);
    const counted = async function* <T>(type: RowType, stream: Stream<T>): AsyncGenerator<readonly T[]> {
      const began = io.now();
      let count = 0;
      for await (const rows of stream) {
        count += rows.length;
        const now = io.now();
        show(() => ({ type, count, expected: dataset.expects?.(type), elapsed: now - began }), now);
        yield rows;
      }
      if (type === rowTypes.at(-1)) clear();
    };
    return { ...dataset, streams: mapStreams(dataset.streams, counted) };
  };
}
