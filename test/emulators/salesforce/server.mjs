// The server: connections, sizes, sessions, and answers as they go over the line.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { createGzip, gzipSync } from 'node:zlib';
import { ApiError } from './errors.mjs';
import { grantToken, identity } from './oauth.mjs';
import { askedOf, assertVersion, isRead, routeOf, versions, withParts } from './routes.mjs';

const JSON_TYPE = 'application/json;charset=UTF-8';
const MOST_URI = 16_384;
const MOST_BODY = 20_000_000;

const errorReply = ({ status, errorCode, message, headers }) => ({ status, headers, body: [{ message, errorCode }] });

/** Any failure as the reply of it; a bug of the emulator is a reply, too, and keeps its stack. */
function failure(service, error) {
  if (error instanceof ApiError) return errorReply(error);
  service.bugs.push(error);
  return errorReply({
    status: 500,
    errorCode: 'UNKNOWN_EXCEPTION',
    message: `An unexpected error occurred. Please include this ErrorId if you contact support: ${error.stack}`,
  });
}

async function answered(service, answer) {
  try {
    return await answer();
  } catch (error) {
    return failure(service, error);
  }
}

/** The answer to one request, or to one part of a composite. */
async function perform(service, request) {
  const asked = withParts(service, askedOf(service, request), request.text, request.user);
  const fault = service.faults.strike(asked);
  if (fault?.error) return { ...errorReply(fault.error), fault };
  fault?.act?.(service);
  const route = routeOf(request.method, request.path);
  const reply = await answered(service, () => {
    assertVersion(service, route.version);
    const part = (sub) => performPart(service, request, sub);
    return route.answer(service, { ...request, ...route.parts, version: route.version, perform: part });
  });
  return fault?.change ? { ...reply, body: fault.change(reply.body), fault } : { ...reply, fault };
}

async function performPart(service, request, { method, url, headers }) {
  const { pathname, searchParams } = new URL(url, service.url);
  const route = routeOf(method, pathname);
  if (!isRead(method, route?.kind) || route?.kind === 'composite') {
    service.writes.push({ method, path: pathname });
    return errorReply({ status: 403, errorCode: 'INSUFFICIENT_ACCESS', message: 'This org takes no writes.' });
  }
  if (route === undefined)
    return errorReply({ status: 404, errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' });
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const { fault: _, ...reply } = await perform(service, {
    ...request,
    method,
    path: pathname,
    query: searchParams,
    headers: lower,
    text: '',
    isPart: true,
  });
  return reply;
}

const sessionEnded = () =>
  errorReply({ status: 401, errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' });

function userOf(service, { headers }) {
  const token = /^(?:Bearer|OAuth) (.+)$/.exec(headers.authorization ?? '')?.[1];
  const user = service.tokens.get(token);
  return service.ended.has(token) ? undefined : user;
}

function tooLong({ settings }, { url, rawHeaders }) {
  const most = settings.mostUri ?? MOST_URI;
  if (url.length > most)
    return { status: 414, headers: { 'Content-Type': 'text/html' }, text: '<h1>414 URI Too Long</h1>' };
  const size = rawHeaders.reduce((sum, text) => sum + text.length + 2, url.length);
  return size > most ? { status: 431, headers: { 'Content-Type': 'text/html' }, text: '' } : undefined;
}

/** What needs no session. */
async function open(service, { method, path, text, headers }) {
  if (method === 'GET' && /^\/services\/data\/?$/.test(path)) return versions(service);
  if (method === 'POST' && path === '/services/oauth2/token')
    return answered(service, () => grantToken(service, { text, headers }));
  return undefined;
}

async function data(service, request) {
  const user = userOf(service, request);
  if (user === undefined) return sessionEnded();
  const { limits } = service;
  limits.used += 1;
  if (limits.used > limits.max)
    return errorReply({ status: 403, errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' });
  if (request.path === '/services/oauth2/userinfo' || request.path === `/id/${service.org.id}/${user.id}`)
    return identity(service, user);
  if (routeOf(request.method, request.path) === undefined)
    return errorReply({ status: 404, errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' });
  return perform(service, { ...request, user, isPart: false });
}

function limitInfo({ limits: { used, max }, settings }) {
  if (settings.limitInfo === 'absent') return {};
  const usage = `api-usage=${used}/${max}`;
  return {
    'Sforce-Limit-Info':
      settings.limitInfo === 'per-app-first' ? `per-app-api-usage=17/250(appName=emulated); ${usage}` : usage,
  };
}

async function bodyOf(incoming) {
  const chunks = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > MOST_BODY) throw new ApiError(413, 'REQUEST_TOO_LARGE', 'The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Notes a request; what would write is kept, and refused. */
function refusal(service, { method, path }) {
  const kind = routeOf(method, path)?.kind;
  const isToken = method === 'POST' && path === '/services/oauth2/token';
  if (isRead(method, kind) || isToken) return undefined;
  service.writes.push({ method, path });
  return errorReply({ status: 403, errorCode: 'INSUFFICIENT_ACCESS', message: 'This org takes no writes.' });
}

async function handle(service, incoming, outgoing) {
  const { pathname: path, searchParams: query } = new URL(incoming.url, 'http://emulator');
  const text = await bodyOf(incoming);
  const request = { method: incoming.method, path, query, headers: incoming.headers, text };
  const seen = {
    method: request.method,
    path,
    soql: query.get('q') ?? undefined,
    text,
    at: service.clock.now(),
    status: undefined,
  };
  service.requests.push(seen);
  outgoing.once('close', () => {
    seen.status = outgoing.statusCode;
  });
  const user = userOf(service, request);
  const asked = withParts(service, askedOf(service, { ...request, user, isPart: false }), text, user);
  const line =
    asked.kind === 'none' || !user ? service.faults.strike({ ...asked, kinds: [kindOfOpen(path)] }) : undefined;
  const reply =
    tooLong(service, incoming) ??
    refusal(service, request) ??
    (line?.error && errorReply(line.error)) ??
    (await open(service, request)) ??
    (await data(service, request));
  await send(service, { incoming, outgoing, reply, fault: line ?? reply.fault });
}

/** What needs no version in its path. */
function kindOfOpen(path) {
  if (path.endsWith('/token')) return 'token';
  if (path.endsWith('/userinfo')) return 'identity';
  return /^\/services\/data\/?$/.test(path) ? 'versions' : 'none';
}

async function send(service, { incoming, outgoing, reply, fault = {} }) {
  if (fault.hang) return undefined;
  if (fault.delay) await service.pause(fault.delay);
  if (fault.redirect) return outgoing.writeHead(302, { Location: fault.redirect }).end();
  const whole = fault.page ? htmlReply(fault.page) : reply;
  const headers = {
    'Content-Type': JSON_TYPE,
    Date: new Date(service.clock.now()).toUTCString(),
    ...limitInfo(service),
    ...whole.headers,
  };
  const isSpoiled = fault.drop || fault.truncate || fault.trickle;
  if (whole.stream && !isSpoiled) return stream(incoming, outgoing, whole, headers);
  return isSpoiled
    ? spoiled(service, outgoing, { ...whole, headers, fault })
    : sent(incoming, outgoing, { ...whole, headers });
}

const htmlReply = ({ status, type = 'text/html;charset=UTF-8', headers, text }) => ({
  status,
  headers: { 'Content-Type': type, ...headers },
  text,
});

function sent(incoming, outgoing, { status, headers, ...reply }) {
  const bytes = bytesOf(reply);
  const isPacked = takesGzip(incoming) && bytes.length > 400;
  const packed = isPacked ? gzipSync(bytes, { level: 1 }) : bytes;
  const encoding = isPacked ? { 'Content-Encoding': 'gzip' } : {};
  outgoing.writeHead(status, { ...headers, ...encoding, 'Content-Length': packed.length }).end(packed);
}

const takesGzip = ({ headers }) => /\bgzip\b/.test(headers['accept-encoding'] ?? '');

/** Half a body with nothing to tell so, a connection that breaks, or a body that takes forever. */
function spoiled(service, outgoing, { status, headers, fault, ...reply }) {
  const bytes = bytesOf(reply);
  if (fault.drop) return dropped(outgoing, { status, headers, bytes, isSized: fault.drop === 'sized' });
  if (fault.trickle) return trickled(service, outgoing, { status, headers, bytes, pause: fault.trickle });
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  return outgoing.writeHead(status, { ...headers, 'Content-Length': half.length }).end(half);
}

const bytesOf = ({ body, text, stream: chunks }) =>
  Buffer.from(text ?? (chunks ? [...chunks].join('') : body === undefined ? '' : JSON.stringify(body)));

/** Sends results as they are made, no faster than they are taken. */
async function stream(incoming, outgoing, { status, stream: chunks }, headers) {
  const isPacked = takesGzip(incoming);
  outgoing.writeHead(status, { ...headers, ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}) });
  const out = isPacked ? createGzip({ level: 1 }) : outgoing;
  if (isPacked) out.pipe(outgoing);
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  for (const chunk of chunks) {
    if (outgoing.destroyed) break;
    if (!out.write(chunk)) await once(out, 'drain', { signal: gone.signal }).catch(() => undefined);
  }
  out.end();
}

async function dropped(outgoing, { status, headers, bytes, isSized }) {
  outgoing.writeHead(status, isSized ? { ...headers, 'Content-Length': bytes.length } : headers);
  await new Promise((done) => outgoing.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), done));
  setImmediate(() => outgoing.socket?.destroy());
}

async function trickled(service, outgoing, { status, headers, bytes, pause }) {
  outgoing.writeHead(status, { ...headers, 'Content-Length': bytes.length });
  for (const byte of bytes) {
    if (outgoing.destroyed || service.isClosed) return;
    outgoing.write(Buffer.of(byte));
    await service.pause(pause);
  }
  outgoing.end();
}

/** Listens on 127.0.0.1. */
export async function listen(service, port) {
  const server = createServer({ maxHeaderSize: 1_048_576, keepAlive: true }, (incoming, outgoing) => {
    handle(service, incoming, outgoing).catch((error) => {
      if (!outgoing.headersSent) outgoing.writeHead(error.status ?? 500).end(String(error.message));
      else outgoing.destroy();
      if (!(error instanceof ApiError) && error.code !== 'ECONNRESET') service.bugs.push(error);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  service.url = `http://127.0.0.1:${server.address().port}`;
  return server;
}
