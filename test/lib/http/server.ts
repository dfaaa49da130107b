import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { HttpEdges, HttpPolicy, HttpRequest } from '../../../src/lib/http/http.ts';

export interface LocalServer {
  readonly origin: string;
  /** Every request that arrived, in order. */
  readonly seen: readonly IncomingMessage[];
  /** Connections that were opened. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

type Answering = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

/** A server on this machine that answers as told; `nth` counts requests from 1. */
export async function serve(answer: Answering): Promise<LocalServer> {
  const seen: IncomingMessage[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    seen.push(request);
    answer(request, response, seen.length);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A policy that allows reads, gives a second, and takes what comes. */
export const policyFor = (origin: string, own: Partial<HttpPolicy> = {}): HttpPolicy => ({
  origin,
  assertRead: ({ method }) => {
    if (method !== 'GET') throw new Error(`not a read: ${method}`);
  },
  timeout: 300,
  maxBytes: 1_000_000,
  attempts: 1,
  budget: 10_000,
  judge: () => 'take',
  ...own,
});

/** A clock that moves only by the waits, which are kept. */
export function fakeEdges(): HttpEdges & { readonly slept: readonly number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => slept.reduce((sum, one) => sum + one, 0),
    sleep: async (milliseconds) => void slept.push(milliseconds),
  };
}

export const token = '00D5g000004ABCD!AQwAQKsecretSecretSecret';

export const get = (
  origin: string,
  path = '/services/data?q=SELECT+Email',
  own: Partial<HttpRequest> = {},
): HttpRequest => ({
  method: 'GET',
  url: `${origin}${path}`,
  headers: { Authorization: `Bearer ${token}` },
  ...own,
});
