import { firstPages } from './first-pages.ts';
import type { Reads } from './read-query.ts';

/** What is counted, and how many pages each 2,000 rows of it bring with them: history, relations and the like. */
const counted: readonly (readonly [object: string, pages: number])[] = [
  ['Lead', 3],
  ['Opportunity', 4],
  ['Contact', 1],
  ['Task', 2],
  ['Event', 2],
];

const PAGE = 2000;

/** Pages behind the first ones that a whole org may have, for it to cost no more than the records of one rep do. */
const FEW = 4;

/**
 * Whether a whole org costs so few calls that it is read whole, whoever's records are asked for: then nothing that they
 * could be held against is left out. One call.
 */
export async function isSmall({ client, schema }: Reads): Promise<boolean> {
  const seen = counted.filter(([object]) => schema.of(object) !== undefined);
  if (seen.length === 0) return true;
  const pages = await firstPages(
    client,
    seen.map(([object]) => ({ object, fields: [], where: [], isCount: true })),
  );
  const further = seen.map(([, each], i) => {
    const page = pages[i];
    return page === undefined || 'error' in page ? FEW + 1 : Math.floor(page.total / PAGE) * each;
  });
  return further.reduce((sum, more) => sum + more, 0) <= FEW;
}
