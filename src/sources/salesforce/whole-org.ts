import type { CsvRow } from '../../lib/csv/read-csv.ts';
import type { Pull } from '../live/pull.ts';
import type { Feed } from './feed.ts';
import { type First, fieldsOf, firstPages, MOST_TOGETHER } from './first-pages.ts';
import { amongIds, readEach } from './id-chunks.ts';
import { callsBehind, type LongReading, readKept } from './kept-query.ts';
import { baseQuery } from './objects.ts';
import { type Reads, readQuery } from './read-query.ts';
import { type Query, soqlOf } from './soql.ts';

export interface WholeOrgOptions extends LongReading {
  readonly openPull: (query: string, what: string) => Promise<Pull>;
  /** Ids of all notes, where they are known; else they are asked for. */
  readonly notes?: () => readonly string[] | undefined;
}

/** A query whose rows are still to be read. */
interface Waiting {
  readonly query: Query;
  first: First | undefined;
  isTaken: boolean;
}

/**
 * Everything that this user sees in an org. The first pages of several objects are asked for together; of an object that
 * turns out to be large, a bulk job is made instead. What lasts longer than a minute is kept, and taken up again.
 */
export function wholeOrg(reads: Reads, options: WholeOrgOptions): Feed {
  const waiting: Waiting[] = [];
  const { client } = reads;

  /** Asks for the first page of a query, and those of the next ones with it, unless it is there. */
  const fill = async (own: Waiting): Promise<void> => {
    if (own.first !== undefined) return;
    const others = waiting.filter((one) => !one.isTaken && one.first === undefined && one !== own);
    const group = [own, ...others.slice(0, MOST_TOGETHER - 1)];
    const pages = await firstPages(
      client,
      group.map(({ query }) => query),
    );
    group.forEach((one, i) => {
      one.first = pages[i];
    });
  };

  const firstOf = async (own: Waiting): Promise<First> => {
    own.isTaken = true;
    await fill(own);
    const { first } = own;
    own.first = undefined;
    return first ?? { error: new Error('a page is missing') };
  };

  async function* all(own: Waiting): AsyncGenerator<readonly CsvRow[]> {
    const pull = await options.openPull(soqlOf(own.query), own.query.object);
    own.isTaken = pull.cursor !== undefined;
    yield* readKept(reads, own.query, { pull, first: () => firstOf(own), ...options });
  }

  return {
    rest: async () => {
      let calls = 0;
      for (const own of waiting.filter(({ isTaken }) => !isTaken)) {
        await fill(own);
        calls += callsBehind(own.first, options.manyRows);
      }
      return calls;
    },
    ask: (object, fields) => {
      const query = baseQuery(reads.schema, object, fields);
      const own: Waiting = { query, first: undefined, isTaken: false };
      const at = fieldsOf(query);
      const places = fields.map((field) => at.indexOf(field));
      if (object !== 'ContentDocumentLink') waiting.push(own);
      const rowsOf = object === 'ContentDocumentLink' ? () => links(reads, query, options) : () => all(own);
      return async function* () {
        for await (const rows of rowsOf()) yield rows.map((row) => places.map((place) => row[place]));
      };
    },
  };
}

async function allNotes(reads: Reads): Promise<readonly string[]> {
  const notes: string[] = [];
  for await (const { rows } of readQuery(reads, { object: 'ContentNote', fields: [], where: [] }))
    for (const [id] of rows) if (id !== undefined) notes.push(id);
  return notes;
}

/** What notes are attached to: only by the ids of the notes can that be asked. */
async function* links(reads: Reads, query: Query, { plan, notes: known }: WholeOrgOptions) {
  const notes = known?.() ?? (await allNotes(reads));
  const queries = amongIds(query, 'ContentDocumentId', notes);
  plan(Math.ceil(queries.length / MOST_TOGETHER));
  for await (const { rows } of readEach(reads, queries)) yield rows;
}
