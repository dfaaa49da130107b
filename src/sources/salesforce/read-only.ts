import type { HttpRequest } from '../../lib/http/http.ts';
import { HttpError } from '../../lib/http/http-error.ts';

const ROOT = '/services/data/v\\d{2}\\.0';
const NAME = '[A-Za-z][A-Za-z0-9_]*';
const ID = '[a-zA-Z0-9]{15,18}';

/** What may be asked with GET. */
const reads = [
  /^\/services\/data\/?$/,
  /^\/services\/oauth2\/userinfo$/,
  new RegExp(`^${ROOT}/limits/?$`),
  new RegExp(`^${ROOT}/(?:query|queryAll)/?$`),
  new RegExp(`^${ROOT}/(?:query|queryAll)/[A-Za-z0-9_-]+$`),
  new RegExp(`^${ROOT}/sobjects/${NAME}/describe/?$`),
  new RegExp(`^${ROOT}/jobs/query/${ID}(?:/results)?$`),
  new RegExp(`^${ROOT}/sobjects/ContentNote/${ID}/Content$`),
];
const composite = new RegExp(`^${ROOT}/composite/?$`);
const jobs = new RegExp(`^${ROOT}/jobs/query/?$`);
const TOKEN = '/services/oauth2/token';

/** Of what may be asked with GET, what may be asked together. */
const together = reads.slice(3, 6);

const GRANTS = new Set(['urn:ietf:params:oauth:grant-type:jwt-bearer', 'client_credentials']);

/** Queries that leave a trace: they lock rows, or note that they were looked at. */
const TRACES = /\bFOR\s+(?:VIEW|REFERENCE|UPDATE)\b|\bUPDATE\s+(?:TRACKING|VIEWSTAT)\b/i;
const QUOTED = /'(?:[^'\\]|\\.)*'/gs;

const isQuery = (soql: unknown): boolean =>
  typeof soql === 'string' && /^\s*SELECT\s/i.test(soql) && !TRACES.test(soql.replace(QUOTED, "''"));

/** Whether an address may be asked for: without tricks in its path, and of a known kind. */
function isRead(url: URL, kinds: readonly RegExp[]): boolean {
  if (!kinds.some((kind) => kind.test(url.pathname))) return false;
  return !/\/(?:query|queryAll)\/?$/.test(url.pathname) || isQuery(url.searchParams.get('q'));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
}

function isSubread(sub: unknown, origin: string): boolean {
  if (!isObject(sub) || sub.method !== 'GET' || 'body' in sub || typeof sub.url !== 'string') return false;
  return sub.url.startsWith('/services/') && isRead(new URL(sub.url, origin), together);
}

function isReadingPost({ pathname, origin }: URL, body: string | undefined): boolean {
  if (pathname === TOKEN) return GRANTS.has(new URLSearchParams(body ?? '').get('grant_type') ?? '');
  const asked = parsed(body);
  if (!isObject(asked)) return false;
  if (jobs.test(pathname)) return ['query', 'queryAll'].includes(String(asked.operation)) && isQuery(asked.query);
  const parts = asked.compositeRequest;
  return (
    composite.test(pathname) && Array.isArray(parts) && parts.length > 0 && parts.every((sub) => isSubread(sub, origin))
  );
}

/** Throws for whatever is not known to be a read: nothing else leaves the program. */
export function assertRead(request: HttpRequest): void {
  const url = new URL(request.url);
  const isAllowed =
    request.method === 'GET'
      ? request.body === undefined && isRead(url, reads)
      : request.method === 'POST' && isReadingPost(url, request.body);
  if (!isAllowed)
    throw new HttpError({ kind: 'refused', request, message: `not sent: ${request.method} of this is no read` });
}
