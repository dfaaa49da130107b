import { PassThrough } from 'node:stream';
import type { Http, HttpRequest, HttpResponse } from '../../lib/http/http.ts';
import { HttpError } from '../../lib/http/http-error.ts';
import type { Session } from './auth/session.ts';

/** Sends requests with the session in force; jsforce makes addresses and headers of them, and values of the answers. */
export interface Connection {
  readonly send: (request: HttpRequest) => Promise<{ readonly response: HttpResponse; readonly body: unknown }>;
  readonly urlOf: (path: string) => string;
  /** A header for requests whose answers are streamed. */
  readonly authorization: () => string;
  readonly use: (session: Session) => void;
  readonly useVersion: (version: string) => void;
  readonly version: () => string;
}

const methods = { GET: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE' } as const;

interface Wire {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What jsforce asks to be sent, as our own layer takes it. */
function requestOf({ method, url, headers, body }: Wire): HttpRequest {
  const known = Object.values(methods).find((name) => name === method);
  if (known === undefined)
    throw new HttpError({ kind: 'refused', request: { method: 'GET', url }, message: 'not sent' });
  return { method: known, url, ...(headers !== undefined && { headers }), ...(typeof body === 'string' && { body }) };
}

/**
 * A transport for jsforce that hands every request to our own layer. Its own follows redirects with the token, waits
 * half an hour, and never comes back from a body that is cut off.
 */
function transportOver(http: Http, take: (response: HttpResponse) => void) {
  return {
    httpRequest: (wire: Wire) => {
      const answer = http.send(requestOf(wire)).then((response) => {
        take(response);
        return { statusCode: response.status, headers: response.headers, body: response.body };
      });
      return Object.assign(answer, { stream: () => new PassThrough() });
    },
  };
}

/** Opens a connection; jsforce is loaded here, and nowhere before. */
export async function openConnection(http: Http, session: Session, version: string): Promise<Connection> {
  const { Connection: JsforceConnection } = await import('jsforce/lib/connection.js');
  const open = ({ instanceUrl, accessToken }: Session, number: string) =>
    new JsforceConnection({ instanceUrl, accessToken, version: number, logLevel: 'NONE' });
  let held = open(session, version);
  let own = session;
  const urlOf = (path: string): string => held._normalizeUrl(path);
  return {
    urlOf,
    authorization: () => `Bearer ${own.accessToken}`,
    version: () => held.version,
    use: (next) => {
      own = next;
      held = open(own, held.version);
    },
    useVersion: (number) => {
      held = open(own, number);
    },
    send: async ({ method, url, headers, body }) => {
      let response: HttpResponse | undefined;
      const transport = transportOver(http, (taken) => {
        response = taken;
      });
      const wire = {
        method,
        url,
        ...(headers !== undefined && { headers: { ...headers } }),
        ...(body !== undefined && { body }),
      };
      // An answer that says no is thrown by jsforce, which knows no status: it is told by the answer itself.
      const value = await held.request(wire, { transport }).catch((error: unknown) => {
        if (response === undefined) throw error;
        return undefined;
      });
      if (response === undefined)
        throw new HttpError({ kind: 'network', request: { method, url }, message: 'no answer' });
      return { response, body: value };
    },
  };
}
