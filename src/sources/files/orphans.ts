import { type Dataset, readAgain, type Stream } from '../../model/dataset.ts';
import type { Reading } from './reading.ts';

type Streams = Dataset['streams'];

/** Row types that others refer to, and how they are called. */
const NOUNS = { account: 'Accounts', contact: 'Contacts', lead: 'Leads', deal: 'Deals' } as const;
type Target = keyof typeof NOUNS;

/** Ids that rows refer to, and those that there are. */
interface Tally {
  readonly known: Set<string>;
  readonly wanted: Set<string>;
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
  const start = (): Tally => ({ known: new Set(), wanted: new Set() });
  const tallies: { readonly [T in Target]: Tally } = {
    account: start(),
    contact: start(),
    lead: start(),
    deal: start(),
  };
  const isThere = (type: Target) => (row: { readonly id?: string | null | undefined }) => {
    if (row.id) tallies[type].known.add(row.id);
  };
  const refer = (type: Target, id: string | null | undefined): void => {
    if (id) tallies[type].wanted.add(id);
  };
  const tell = (): void => {
    for (const type of ['account', 'contact', 'lead', 'deal'] as const) {
      const { known, wanted } = tallies[type];
      const orphans = known.size === 0 ? 0 : [...wanted].filter((id) => !known.has(id)).length;
      // Nothing more is going to be counted, while the streams live on until the audit ends.
      for (const ids of [known, wanted]) ids.clear();
      if (orphans === 0) continue;
      const reason = `${orphans} that other rows refer to ${orphans === 1 ? 'is' : 'are'} ${absent}`;
      gaps.push({ what: NOUNS[type], reason, hides: [], isIncomplete: false });
    }
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
