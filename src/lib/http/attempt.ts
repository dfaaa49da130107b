import { readOn, readWhole } from './body.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { asHttpError, isOfTheLine } from './failure.ts';
import type { HttpPolicy, HttpRequest, HttpResponse, HttpStream } from './http.ts';
import type { HttpError } from './http-error.ts';
import type { Answer, Line } from './line.ts';
import { checkAddress, redirected } from './where-to.ts';

/** What one attempt brought: something for the caller, and what is judged of it. */
export interface Outcome<T> {
  readonly value: T;
  readonly response: HttpResponse;
  /** Taken without asking. */
  readonly isFinal: boolean;
  /** Let go of what is not taken. */
  readonly drop: () => void;
}

/** What is made of an answer whose head is there. */
export type Take<T> = (answer: Answer, request: HttpRequest, policy: HttpPolicy) => Promise<Outcome<T>>;

export interface Way {
  readonly line: Line;
  readonly policy: HttpPolicy;
  /** Told of every request that is sent. */
  readonly count: () => void;
}

/** One attempt within its time, over any redirects within the host. */
export async function attempt<T>(request: HttpRequest, timeout: number, take: Take<T>, way: Way): Promise<Outcome<T>> {
  const deadline = startDeadline(timeout);
  let hasBegun = false;
  const typed = (error: unknown): HttpError =>
    asHttpError(error, request, { expiredAfter: deadline.hasExpired() ? timeout : undefined, hasBegun });
  try {
    const answer = await open(request, deadline, way);
    hasBegun = true;
    deadline.guard(answer.drop);
    const outcome = await take(answer, request, way.policy);
    // A body that is dropped ends as if it were whole.
    if (deadline.hasExpired()) throw typed(undefined);
    return outcome;
  } catch (error) {
    throw isOfTheLine(error) ? typed(error) : error;
  } finally {
    deadline.stop();
  }
}

/** Sends a request and waits for the head of its answer. */
async function open(request: HttpRequest, deadline: Deadline, way: Way, hops = 0): Promise<Answer> {
  checkAddress(request, way.policy.origin);
  way.policy.assertRead(request);
  way.count();
  const answer = await way.line.open(request, deadline.guard);
  try {
    const next = redirected(request, answer, hops);
    if (next === undefined) return answer;
    answer.drop();
    return await open(next, deadline, way, hops + 1);
  } catch (error) {
    answer.drop();
    throw error;
  }
}

export const takeWhole: Take<HttpResponse> = async (answer, request, { maxBytes }) => {
  const { status, headers, drop } = answer;
  const response = { status, headers, body: await readWhole(answer, request, maxBytes) };
  return { value: response, response, isFinal: false, drop };
};

/** An answer that says no is read whole, so that it can be judged; of one that says yes the first chunk is waited for. */
export const takeStream: Take<HttpStream> = async (answer, request, policy) => {
  const { status, headers, drop } = answer;
  if (status >= 300) {
    const { response } = await takeWhole(answer, request, policy);
    return { value: { status, headers, chunks: only(response.body) }, response, isFinal: false, drop };
  }
  const rest: AsyncIterator<Uint8Array, unknown> = answer.body[Symbol.asyncIterator]();
  const first = await rest.next();
  const chunks = readOn(first, rest, { answer, request, timeout: policy.timeout });
  return { value: { status, headers, chunks }, response: { status, headers, body: '' }, isFinal: true, drop };
};

async function* only(body: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(body);
}
