import { type First, firstPages } from './first-pages.ts';
import type { Reads } from './read-query.ts';
import type { Query } from './soql.ts';

/** What is counted, and how many pages each 2,000 rows of it bring with them: history, relations and the like. */
const counted: readonly (readonly [object: string, pages: number])[] = [
  ['Lead', 4],
  ['Opportunity', 4],
  ['Task', 3],
];

const PAGE = 2000;

/** Pages behind the first ones that a whole org may have, for it to cost no more than the records of one rep do. */
const FEW = 4;

export interface Look {
  /** The first pages of the queries. */
  readonly pages: readonly First[];
  /** The whole org costs so few calls that it may be read whole, whoever's records are asked for. */
  readonly isSmall: boolean;
}

/** The first pages of two queries at most, and how large the org is: one call. */
export async function look({ client, schema }: Reads, queries: readonly Query[]): Promise<Look> {
  const seen = counted.filter(([object]) => schema.of(object) !== undefined);
  const counts: readonly Query[] = seen.map(([object]) => ({ object, fields: [], where: [], isCount: true }));
  const pages = await firstPages(client, [...queries, ...counts]);
  const further = seen.map(([, each], i) => {
    const page = pages[queries.length + i];
    return page === undefined || 'error' in page ? FEW + 1 : Math.floor(page.total / PAGE) * each;
  });
  return { pages: pages.slice(0, queries.length), isSmall: further.reduce((sum, more) => sum + more, 0) <= FEW };
}
