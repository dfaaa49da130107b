import { setTimeout as sleep } from 'node:timers/promises';
import { attempt, type Outcome, type Take, takeStream, takeWhole, type Way } from './attempt.ts';
import { isPassing } from './failure.ts';
import type { Http, HttpEdges, HttpPolicy, HttpRequest } from './http.ts';
import { HttpError } from './http-error.ts';
import { openLine } from './line.ts';
import { checkAddress } from './where-to.ts';

/** The real clock and the real wait. */
const platform: HttpEdges = { now: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds) };

/**
 * The one way to a CRM: reads only, one host only, no answer that hangs, none without end, a bounded number of tries.
 * See `HttpPolicy` for what the vendor decides, and `openLine` for proxies.
 */
export function createHttp(policy: HttpPolicy, edges: HttpEdges = platform): Http {
  const line = openLine(policy.origin);
  let calls = 0;
  const way: Way = {
    line,
    policy,
    count: () => {
      calls += 1;
    },
  };
  return {
    send: (request) => persist(request, takeWhole, way, edges),
    stream: (request) => persist(request, takeStream, way, edges),
    calls: () => calls,
    close: line.close,
  };
}

/** Asks again for as long as the policy wants to and may. The last answer is given back whatever it says. */
async function persist<T>(request: HttpRequest, take: Take<T>, way: Way, { now, sleep: wait }: HttpEdges): Promise<T> {
  const { policy } = way;
  checkAddress(request, policy.origin);
  policy.assertRead(request);
  let spent = 0;
  for (let tries = 1; ; tries += 1) {
    await policy.admit?.(request);
    const began = now();
    const result = await settled(attempt(request, Math.min(policy.timeout, policy.budget - spent), take, way));
    spent += now() - began;
    const pause = pauseAfter(result, tries, request, policy);
    if (pause === undefined || spent + pause >= policy.budget) return taken(result);
    if ('outcome' in result) result.outcome.drop();
    await wait(pause);
    spent += pause;
  }
}

type Result<T> = { readonly outcome: Outcome<T> } | { readonly failure: HttpError };

/** Failures that may pass are judged; others end the request at once. */
async function settled<T>(trying: Promise<Outcome<T>>): Promise<Result<T>> {
  try {
    return { outcome: await trying };
  } catch (error) {
    if (error instanceof HttpError && isPassing(error)) return { failure: error };
    throw error;
  }
}

/** Milliseconds until the next try; `undefined` when there is none. */
function pauseAfter<T>(result: Result<T>, tries: number, request: HttpRequest, policy: HttpPolicy): number | undefined {
  const response = 'outcome' in result ? result.outcome.response : undefined;
  if (response !== undefined) policy.observe?.(request, response);
  if (tries >= policy.attempts || ('outcome' in result && result.outcome.isFinal)) return undefined;
  const judgment = policy.judge(response, tries, request);
  return judgment === 'take' ? undefined : Math.max(judgment.retryAfter, 0);
}

function taken<T>(result: Result<T>): T {
  if ('failure' in result) throw result.failure;
  return result.outcome.value;
}
