import type { HttpRequest } from './http.ts';
import { HttpError } from './http-error.ts';
import type { Answer } from './line.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Refuses an address that is not on the host that the policy names, or that would carry a token unprotected. */
export function checkAddress({ method, url }: HttpRequest, origin: string): void {
  const refuse = (message: string): HttpError =>
    new HttpError({ kind: 'refused', request: { method, url }, message: `not sent: ${message}` });
  if (!URL.canParse(url) || !URL.canParse(origin)) throw refuse('this is no address');
  const { protocol, hostname, username, password, origin: its } = new URL(url);
  const only = new URL(origin);
  if (its !== only.origin) throw refuse(`only ${only.host} is spoken to`);
  if (username !== '' || password !== '') throw refuse('an address must not hold credentials');
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))) return;
  throw refuse('plain http is for this machine alone');
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 3;

/**
 * Where an answer sends a request on to, within the same host; `undefined` where it does not. Any other redirect is
 * refused before a header is sent there.
 */
export function redirected(request: HttpRequest, { status, headers }: Answer, hops: number): HttpRequest | undefined {
  const { location } = headers;
  if (!REDIRECTS.has(status) || location === undefined) return undefined;
  const refuse = (message: string): HttpError => new HttpError({ kind: 'redirect', request, status, message });
  if (!URL.canParse(location, request.url)) throw refuse('sent on to an address that is none');
  const next = new URL(location, request.url);
  if (next.origin !== new URL(request.url).origin) throw refuse(`sent on to another host, ${next.host}: not followed`);
  if (request.method !== 'GET' || hops >= MOST_REDIRECTS) throw refuse('sent on, and not followed');
  return { ...request, url: next.href };
}
