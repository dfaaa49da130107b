import { startDeadline } from './deadline.ts';
import { asHttpError, isOfTheLine } from './failure.ts';
import type { HttpRequest } from './http.ts';
import { HttpError } from './http-error.ts';
import type { Answer } from './line.ts';

/** Reads a body to its end. One that is larger than it may be is let go of as soon as that shows. */
export async function readWhole(answer: Answer, request: HttpRequest, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(answer, request, maxBytes);
      chunks.push(chunk);
    }
  } finally {
    answer.drop();
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

const tooLarge = ({ status }: Answer, request: HttpRequest, maxBytes: number): HttpError =>
  new HttpError({ kind: 'too-large', request, status, message: `the answer is larger than ${maxBytes} bytes` });

/** So much has to come in every `timeout` that is waited for: a body that trickles would otherwise never end. */
const LEAST_BYTES = 64 * 1024;

/**
 * The rest of a body whose first chunk is there. Only the time spent waiting counts, not what the reader does with the
 * chunks meanwhile.
 */
export async function* readOn(
  first: IteratorResult<Uint8Array, unknown>,
  rest: AsyncIterator<Uint8Array, unknown>,
  { answer, request, timeout }: { readonly answer: Answer; readonly request: HttpRequest; readonly timeout: number },
): AsyncGenerator<Uint8Array> {
  let waited = 0;
  let bytes = 0;
  try {
    for (let next = first; next.done !== true; ) {
      bytes += next.value.length;
      if (bytes >= LEAST_BYTES) {
        waited = 0;
        bytes = 0;
      }
      yield next.value;
      const began = performance.now();
      next = await nextOf(rest, { answer, request, timeout, left: timeout - waited });
      waited += performance.now() - began;
    }
  } finally {
    answer.drop();
  }
}

interface Waiting {
  readonly answer: Answer;
  readonly request: HttpRequest;
  readonly timeout: number;
  readonly left: number;
}

async function nextOf(rest: AsyncIterator<Uint8Array, unknown>, { answer, request, timeout, left }: Waiting) {
  const deadline = startDeadline(left);
  deadline.guard(answer.drop);
  const typed = (error: unknown): HttpError =>
    asHttpError(error, request, { expiredAfter: deadline.hasExpired() ? timeout : undefined, hasBegun: true });
  try {
    const next = await rest.next();
    // A body that is dropped ends as if it were whole.
    if (deadline.hasExpired()) throw typed(undefined);
    return next;
  } catch (error) {
    throw isOfTheLine(error) ? typed(error) : error;
  } finally {
    deadline.stop();
  }
}
