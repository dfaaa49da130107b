import { errorIn } from './api-error.ts';
import type { Client, Part, PartAnswer } from './client.ts';
import { type Page, pageOf } from './page.ts';
import { isOfAll, type Query, soqlOf } from './soql.ts';

/** The first page of a query, or why there is none. */
export type First = Page | { readonly error: unknown };

/** Queries that a composite request may have. */
export const MOST_TOGETHER = 5;

/** Longer addresses go into the body of a composite request, which has no such limit. */
const LONGEST = 4000;

export const fieldsOf = ({ fields }: Query): readonly string[] => [...new Set(['Id', ...fields])];

const pathOf = (query: Query): string =>
  `/${isOfAll(query) ? 'queryAll' : 'query'}?q=${encodeURIComponent(soqlOf(query))}`;

const about = ({ object }: Query): string => `the query for ${object}`;

function firstIn(query: Query, { status, body }: PartAnswer): First {
  try {
    return status < 300 ? pageOf(body, fieldsOf(query), about(query)) : { error: errorIn(status, body) };
  } catch (error) {
    return { error };
  }
}

/** A part that failed for the moment alone: the others arrived, and the request as a whole has nothing to be judged by. */
const isPassing = ({ status, body }: PartAnswer): boolean =>
  status >= 500 ||
  status === 420 ||
  status === 429 ||
  (status === 403 && /Concurrent/i.test(JSON.stringify(body) ?? ''));

async function alone(client: Client, query: Query): Promise<First> {
  try {
    const path = pathOf(query);
    if (path.length <= LONGEST) return pageOf(await client.get(path), fieldsOf(query), about(query));
    const [answer] = await client.together([{ path }]);
    return answer === undefined ? { error: errorIn(500, undefined) } : firstIn(query, answer);
  } catch (error) {
    return { error };
  }
}

/**
 * The first pages of up to five queries, in one call. Of a query that cannot be answered the error is told; what ends the
 * whole request is thrown.
 */
export async function firstPages(client: Client, queries: readonly Query[]): Promise<readonly First[]> {
  const [only] = queries;
  if (only !== undefined && queries.length === 1) {
    const first = await alone(client, only);
    return [first];
  }
  const parts: readonly Part[] = queries.map((query) => ({ path: pathOf(query) }));
  const answers = await client.together(parts);
  const pages: First[] = [];
  for (const [i, query] of queries.entries()) {
    const answer = answers[i];
    if (answer === undefined || isPassing(answer)) pages.push(await alone(client, query));
    else pages.push(firstIn(query, answer));
  }
  return pages;
}
