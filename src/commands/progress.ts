import type { Io } from '../lib/io.ts';
import type { Dataset, Stream, Wants } from '../model/dataset.ts';
import { type RowType, rowTypes } from '../model/fields.ts';

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

/**
 * Counts rows as they stream by and says so on standard error: nothing on standard output, nothing where neither a
 * terminal nor a CI system listens.
 */
export function withProgress(read: Read, io: Io, { isOff }: { readonly isOff: boolean }): Read {
  const isTerminal = io.stderr.isTTY;
  if (isOff || (!isTerminal && !io.env.CI)) return read;
  let last = io.now();
  const show = (type: RowType, count: number): void => {
    const now = io.now();
    if (now - last < (isTerminal ? INTERVAL.terminal : INTERVAL.log)) return;
    last = now;
    const line = `reading ${nouns[type]}: ${count}`;
    io.stderr.write(isTerminal ? `\r\u001b[2K${line}` : `${line}\n`);
  };
  const clear = (): void => {
    if (isTerminal) io.stderr.write('\r\u001b[2K');
  };
  return async (wants) => {
    const dataset = await read(wants);
    const counted = async function* <T>(type: RowType, stream: Stream<T>): AsyncGenerator<readonly T[]> {
      let count = 0;
      for await (const rows of stream) {
        count += rows.length;
        show(type, count);
        yield rows;
      }
      if (type === rowTypes.at(-1)) clear();
    };
    const { person, account, contact, contactRole, history, activity, lead, deal } = dataset.streams;
    return {
      ...dataset,
      streams: {
        person: counted('person', person),
        account: counted('account', account),
        contact: counted('contact', contact),
        contactRole: counted('contactRole', contactRole),
        history: counted('history', history),
        activity: counted('activity', activity),
        lead: counted('lead', lead),
        deal: counted('deal', deal),
      },
    };
  };
}
