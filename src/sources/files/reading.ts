import type { Config } from '../../config/config.ts';
import { type Problem, SourceError } from '../../lib/errors.ts';
import type { SetAside } from '../../lib/set-aside.ts';
import type { Zone } from '../../lib/time-zone.ts';
import type { Gap, Part, Wants } from '../../model/dataset.ts';
import { type ContentHash, noContentHash, startContentHash } from './content-hash.ts';

/** What the reading of files is given, beside the path. */
export interface ReadingOptions {
  readonly config: Pick<Config, 'files' | 'fields' | 'dateOrder' | 'internalDomains' | 'locate'>;
  /** Whose clock a time without a zone shows. */
  readonly zone: Zone;
  /** Another reading of the same tells its hash: none is taken here, and nobody asks for it. */
  readonly isHashedElsewhere?: boolean;
  /** Called now and then with the file at hand and the rows read of it so far. */
  readonly progress?: ((file: string, rows: number) => void) | undefined;
}

/** One reading of some files: what is wanted, and what is found out on the way. */
export interface Reading extends ReadingOptions {
  readonly wants: Wants;
  readonly gaps: Gap[];
  readonly parts: Set<Part>;
  /** What is wrong with the configuration, seen against the files: all of it is reported at once. */
  readonly problems: Problem[];
  readonly hash: ContentHash;
  /** What is said of rows and parts that are not there: `not in these files`. */
  readonly absent: string;
  /** Closed with the dataset, also after a failure. */
  readonly opened: { close: () => Promise<void> }[];
}

export const startReading = (options: ReadingOptions, wants: Wants, absent = 'not in these files'): Reading => ({
  config: options.config,
  zone: options.zone,
  progress: options.progress,
  wants,
  gaps: [],
  parts: new Set(),
  problems: [],
  hash: options.isHashedElsewhere === true ? noContentHash : startContentHash(),
  absent,
  opened: [],
});

/** The same reading, for what is read once more: all there is to note of it has been noted. */
export const quietly = (reading: Reading): Reading => ({
  ...reading,
  gaps: [],
  parts: new Set(),
  problems: [],
  progress: undefined,
  hash: { head: () => undefined, value: () => undefined, digest: reading.hash.digest },
});

/** From this share of unreadable rows on, a file is not read at all; published in the interface. */
const MOST_UNREADABLE = 0.01;

/** Lines that a gap names; all are counted. */
const NAMED_LINES = 5;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `lines 4, 9, 12 …` */
export function namedLines(lines: readonly number[], count: number): string {
  const named = lines.slice(0, NAMED_LINES);
  return `line${count === 1 ? '' : 's'} ${named.join(', ')}${count > named.length ? ' …' : ''}`;
}

/** Rows that could not be read are a gap; too many of them are an unreadable source. */
export function settleSetAside(
  { gaps }: Pick<Reading, 'gaps'>,
  file: { readonly name: string; readonly shown: string },
  { count, first }: SetAside,
  records: number,
): void {
  if (count === 0) return;
  const lines = namedLines(
    first.map(({ line }) => line),
    count,
  );
  const reasons = [...new Set(first.map(({ reason }) => reason))].slice(0, 3).join('; ');
  if (count > (count + records) * MOST_UNREADABLE)
    throw new SourceError({
      message: `${count} of ${plural(count + records, 'row')} cannot be read (${lines}): ${reasons}`,
      at: { file: file.shown },
    });
  gaps.push({
    what: file.name,
    reason: `${plural(count, 'row')} set aside (${lines}): ${reasons}`,
    isIncomplete: true,
    hides: [],
  });
}
