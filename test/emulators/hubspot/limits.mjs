// How fast one may ask: so many requests in ten seconds for a token, so many searches in a second for the account, and
// so many requests in a day of the account's time zone.

import { daily, secondly, tenSecondly } from './errors.mjs';

const PLANS = {
  starter: { perTenSeconds: 100, perDay: 250_000 },
  professional: { perTenSeconds: 190, perDay: 625_000 },
  enterprise: { perTenSeconds: 190, perDay: 1_000_000 },
  oauth: { perTenSeconds: 110, perDay: 625_000 },
};

const dayIn = (timeZone) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone });
  return (instant) => format.format(instant);
};

/** Moments within the last `span` milliseconds. */
function slidingWindow(span) {
  let moments = [];
  return {
    count: (now) => {
      moments = moments.filter((at) => at > now - span);
      return moments.length;
    },
    add: (now) => moments.push(now),
  };
}

/**
 * @param {{ plan?: string, perTenSeconds?: number, perDay?: number, perSecond?: number, timeZone: string, isOff?: boolean }} options
 */
export function keepLimits({ plan = 'professional', timeZone, isOff = false, perSecond = 5, ...given }) {
  const { perTenSeconds, perDay } = { ...PLANS[plan], ...given };
  const dayOf = dayIn(timeZone);
  const tokens = new Map();
  const searches = slidingWindow(1000);
  let today = '';
  let used = 0;
  const turn = (now) => {
    const day = dayOf(now);
    if (day !== today) used = 0;
    today = day;
  };
  const windowOf = (token) => {
    if (!tokens.has(token)) tokens.set(token, slidingWindow(10_000));
    return tokens.get(token);
  };
  return {
    /** A refusal, or nothing; what is refused counts toward no limit. */
    admit: ({ now, token, isSearch }) => {
      if (isOff) return undefined;
      turn(now);
      if (used >= perDay) return daily();
      if (isSearch && searches.count(now) >= perSecond) return secondly();
      if (!isSearch && windowOf(token).count(now) >= perTenSeconds) return tenSecondly();
      used += 1;
      (isSearch ? searches : windowOf(token)).add(now);
      return undefined;
    },
    /** Searches are answered without them. */
    headers: ({ now, token, isSearch, isOauth }) => {
      if (isSearch || isOff) return {};
      turn(now);
      return {
        ...(isOauth ? {} : { 'x-hubspot-ratelimit-daily': String(perDay) }),
        ...(isOauth ? {} : { 'x-hubspot-ratelimit-daily-remaining': String(Math.max(0, perDay - used)) }),
        'x-hubspot-ratelimit-interval-milliseconds': '10000',
        'x-hubspot-ratelimit-max': String(perTenSeconds),
        'x-hubspot-ratelimit-remaining': String(Math.max(0, perTenSeconds - windowOf(token).count(now))),
        'x-hubspot-ratelimit-secondly': String(Math.round(perTenSeconds / 10)),
        'x-hubspot-ratelimit-secondly-remaining': String(Math.round(perTenSeconds / 10) - 1),
      };
    },
    usage: (now) => {
      turn(now);
      return { name: 'private-apps-api-calls-daily', usageLimit: perDay, currentUsage: used };
    },
    /** As if so many requests had been made today. */
    spend: (count, now) => {
      turn(now);
      used += count;
    },
  };
}
