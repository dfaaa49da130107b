import * as z from 'zod';
import type { HttpPolicy, HttpResponse, Judgment } from '../../lib/http/http.ts';
import { backoff, retryAfterOf } from '../../lib/http/retry-after.ts';
import { assertRead } from './assert-read.ts';
import type { Limits } from './limits.ts';

const SECOND = 1000;

/** HubSpot's own workflows read `Retry-After` as milliseconds, so that a long one is not to be believed. */
const LONGEST_WAIT = 120 * SECOND;

/** A locked record stays so for about two seconds. */
const LOCKED = 2 * SECOND;

/** Answers that another try may be spared: time-outs, failures of a server or of what stands before it. */
const PASSING = new Set([408, 500, 502, 503, 504, 521, 522, 523, 524]);

const limitSchema = z.object({ policyName: z.string().optional(), message: z.string().optional() });

export type LimitKind = 'secondly' | 'ten-secondly' | 'daily' | 'short';

/** Which limit an answer speaks of: by name where it gives one, else by its message. Searches give neither name nor headers. */
export function limitOf(body: string): LimitKind {
  const { policyName, message = '' } = readLimit(body);
  const words = (policyName ?? message).toLowerCase().replace(/[^a-z]/g, '');
  if (words.includes('daily')) return 'daily';
  if (words.includes('tensecondly')) return 'ten-secondly';
  return words.includes('secondly') ? 'secondly' : 'short';
}

function readLimit(body: string): z.output<typeof limitSchema> {
  try {
    return limitSchema.safeParse(JSON.parse(body)).data ?? {};
  } catch {
    return {};
  }
}

const waits: { readonly [K in Exclude<LimitKind, 'daily'>]: (tries: number) => number } = {
  secondly: (tries) => Math.min(SECOND * tries, 10 * SECOND),
  'ten-secondly': (tries) => Math.min(2.5 * SECOND * tries, 10 * SECOND),
  short: (tries) => backoff(tries, 10 * SECOND),
};

function judgeLimit({ headers, body }: HttpResponse, tries: number, now: number): Judgment {
  const kind = limitOf(body);
  if (kind === 'daily') return 'take';
  return { retryAfter: retryAfterOf(headers, { now, most: LONGEST_WAIT }) ?? waits[kind](tries) };
}

/** What is worth another try, and when. */
export function judge(response: HttpResponse | undefined, tries: number, now: number): Judgment {
  if (response === undefined) return { retryAfter: backoff(tries, 8 * SECOND) };
  const { status, headers } = response;
  if (status === 429) return judgeLimit(response, tries, now);
  const asked = retryAfterOf(headers, { now, most: LONGEST_WAIT });
  if (status === 423) return { retryAfter: Math.max(asked ?? 0, LOCKED) };
  return PASSING.has(status) ? { retryAfter: asked ?? backoff(tries, 8 * SECOND) } : 'take';
}

export interface PolicyOptions {
  readonly origin: string;
  readonly limits: Limits;
  /** Milliseconds since 1970, for waits that are asked for as a date. */
  readonly now: () => number;
  /** Waited for before every request beside its turn: a budget of calls. */
  readonly admit?: HttpPolicy['admit'];
  readonly observe?: HttpPolicy['observe'];
  readonly timeout?: number | undefined;
}

/** How HubSpot is spoken to. */
export const policyOf = ({ origin, limits, now, admit, observe, timeout }: PolicyOptions): HttpPolicy => ({
  origin,
  assertRead,
  timeout: timeout ?? 60 * SECOND,
  maxBytes: 64 * 1024 * 1024,
  attempts: 5,
  budget: 300 * SECOND,
  judge: (response, tries) => judge(response, tries, now()),
  admit: async (request) => {
    await admit?.(request);
    await limits.admit(request);
  },
  observe: (request, response) => {
    limits.observe(request, response);
    observe?.(request, response);
  },
});
