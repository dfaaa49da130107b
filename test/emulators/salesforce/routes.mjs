// Which request is for whom.

import { createJob, endJob, jobResults, lookAtJob } from './bulk.mjs';
import { composite } from './composite.mjs';
import { describe, describeAll } from './describe.mjs';
import { ApiError, notFound } from './errors.mjs';
import { objectOf } from './faults.mjs';
import { runMore, runQuery } from './query.mjs';
import { readRecord } from './record.mjs';

const RELEASES = ['Spring', 'Summer', 'Winter'];

/** 64.0 is Summer '25. */
function labelOf(version) {
  const steps = Number(version) - 64;
  const season = (((1 + steps) % 3) + 3) % 3;
  const year = 25 + Math.floor((1 + steps) / 3) + (season === 2 ? 1 : 0);
  return `${RELEASES[season]} '${year}`;
}

export const versions = ({ settings }) => ({
  status: 200,
  body: settings.versions.map((version) => ({ label: labelOf(version), url: `/services/data/v${version}`, version })),
});

function limits({ limits: { max, used }, jobs }) {
  const of = (Max, spent) => ({ Max, Remaining: Math.max(0, Max - spent) });
  return {
    status: 200,
    body: {
      DailyApiRequests: of(max, used),
      DailyBulkApiBatches: of(15_000, 0),
      DailyBulkV2QueryJobs: of(10_000, jobs.size),
      DailyBulkV2QueryFileStorageMB: of(976_562, 0),
      DataStorageMB: of(1024, 12),
    },
  };
}

const batchSize = (headers) =>
  Number(/batchSize=(\d+)/i.exec(headers['sforce-query-options'] ?? '')?.[1] ?? Number.NaN);

function soqlOf({ query }) {
  const soql = query.get('q');
  if (soql === null) throw new ApiError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
  return soql;
}

const ask = (isAll) => (service, request) => {
  const size = batchSize(request.headers);
  return runQuery(service, {
    ...request,
    soql: soqlOf(request),
    isAll,
    batchSize: Number.isNaN(size) ? undefined : size,
  });
};

/** Method, what follows the version in the path, kind, and who answers. */
const ROUTES = [
  [
    'GET',
    /^\/?$/,
    'resources',
    () => ({ status: 200, body: { query: 'query', queryAll: 'queryAll', sobjects: 'sobjects' } }),
  ],
  ['GET', /^\/limits\/?$/, 'limits', limits],
  ['GET', /^\/query\/?$/, 'query', ask(false)],
  ['GET', /^\/queryAll\/?$/i, 'query', ask(true)],
  ['GET', /^\/query(?:All)?\/(?<locator>[^/]+)$/i, 'more', runMore],
  ['GET', /^\/sobjects\/?$/, 'describe-all', describeAll],
  ['GET', /^\/sobjects\/(?<name>\w+)\/describe\/?$/, 'describe', describe],
  ['GET', /^\/sobjects\/(?<name>\w+)\/(?<id>\w{15,18})(?<part>\/Content|\/Body)?$/, 'record', readRecord],
  ['POST', /^\/composite\/?$/, 'composite', (_, request) => composite(request.text, request.perform)],
  ['POST', /^\/jobs\/query\/?$/, 'bulk-create', createJob],
  ['GET', /^\/jobs\/query\/(?<id>\w+)$/, 'bulk-poll', lookAtJob],
  ['GET', /^\/jobs\/query\/(?<id>\w+)\/results$/, 'bulk-results', jobResults],
  ['PATCH', /^\/jobs\/query\/(?<id>\w+)$/, 'bulk-end', endJob],
  ['DELETE', /^\/jobs\/query\/(?<id>\w+)$/, 'bulk-end', endJob],
];

const DATA = /^\/services\/data\/v(?<version>\d+\.\d)(?<rest>\/.*)?$/;

/** The route of a request; `undefined` when there is none. */
export function routeOf(method, path) {
  const { version, rest = '' } = DATA.exec(path)?.groups ?? {};
  if (version === undefined) return undefined;
  for (const [verb, pattern, kind, answer] of ROUTES) {
    const found = verb === method ? pattern.exec(rest) : null;
    if (found) return { version, kind, answer, parts: { ...found.groups } };
  }
  return {
    version,
    kind: 'none',
    answer: () => {
      throw notFound();
    },
    parts: {},
  };
}

/** What only reads, though its method is none of reading. */
export const isRead = (method, kind) =>
  method === 'GET' || method === 'HEAD' || ['composite', 'bulk-create', 'bulk-end'].includes(kind);

/** The statement behind a request, and which page of it is asked for. */
const STATEMENTS = {
  query: (_, { query }) => ({ soql: query.get('q') ?? '', page: 1 }),
  more: ({ cursors }, { user }, { locator }) => {
    const cursor = user && cursors.peek(user.username, locator);
    return { soql: cursor?.soql ?? '', page: (cursor?.page ?? 0) + 1 };
  },
  'bulk-create': (_, { text }) => ({ soql: /"query"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? '' }),
};
const ofJob = ({ jobs }, _, { id }) => ({ soql: jobs.get(id)?.world.soql ?? '' });

/** What a request is about, for faults to match. */
export function askedOf(service, request) {
  const { method, path, user, isPart } = request;
  const { kind = 'none', parts = {} } = routeOf(method, path) ?? {};
  const statement = STATEMENTS[kind] ?? (kind.startsWith('bulk') ? ofJob : () => ({ soql: '' }));
  const { soql, page } = statement(service, request, parts);
  const name = soql ? objectOf(soql) : parts.name;
  const object = name && (service.org.schema.get(name.toLowerCase())?.name ?? name);
  return { kind, path, user: user?.username, isPart, soql, page, kinds: [kind], objects: object ? [object] : [] };
}

/** A composite is about all that its parts are about. */
export function withParts(service, asked, text, user) {
  if (asked.kind !== 'composite') return asked;
  let parts = [];
  try {
    parts = JSON.parse(text).compositeRequest.map(({ method = 'GET', url }) => {
      const { pathname, searchParams } = new URL(url, 'http://emulator');
      return askedOf(service, { method, path: pathname, query: searchParams, user, text: '', isPart: true });
    });
  } catch {
    return asked;
  }
  return {
    ...asked,
    kinds: ['composite', ...parts.map(({ kind }) => kind)],
    objects: parts.flatMap(({ objects }) => objects),
    soql: parts.map(({ soql }) => soql).join('\n'),
  };
}

/** Whether an org still, or already, speaks a version. */
export function assertVersion({ settings }, version) {
  if (settings.versions.includes(version)) return;
  if (Number(version) < Number(settings.versions[0]))
    throw new ApiError(410, 'UNSUPPORTED_API_VERSION', `The requested API version ${version} has been retired.`);
  throw notFound();
}
