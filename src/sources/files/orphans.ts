import { grownBytes } from '../../lib/grown.ts';
import { startTextTable } from '../../lib/text-table.ts';
import { type Dataset, readAgain, type Stream } from '../../model/dataset.ts';
import type { Reading } from './reading.ts';

type Streams = Dataset['streams'];

/** Row types that others refer to, and how they are called. */
const NOUNS = { account: 'Accounts', contact: 'Contacts', lead: 'Leads', deal: 'Deals' } as const;
type Target = keyof typeof NOUNS;
const targets = ['account', 'contact', 'lead', 'deal'] as const satisfies readonly Target[];

const THERE = 1;
const WANTED = 2;

/** Ids that rows refer to, and those that there are. */
interface Tally {
  readonly mark: (id: string, as: typeof THERE | typeof WANTED) => void;
  /** Ids that are wanted and not there; 0 where none is there at all, since no row of that type was read. */
  readonly orphans: () => number;
}

function startTally(): Tally {
  const ids = startTextTable();
  let marks: Buffer = Buffer.alloc(0);
  return {
    mark: (id, as) => {
      const known = ids.size();
      const number = ids.numberOf(id);
      marks = grownBytes(marks, number + 1);
      marks[number] = number < known ? (marks[number] ?? 0) | as : as;
    },
    orphans: () => {
      const counts = [0, 0, 0, 0];
      for (const mark of marks.subarray(0, ids.size())) counts[mark] = (counts[mark] ?? 0) + 1;
      const [, there = 0, wanted = 0, both = 0] = counts;
      return there + both === 0 ? 0 : wanted;
    },
  };
}

/** The same batches; every row is looked at as it passes, and `last` called behind the last. */
const watching = <T>(stream: Stream<T>, look: (row: T) => void, last?: () => void): Stream<T> =>
  readAgain(watched(stream, look, last), stream.again);

async function* watched<T>(stream: Stream<T>, look: (row: T) => void, last?: () => void): AsyncGenerator<readonly T[]> {
  for await (const rows of stream) {
    for (const row of rows) look(row);
    yield rows;
  }
  last?.();
}

/**
 * The same streams, with the references counted that lead nowhere: to leads, deals, contacts and accounts that are not
 * among the rows. They are told once the last stream has ended, where any row of that type was read at all.
 */
export function countingOrphans(streams: Streams, { gaps, absent }: Pick<Reading, 'gaps' | 'absent'>): Streams {
  const tallies = new Map<Target, Tally>(targets.map((type) => [type, startTally()]));
  const isThere = (type: Target) => (row: { readonly id?: string | null | undefined }) => {
    if (row.id) tallies.get(type)?.mark(row.id, THERE);
  };
  const refer = (type: Target, id: string | null | undefined): void => {
    if (id) tallies.get(type)?.mark(id, WANTED);
  };
  const tell = (): void => {
    for (const [type, tally] of tallies) {
      const orphans = tally.orphans();
      if (orphans === 0) continue;
      const reason = `${orphans} that other rows refer to ${orphans === 1 ? 'is' : 'are'} ${absent}`;
      gaps.push({ what: NOUNS[type], reason, hides: [], isIncomplete: false });
    }
    // Nothing more is going to be counted, while the streams live on until the audit ends.
    tallies.clear();
  };
  return {
    ...streams,
    account: watching(streams.account, isThere('account')),
    contact: watching(streams.contact, (row) => {
      isThere('contact')(row);
      refer('account', row.accountId);
    }),
    contactRole: watching(streams.contactRole, ({ dealId, contactId }) => {
      refer('deal', dealId);
      refer('contact', contactId);
    }),
    activity: watching(streams.activity, ({ leadId, dealId }) => {
      refer('lead', leadId);
      refer('deal', dealId);
    }),
    lead: watching(streams.lead, isThere('lead')),
    deal: watching(
      streams.deal,
      (row) => {
        isThere('deal')(row);
        refer('account', row.accountId);
        for (const id of row.contactIds ?? []) refer('contact', id);
      },
      tell,
    ),
  };
}
