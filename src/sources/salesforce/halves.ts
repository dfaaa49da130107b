import { HttpError } from '../../lib/http/http-error.ts';
import { DAY } from '../../lib/time.ts';
import { ApiError, isApiError } from './api-error.ts';
import type { Query } from './soql.ts';

/** Too much for one query: it ran too long, touches too many records, or is too long itself. */
export const isTooMuch = (error: unknown): boolean =>
  isApiError(error, 'QUERY_TIMEOUT', 'OPERATION_TOO_LARGE', 'QUERY_TOO_COMPLICATED') ||
  ((error instanceof ApiError || error instanceof HttpError) && (error.status === 414 || error.status === 431));

/** Salesforce is no older. */
const FIRST = Date.UTC(1999, 0, 1);

/** Shorter than this, a span of time is not divided. */
const SHORTEST = DAY;

/** Few ids are not divided. */
const FEWEST = 2;

function byId(query: Query, among: NonNullable<Query['among']>): readonly Query[] {
  const middle = Math.ceil(among.ids.length / 2);
  const part = (ids: readonly string[]): Query => ({ ...query, among: { field: among.field, ids } });
  return [part(among.ids.slice(0, middle)), part(among.ids.slice(middle))];
}

/** The latest year apart from all before it; then in the middle. */
function byTime(query: Query, asOf: number): readonly Query[] | undefined {
  const [from, until] = query.between ?? [FIRST, asOf + DAY];
  if (until - from < 2 * SHORTEST) return undefined;
  const middle = query.between === undefined ? until - 366 * DAY : Math.floor((from + until) / 2 / DAY) * DAY;
  return [
    { ...query, between: [from, middle] },
    { ...query, between: [middle, until] },
  ];
}

/**
 * Two queries that find together what one does, each of about half; `undefined` where it cannot be divided further. What
 * was created since as-of is not found: it does not count.
 */
export function halvesOf(query: Query, asOf: number, isDated: boolean): readonly Query[] | undefined {
  const { among } = query;
  if (among !== undefined && among.ids.length >= FEWEST) return byId(query, among);
  return isDated ? byTime(query, asOf) : undefined;
}
