import type { CsvRow } from '../../lib/csv/read-csv.ts';
import type { Gap } from '../../model/dataset.ts';
import type { SheetPlace } from '../files/sheet.ts';
import { type CallBudget, CallsExhausted, gapAfter } from '../live/call-budget.ts';
import { isApiError } from './api-error.ts';
import type { Schema } from './describe.ts';
import { objects } from './objects.ts';

/** Rows of one object, with some of its fields, still to be read. */
export type Ask = () => AsyncIterable<readonly CsvRow[]>;

/** Whatever hands over the rows of objects. All fields are asked for before the first row is read. */
export interface Feed {
  readonly ask: (object: string, fields: readonly string[]) => Ask;
  /** About how many calls it takes to read what has not been begun. */
  readonly rest: () => Promise<number>;
}

export interface FeedPlaces {
  readonly schema: Schema;
  readonly feed: Feed;
  readonly budget: CallBudget;
  readonly note: (gap: Gap) => void;
}

/** The error that ends the run where the calls of the day are used up. */
export function exhausted(error: unknown, budget: CallBudget): CallsExhausted | undefined {
  if (error instanceof CallsExhausted) return error;
  if (!isApiError(error, 'REQUEST_LIMIT_EXCEEDED')) return undefined;
  return budget.exhaust('Salesforce says that the calls of the day are used up');
}

/** The same rows; where no call is left, they end, and a gap says so. */
async function* asFarAsCallsGo(rows: AsyncIterable<readonly CsvRow[]>, object: string, { budget, note }: FeedPlaces) {
  try {
    yield* rows;
  } catch (error) {
    const end = exhausted(error, budget);
    if (end === undefined) throw error;
    note(gapAfter(end, object, objects[object]?.hides ?? []));
  }
}

/** An object of an org as a place of rows, as a file of it would be; nothing for one that cannot be seen. */
export function placesOf(object: string, from: FeedPlaces): readonly SheetPlace[] {
  const described = from.schema.of(object);
  if (described === undefined) return [];
  const { fields: header } = described;
  return [
    {
      name: object,
      shown: object,
      whyAbsent: (column) => `hidden from this user: ask for Read on ${object}.${column}`,
      open: async (choose) => {
        const fields = choose(header).map((at) => header[at] ?? '');
        const ask = from.feed.ask(object, fields);
        let records = 0;
        async function* batches() {
          for await (const rows of asFarAsCallsGo(ask(), object, from)) {
            const lines = rows.map((_, i) => records + i + 1);
            records += rows.length;
            yield { rows, lines };
          }
        }
        const tally = () => ({ records, setAside: { count: 0, first: [] }, encoding: 'utf-8' }) as const;
        return { header, duplicates: [], batches, tally, close: async () => {} };
      },
    },
  ];
}
