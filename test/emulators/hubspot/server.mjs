// The emulator as a server: it checks who asks and how often, answers, writes down every request, and goes wrong where
// it is told to.

import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { withPlainNumbers } from './associations.mjs';
import { startClock } from './clock.mjs';
import {
  expired,
  invalid,
  missingScopes,
  missingScopesOfOauth,
  noCredentials,
  noMethod,
  noSuchAddress,
  urlTooLong,
} from './errors.mjs';
import { keepLimits } from './limits.mjs';
import { ALL_SCOPES } from './object-types.mjs';
import { isWrite, routeOf, TOKEN_PATH } from './routes.mjs';

/** The token of the account, unless others are given. */
export const TOKEN = 'pat-na1-00000000-aaaa-bbbb-cccc-000000000000';

const JSON_TYPE = 'application/json;charset=utf-8';
const MAX_URL = 8192;

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text) {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What stays the same from request to request. */
function keepState(portal, options) {
  const state = {
    portal,
    options,
    clock: options.clock ?? startClock(),
    tokens: new Map(Object.entries(options.tokens ?? { [TOKEN]: { kind: 'private-app', scopes: ALL_SCOPES } })),
    requests: [],
    faults: [...(options.faults ?? [])],
    memory: {},
    definitions: new Map(),
    turns: 0,
  };
  state.limits = keepLimits({ timeZone: portal.account.timeZone, ...options.limits });
  return state;
}

/** What answers look at: the account as of a moment, and the switches. */
function contextOf(state) {
  const { portal, options, memory, limits } = state;
  return {
    portal,
    limits,
    memory,
    now: state.clock.now(),
    seed: options.seed ?? 'hubspot',
    isUnstable: options.isUnstable ?? true,
    turn: () => state.turns,
    searchDelay: options.searchDelay ?? 0,
    rollUpDelay: options.rollUpDelay ?? 0,
    searchBody: options.searchBody ?? 3000,
    historyBatch: options.historyBatch ?? 50,
    historyLimit: options.historyLimit ?? 20,
    associationPage: options.associationPage ?? 500,
    associationSlice: options.associationSlice ?? 5,
    missing: options.missing ?? 'told',
    shownOf: (value, definition) => (options.isEpoch && definition.type === 'datetime' ? epochOf(value) : value),
    definitionsOf: (name) => {
      if (!state.definitions.has(name))
        state.definitions.set(name, new Map(portal.properties[name].map((one) => [one.name, one])));
      return state.definitions.get(name);
    },
  };
}

/** Some old properties hold milliseconds as text. */
const epochOf = (value) => (value === null || value === undefined ? value : String(Date.parse(value)));

/** Who may not ask, or nothing. */
function refusalOf(state, exchange) {
  const { token, kind } = exchange;
  const known = state.tokens.get(token);
  if (known === undefined) return noCredentials();
  const now = state.clock.now();
  if (known.expiresAt !== undefined && now >= known.expiresAt)
    return expired(now, Math.round((now - known.expiresAt) / 1000));
  const isSearch = kind === 'search';
  const refused = state.limits.admit({ now, token, isSearch });
  if (refused !== undefined) return refused;
  if (exchange.route === undefined || exchange.route.isUnknown) return undefined;
  const scopes = exchange.route.scopes(exchange.route.place);
  if (scopes.length === 0 || scopes.some((scope) => known.scopes.includes(scope))) return undefined;
  const { type } = exchange.route.place;
  return known.kind === 'oauth'
    ? missingScopesOfOauth(type?.singular ?? 'owner', state.portal.account.portalId, scopes.map(legacyScope))
    : missingScopes(scopes);
}

/** `crm.objects.leads.read` was `leads-read`. */
const legacyScope = (scope) => scope.replace(/^crm\.(?:objects|schemas)\.(\w+)\.read$/, '$1-read');

function refreshToken(state, text) {
  const form = new URLSearchParams(text);
  const token = `oauth-${state.requests.length}`;
  const grant = state.options.oauth;
  if (grant === undefined || form.get('refresh_token') !== grant.refreshToken)
    return invalid('missing or invalid refresh token', { status: 'BAD_REFRESH_TOKEN' });
  const expiresIn = 1800;
  state.tokens.set(token, {
    kind: 'oauth',
    scopes: grant.scopes ?? ALL_SCOPES,
    expiresAt: state.clock.now() + expiresIn * 1000,
  });
  return {
    status: 200,
    body: { access_token: token, refresh_token: grant.refreshToken, expires_in: expiresIn, token_type: 'bearer' },
  };
}

/** The answer to a request that nothing has kept from being answered. */
function answer(state, exchange) {
  const { method, path, url, body, text, route } = exchange;
  if (isWrite(method, path)) return noMethod();
  if (path === TOKEN_PATH) return refreshToken(state, text);
  if (exchange.url.href.length > MAX_URL) return urlTooLong();
  const refused = refusalOf(state, exchange);
  if (refused !== undefined) return refused;
  if (route === undefined) return noSuchAddress(path);
  if (route.isUnknown) return invalid(`Unable to infer object type from: ${path.split('/')[4] ?? path}`);
  if (method === 'POST' && body === undefined) return invalid('Invalid input JSON on line 1, column 1');
  const context = contextOf(state);
  return route.answer({ ...route.place, query: url.searchParams, url, body, length: text.length }, context);
}

/** The first fault that has something to say about a request, and what it makes of the answer. */
function faulty(state, exchange) {
  for (const fault of state.faults) {
    const reply = fault.before?.(exchange, state);
    if (reply !== undefined) return reply;
  }
  return state.faults.reduce((reply, fault) => fault.after?.(reply, exchange, state) ?? reply, answer(state, exchange));
}

function send(state, exchange, reply, { request, response }) {
  const isSearch = exchange.kind === 'search';
  const isOauth = state.tokens.get(exchange.token)?.kind === 'oauth';
  const rates = state.limits.headers({ now: state.clock.now(), token: exchange.token, isSearch, isOauth });
  const text = reply.text ?? withPlainNumbers(JSON.stringify(reply.body));
  const isPacked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && text.length > 500;
  const bytes = isPacked ? gzipSync(text, { level: 1 }) : Buffer.from(text);
  const type = reply.text === undefined ? { 'content-type': JSON_TYPE } : {};
  response.writeHead(reply.status, {
    date: new Date(state.clock.now()).toUTCString(),
    ...(reply.status < 500 ? rates : {}),
    ...type,
    ...reply.headers,
    ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
    'content-length': bytes.length,
  });
  response.end(bytes);
}

function exchangeOf(state, request, text) {
  const url = new URL(request.url, `http://${request.headers.host}`);
  const route = routeOf(request.method, url.pathname);
  const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  const kind = route?.kind;
  const type = route?.place.type?.name;
  state.turns += 1;
  const before = state.requests.filter((one) => one.kind === kind && one.type === type).length;
  return {
    method: request.method,
    path: url.pathname,
    url,
    text,
    body: parsed(text),
    token,
    route,
    kind,
    type,
    turn: state.turns,
    before,
  };
}

async function handle(state, request, response) {
  const text = await bodyOf(request);
  const exchange = exchangeOf(state, request, text);
  const { method, path, kind, type } = exchange;
  const entry = {
    method,
    path,
    query: exchange.url.search,
    kind,
    type,
    to: exchange.route?.place.to?.name,
    text,
    at: state.clock.now(),
    status: 0,
  };
  state.requests.push(entry);
  const reply = faulty(state, exchange);
  if (state.options.latency !== undefined) await state.options.latency(exchange);
  if (reply.socket !== undefined) return reply.socket(response, { request, state });
  entry.status = reply.status;
  return send(state, exchange, reply, { request, response });
}

/**
 * Serves an account on a port of this machine.
 * @param {ReturnType<import('./portal.mjs').openPortal>} portal
 */
export async function serve(portal, options = {}) {
  const state = keepState(portal, options);
  const sockets = new Set();
  const server = createServer({ keepAlive: true }, (request, response) => {
    handle(state, request, response).catch((error) => {
      process.stderr.write(`${error.stack}\n`);
      response.destroy();
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address();
  const url = `http://127.0.0.1:${port}`;
  const token = Object.keys(options.tokens ?? {})[0] ?? TOKEN;
  return {
    url,
    token,
    /** What a client needs to be told. */
    env: { HUBSPOT_API_URL: url, HUBSPOT_ACCESS_TOKEN: token },
    clock: state.clock,
    portal,
    requests: () => state.requests,
    /** Requests that could have changed something: there must be none. */
    writes: () =>
      state.requests.filter(({ method, path }) => isWrite(method, path)).map(({ method, path }) => `${method} ${path}`),
    /** How many requests of each kind there were. */
    tally: () => {
      const counts = {};
      for (const { kind = 'unknown' } of state.requests) counts[kind] = (counts[kind] ?? 0) + 1;
      return counts;
    },
    /** To be called once properties of the account have been taken away or added. */
    redefine: () => state.definitions.clear(),
    addFault: (fault) => state.faults.push(fault),
    clearFaults: () => state.faults.splice(0),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
