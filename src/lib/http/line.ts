import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  Agent as PlainAgent,
  request as plainRequest,
} from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { HttpRequest } from './http.ts';
import { HttpError } from './http-error.ts';

/** An answer whose head has arrived. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked. */
  readonly body: Readable;
  /** Lets go of a body that is not read to its end, and of its connection. */
  readonly drop: () => void;
}

/** The connections to one host. */
export interface Line {
  /** Sends a request; `onOpen` is handed what ends it early. */
  readonly open: (request: HttpRequest, onOpen: (end: () => void) => void) => Promise<Answer>;
  readonly close: () => void;
}

/** Idle connections are kept this long, and never keep the process alive. */
const IDLE = 30_000;

/**
 * Opens a line to an origin. It is Node's own http and https with agents of ours: no redirect is followed, and no proxy
 * is used, whatever `https_proxy`, `NO_PROXY` or `NODE_USE_ENV_PROXY` say. A proxy would see a token only inside TLS,
 * but a program that reads customers' data does not take a way that nobody has named to it; behind a proxy that must be
 * used, requests fail with a network error.
 */
export function openLine(origin: string): Line {
  const options = { keepAlive: true, timeout: IDLE, scheduling: 'lifo' } as const;
  const isTls = origin.startsWith('https:');
  const agent = isTls ? new TlsAgent(options) : new PlainAgent(options);
  const send = isTls ? tlsRequest : plainRequest;
  return {
    open: ({ method, url, headers, body }, onOpen) =>
      new Promise((resolve, reject) => {
        const request = send(url, { method, agent, headers: headersOf(headers, body) });
        onOpen(() => request.destroy());
        request.on('error', reject);
        request.on('response', (message) => {
          try {
            resolve(answerOf(message, { method, url }));
          } catch (error) {
            request.destroy();
            reject(error);
          }
        });
        request.end(body);
      }),
    close: () => agent.destroy(),
  };
}

function headersOf(own: HttpRequest['headers'], body: string | undefined): Record<string, string> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const given = Object.entries(own ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    accept: 'application/json',
    'user-agent': 'threadcount',
    ...Object.fromEntries(given),
    ...length,
    ...packed,
  };
}

const packed = { 'accept-encoding': 'gzip' } as const;

/** Several headers of one name are joined as HTTP joins them. */
const flat = (headers: IncomingHttpHeaders): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
    ),
  );

function answerOf(message: IncomingMessage, request: Pick<HttpRequest, 'method' | 'url'>): Answer {
  const status = message.statusCode ?? 0;
  const body = unpacked(message, status, request);
  const drop = (): void => {
    body.destroy();
    message.destroy();
  };
  return { status, headers: flat(message.headers), body, drop };
}

/** A failure of the connection ends the unpacked body with it: `pipeline` hands it on. */
function unpacked(message: IncomingMessage, status: number, request: Pick<HttpRequest, 'method' | 'url'>): Readable {
  const encoding = (message.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity' || status === 204 || status === 304) return message;
  const unpack = unpackers.get(encoding);
  if (unpack === undefined)
    throw new HttpError({ kind: 'unreadable', request, status, message: 'the answer is packed in an unknown way' });
  return pipeline(message, unpack(), () => {});
}

const unpackers = new Map([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['deflate', () => createInflate()],
  ['br', () => createBrotliDecompress()],
]);
