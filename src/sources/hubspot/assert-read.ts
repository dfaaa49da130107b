import type { HttpRequest } from '../../lib/http/http.ts';
import { HttpError } from '../../lib/http/http-error.ts';

/** Requests with a body that read and write nothing, by the end of their path. */
const READS = /\/(?:search|batch\/read)$/;

/** Lets through what reads: GET without a body, and POST to a search or a batch read. Nothing else is ever sent. */
export function assertRead({ method, url, body }: HttpRequest): void {
  const { pathname } = URL.canParse(url) ? new URL(url) : { pathname: '' };
  const isPlain = !/[%\\]|\/\/|\/\.\.?(?:\/|$)/.test(pathname);
  if (isPlain && method === 'GET' && body === undefined) return;
  if (isPlain && method === 'POST' && READS.test(pathname)) return;
  throw new HttpError({ kind: 'refused', request: { method, url }, message: `not sent: ${method} here is no read` });
}
