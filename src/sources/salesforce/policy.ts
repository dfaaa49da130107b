import type { HttpPolicy, HttpResponse, Judgment } from '../../lib/http/http.ts';
import { backoff, retryAfterOf } from '../../lib/http/retry-after.ts';
import { assertRead } from './read-only.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Longest wait between two tries. */
const MOST_WAIT = 30 * SECOND;

/** Statuses of an org that is busy, being moved or down: it may be better in a moment. */
const PASSING = new Set([420, 429, 502, 503, 504]);

/** Tries of what the org calls its own error: it seldom passes. */
const TRIES_OF_ERRORS = 3;

/** Too many requests at once: others use the org, too. The limit of the day has the same code, and does not pass. */
const isCrowded = ({ status, body }: HttpResponse): boolean =>
  status === 403 && body.includes('REQUEST_LIMIT_EXCEEDED') && /Concurrent/i.test(body.slice(0, 2000));

/** What of an answer is worth another try. Every request is a read, so that all may be sent again. */
function judge(response: HttpResponse | undefined, tries: number, now: number): Judgment {
  if (response === undefined) return { retryAfter: backoff(tries, MOST_WAIT) };
  const { status, headers } = response;
  if (PASSING.has(status))
    return { retryAfter: retryAfterOf(headers, { now, most: MOST_WAIT }) ?? backoff(tries, MOST_WAIT) };
  if (isCrowded(response)) return { retryAfter: backoff(tries + 1, MOST_WAIT) };
  // A query that ran for too long is to be narrowed, whatever its status.
  if (status === 500 && tries < TRIES_OF_ERRORS && !response.body.includes('QUERY_TIMEOUT'))
    return { retryAfter: backoff(tries, MOST_WAIT) };
  return 'take';
}

/** How long an org may take, how much it may send, and how often it is asked again. */
const patience = {
  /** Queries are ended by the org after two minutes. */
  timeout: 150 * SECOND,
  maxBytes: 256 << 20,
  attempts: 7,
  budget: 5 * MINUTE,
} as const satisfies Partial<HttpPolicy>;

/** The policy of an org. */
export const policyOf = (
  origin: string,
  now: () => number,
  more: Pick<HttpPolicy, 'admit' | 'observe'> & Partial<Pick<HttpPolicy, 'timeout' | 'budget'>>,
): HttpPolicy => ({
  ...patience,
  ...more,
  origin,
  assertRead,
  judge: (response, tries) => judge(response, tries, now()),
});
