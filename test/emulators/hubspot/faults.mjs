// What goes wrong between a client and HubSpot, each by a name: `npm run emulate -- hubspot --fault locked`.
// A fault looks at each request before it is answered, at each answer, or sets up the account.

import {
  daily,
  expired,
  invalid,
  locked,
  migrating,
  missingScopes,
  missingScopesOfOauth,
  noCredentials,
  notFound,
  secondly,
  tenSecondly,
} from './errors.mjs';
import { ACCOUNT_FAULTS } from './faults-of-accounts.mjs';

const isAbout =
  (...kinds) =>
  ({ kind }) =>
    kinds.includes(kind);
const isRecords = isAbout('list', 'search', 'batch', 'get', 'associations');

/** The first requests that fit are answered so; later ones as usual. */
const firstOf = (count, fits, reply) => () => {
  let left = count;
  return {
    before: (exchange) => {
      if (left === 0 || !fits(exchange)) return undefined;
      left -= 1;
      return reply(exchange);
    },
  };
};
const allOf = (fits, reply) => () => ({ before: (exchange) => (fits(exchange) ? reply(exchange) : undefined) });

/** The first so many are answered as usual, and none after them. */
const after = (count, fits, reply) => () => {
  let seen = 0;
  return {
    before: (exchange, state) => {
      if (!fits(exchange)) return undefined;
      seen += 1;
      return seen > count ? reply(exchange, state) : undefined;
    },
  };
};

const isLeads = ({ type }) => type === 'leads';
const always = () => true;

const page = (status) => ({
  status,
  headers: { 'content-type': 'text/html' },
  text: `<!DOCTYPE html><html><body><h1>${status}</h1><p>cloudflare</p></body></html>`,
});
const untyped = (status) => ({
  status,
  headers: {},
  text: 'upstream connect error or disconnect/reset before headers',
});

/** Half an answer, and then nothing, or an end. */
const BEGIN = '{"results":[{"id":"1","properties":{"dealname":"A deal whose na';
const cut = (headers) => ({
  socket: (response) => {
    response.writeHead(200, { 'content-type': 'application/json;charset=utf-8', ...headers });
    response.write(BEGIN);
    setTimeout(() => response.destroy(), 20);
  },
});
const reset = () => ({ socket: (response) => response.destroy() });
const silence = () => ({ socket: () => undefined });
const trickle = () => ({
  socket: (response) => {
    response.writeHead(200, { 'content-type': 'application/json;charset=utf-8' });
    response.write('{"results":[');
    const drip = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(drip));
  },
});

const truncated = () => ({ status: 200, headers: { 'content-type': 'application/json' }, text: BEGIN });
const welcome = () => ({
  status: 200,
  headers: { 'content-type': 'text/html' },
  text: '<html><title>Log in</title></html>',
});

/** Pages that lead to themselves, or hold nothing and lead on. */
const circling = () => ({
  after: (reply, { kind }) =>
    (kind === 'search' || kind === 'list') && reply.status === 200
      ? { ...reply, body: { ...reply.body, paging: { next: { after: '200', link: '' } } } }
      : undefined,
});
const hollow = () => ({
  after: (reply, { kind, before }) =>
    (kind === 'search' || kind === 'list') && reply.status === 200
      ? { ...reply, body: { ...reply.body, results: [], paging: { next: { after: String((before + 1) * 100) } } } }
      : undefined,
});

/** Beside records without associations, every third could not be looked up. */
const mixed = () => ({
  after: (reply, { kind, route, to }) => {
    if (kind !== 'associations' || reply.body?.results === undefined) return undefined;
    const lost = reply.body.results.filter((_, place) => place % 3 === 1).map(({ from }) => from.id);
    if (lost.length === 0) return undefined;
    const kept = reply.body.results.filter(({ from }) => !lost.includes(from.id));
    const error = {
      status: 'error',
      category: 'INTERNAL_ERROR',
      message: `Unable to look up ${to ?? route.place.to.name}.`,
      context: { fromObjectId: lost },
    };
    const errors = [...(reply.body.errors ?? []), error];
    return { ...reply, status: 207, body: { ...reply.body, results: kept, errors, numErrors: errors.length } };
  },
});

const fault = (number, about, make, options) => ({ number, about, make, options });

/** By name: its number in the list of faults to survive, what it is, and how it is made. */
export const FAULTS = {
  unauthorized: fault(1, '401: the token is not known', allOf(always, noCredentials)),
  'token-expires': fault(
    2,
    '401: the token expires after 12 requests',
    after(12, always, (_exchange, state) => expired(state.clock.now())),
  ),
  'leads-scope': fault(
    3,
    '403 MISSING_SCOPES for the Leads object',
    allOf(isLeads, () => missingScopes(['crm.objects.leads.read'])),
  ),
  'leads-scope-oauth': fault(
    4,
    '403 for the Leads object as OAuth apps get it, without a category',
    allOf(isLeads, () => missingScopesOfOauth('lead', 24_680_135, ['leads-read'])),
  ),
  'no-leads-object': fault(
    5,
    '404: the account has no Leads object',
    allOf(isLeads, () => notFound()),
  ),
  'no-leads-object-400': fault(
    5,
    '400: the account has no Leads object',
    allOf(isLeads, () => invalid('Unable to infer object type from: leads')),
  ),
  'ten-secondly-limit': fault(
    6,
    '429 TEN_SECONDLY_ROLLING without Retry-After, twice',
    firstOf(2, isRecords, () => tenSecondly()),
  ),
  'search-limit': fault(
    7,
    '429 for searches, without a policy and without headers, twice',
    firstOf(2, isAbout('search'), () => secondly()),
  ),
  'daily-limit': fault(8, '429 DAILY after 12 requests', after(12, always, daily)),
  'retry-after': fault(9, '429 with Retry-After: 3, then with 5000', () => {
    let count = 0;
    return {
      before: (exchange) => {
        if (!isRecords(exchange) || count === 2) return undefined;
        count += 1;
        return tenSecondly({ 'retry-after': count === 1 ? '3' : '5000' });
      },
    };
  }),
  locked: fault(10, '423, once', firstOf(1, isRecords, locked)),
  migrating: fault(
    11,
    '477 with Retry-After: 3600',
    allOf(isRecords, () => migrating(3600)),
  ),
  'bad-gateway': fault(12, '502 with a page, then 503 without a type', () => {
    let count = 0;
    return {
      before: (exchange) => {
        if (!isRecords(exchange) || count === 2) return undefined;
        count += 1;
        return count === 1 ? page(502) : untyped(503);
      },
    };
  }),
  down: fault(
    12,
    '503 without a type, for good',
    allOf(isRecords, () => untyped(503)),
  ),
  'reset-before': fault(13, 'the connection is reset before an answer', allOf(isRecords, reset)),
  'reset-once': fault(13, 'the connection is reset before an answer, once', firstOf(1, isRecords, reset)),
  'reset-chunked': fault(
    13,
    'the connection is reset within a body in chunks',
    allOf(isRecords, () => cut({})),
  ),
  'reset-length': fault(
    13,
    'the connection is reset within a body of a length that was told',
    allOf(isRecords, () => cut({ 'content-length': '5000' })),
  ),
  silent: fault(14, 'nothing is ever answered', allOf(isRecords, silence)),
  trickle: fault(14, 'an answer that never ends', allOf(isRecords, trickle)),
  truncated: fault(15, '200 with half a JSON', allOf(isRecords, truncated)),
  'log-in-page': fault(15, '200 with a page', allOf(isRecords, welcome)),
  'repeated-cursor': fault(17, 'a page that leads to itself', circling),
  'empty-pages': fault(17, 'pages without records that lead on and on', hollow),
  'mixed-207': fault(21, '207 with records that have no associations, and real errors', mixed),
  'reading-batches-only': fault(
    0,
    '403 for lists and searches, which is about a user and not about a scope',
    allOf(isAbout('list', 'search'), () => ({
      status: 403,
      body: { status: 'error', message: 'User lacks permissions', category: 'USER_DOES_NOT_HAVE_PERMISSIONS' },
    })),
  ),
  'other-host': fault(
    0,
    'a redirect to another host',
    allOf(isRecords, () => ({ status: 302, headers: { location: 'http://localhost:9/elsewhere' }, text: '' })),
  ),
  ...ACCOUNT_FAULTS,
};

/** The options of an emulator in which these faults happen: something that looks at requests, switches, an account. */
export function withFaults(names, options) {
  const all = { ...options, faults: [...(options.faults ?? [])] };
  for (const name of names) {
    const found = FAULTS[name];
    if (found === undefined) throw new Error(`no fault ${name}; there are ${Object.keys(FAULTS).join(', ')}`);
    if (found.options !== undefined) Object.assign(all, found.options(all));
    if (found.make !== undefined) all.faults.push(found.make());
  }
  return all;
}
