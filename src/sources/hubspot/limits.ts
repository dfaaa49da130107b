import type { HttpEdges, HttpRequest, HttpResponse } from '../../lib/http/http.ts';

/**
 * Searches are limited to 5 a second for the whole account, everything else to 100 or more in 10 seconds (usage
 * guidelines of HubSpot); a little less leaves room for what else runs there.
 */
const SEARCHES_A_SECOND = 4;
const OTHERS_A_SECOND = 8;

/** What is left to others of the requests of an interval, once the portal has told how many there are. */
const LEFT_TO_OTHERS = 4;

const isSearch = ({ url }: Pick<HttpRequest, 'url'>): boolean => /\/search$/.test(new URL(url).pathname);

/** Lets requests through at an even pace. */
function startPace(edges: HttpEdges, aSecond: number) {
  let next = 0;
  let gap = 1000 / aSecond;
  return {
    turn: async (): Promise<void> => {
      const now = edges.now();
      const at = Math.max(now, next);
      next = at + gap;
      if (at > now) await edges.sleep(at - now);
    },
    /** Nothing more for a while. */
    hold: (milliseconds: number): void => {
      next = Math.max(next, edges.now() + milliseconds);
    },
    follow: (perSecond: number): void => {
      gap = 1000 / perSecond;
    },
  };
}

const numberIn = (headers: HttpResponse['headers'], name: string): number | undefined => {
  const written = headers[name];
  return written !== undefined && /^\d+$/.test(written) ? Number(written) : undefined;
};

export interface Limits {
  /** Waits for the turn of a request. */
  readonly admit: (request: HttpRequest) => Promise<void>;
  /** Learns from what an answer says of the limits. */
  readonly observe: (request: HttpRequest, response: HttpResponse) => void;
  /** Requests that the account has left today, as far as it tells. */
  readonly leftToday: () => number | undefined;
}

/**
 * Two paces, of which the slower one is for searches. The other takes four fifths of what the portal says that it
 * allows, and gives way where it is short of requests.
 */
export function startLimits(edges: HttpEdges): Limits {
  const searches = startPace(edges, SEARCHES_A_SECOND);
  const others = startPace(edges, OTHERS_A_SECOND);
  let left: number | undefined;
  return {
    admit: (request) => (isSearch(request) ? searches : others).turn(),
    observe: (_request, { headers }) => {
      left = numberIn(headers, 'x-hubspot-ratelimit-daily-remaining') ?? left;
      const most = numberIn(headers, 'x-hubspot-ratelimit-max');
      const rest = numberIn(headers, 'x-hubspot-ratelimit-remaining');
      const interval = numberIn(headers, 'x-hubspot-ratelimit-interval-milliseconds') ?? 10_000;
      if (most !== undefined && most > 0 && interval > 0) others.follow(Math.max(0.5, (most * 800) / interval));
      if (rest !== undefined && most !== undefined && rest <= Math.min(LEFT_TO_OTHERS, most / 10))
        others.hold(interval / 2);
    },
    leftToday: () => left,
  };
}
