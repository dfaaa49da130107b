import { SourceError } from '../../lib/errors.ts';
import { createHttp } from '../../lib/http/create-http.ts';
import type { HttpEdges, HttpPolicy, HttpRequest, HttpResponse, HttpStream } from '../../lib/http/http.ts';
import { HttpError } from '../../lib/http/http-error.ts';
import { jsonBody } from '../../lib/http/json-body.ts';
import { apiError, errorIn, isSessionLost } from './api-error.ts';
import type { Session } from './auth/session.ts';
import { type Connection, openConnection } from './connection.ts';
import { policyOf } from './policy.ts';
import { type Usage, usageIn } from './usage.ts';

/** One part of a composite request. */
export interface Part {
  /** `/query?q=…`, from the root of the version. */
  readonly path: string;
}

export interface PartAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** An org that answers. Paths count from the root of the API version. Throws `ApiError` and `HttpError`. */
export interface Client {
  readonly instanceUrl: string;
  readonly get: (path: string) => Promise<unknown>;
  readonly post: (path: string, body: unknown) => Promise<unknown>;
  /** At most 25 parts, of which five are queries: one call, whatever they are. */
  readonly together: (parts: readonly Part[]) => Promise<readonly PartAnswer[]>;
  readonly stream: (path: string, accept: string) => Promise<HttpStream>;
  readonly version: () => string;
  readonly useVersion: (version: string) => void;
  readonly calls: () => number;
  /** As the last answer told it. */
  readonly usage: () => Usage | undefined;
  /** Milliseconds since 1970 by the clock of the org, in its last answer; `undefined` where it does not say. */
  readonly clock: () => number | undefined;
  readonly close: () => void;
}

export interface ClientOptions extends Pick<HttpPolicy, 'admit'>, Partial<Pick<HttpPolicy, 'timeout' | 'budget'>> {
  readonly version: string;
  readonly now: () => number;
  readonly edges?: HttpEdges | undefined;
  /** Told after every answer of how many calls the org has left. */
  readonly onUsage?: ((usage: Usage) => void) | undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What jsforce made of an answer; what it could not read is said to be so. */
function takenFrom(response: HttpResponse, body: unknown, request: HttpRequest): unknown {
  if (response.status >= 300) {
    const type = response.headers['content-type'] ?? '';
    if (!/json/.test(type)) throw apiError(response.status, `HTTP_${response.status}`, 'the answer is no data');
    throw errorIn(response.status, jsonBody(response, request));
  }
  return isObject(body) || Array.isArray(body) ? body : jsonBody(response, request);
}

/** Sends a request; when the session is lost, signs in once more, where the way in allows, and sends it again. */
function startSending(connection: Connection, session: Session) {
  let renewal: Promise<void> | undefined;
  const renew = async (): Promise<void> => {
    const next = await session.renew?.();
    if (next === undefined) return;
    if (next.instanceUrl !== session.instanceUrl)
      throw new SourceError({ message: 'signing in again led to another org', hint: 'run again' });
    connection.use(next);
  };
  return async <T>(attempt: () => Promise<T>): Promise<T> => {
    const before = renewal;
    try {
      return await attempt();
    } catch (error) {
      // A renewal that another request has asked for in the meantime serves this one, too.
      if (!isSessionLost(error) || session.renew === undefined || before !== undefined) throw error;
      renewal ??= renew();
      await renewal;
      return attempt();
    }
  };
}

function answerIn(part: unknown): PartAnswer {
  if (!isObject(part) || typeof part.httpStatusCode !== 'number') return { status: 500, body: undefined, headers: {} };
  const headers: Record<string, string> = {};
  if (isObject(part.httpHeaders))
    for (const [name, value] of Object.entries(part.httpHeaders)) headers[name.toLowerCase()] = String(value);
  return { status: part.httpStatusCode, body: part.body, headers };
}

function answersIn(body: unknown, count: number, request: Pick<HttpRequest, 'method' | 'url'>): readonly PartAnswer[] {
  const parts = isObject(body) ? body.compositeResponse : undefined;
  if (!Array.isArray(parts) || parts.length !== count)
    throw new HttpError({
      kind: 'unreadable',
      request,
      message: 'the answer does not have all parts that were asked for',
    });
  return parts.map(answerIn);
}

const withVersion = (path: string, version: string): string => `/services/data/v${version}${path}`;

/** Opens an org. */
export async function openClient(session: Session, options: ClientOptions): Promise<Client> {
  let usage: Usage | undefined;
  let clock: number | undefined;
  const { admit, timeout, budget } = options;
  const policy = policyOf(session.instanceUrl, options.now, {
    ...(admit !== undefined && { admit }),
    ...(timeout !== undefined && { timeout }),
    ...(budget !== undefined && { budget }),
    observe: (_, { headers }) => {
      usage = usageIn(headers) ?? usage;
      if (usage !== undefined) options.onUsage?.(usage);
      const told = Date.parse(headers.date ?? '');
      if (!Number.isNaN(told)) clock = told;
    },
  });
  const http = createHttp(policy, options.edges);
  const connection = await openConnection(http, session, options.version);
  const sending = startSending(connection, session);
  const ask = (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> =>
    sending(async () => {
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      const text = body === undefined ? {} : { body: JSON.stringify(body) };
      const request: HttpRequest = { method, url: connection.urlOf(path), headers, ...text };
      const { response, body: value } = await connection.send(request);
      return takenFrom(response, value, request);
    });
  return {
    instanceUrl: session.instanceUrl,
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    together: async (parts) => {
      const compositeRequest = parts.map(({ path }, i) => ({
        method: 'GET',
        url: withVersion(path, connection.version()),
        referenceId: `r${i}`,
      }));
      const body = await ask('POST', '/composite', { allOrNone: false, compositeRequest });
      return answersIn(body, parts.length, { method: 'POST', url: connection.urlOf('/composite') });
    },
    stream: (path, accept) =>
      sending(async () => {
        const url = connection.urlOf(path);
        const headers = { accept, authorization: connection.authorization() };
        const stream = await http.stream({ method: 'GET', url, headers });
        if (stream.status < 300) return stream;
        const chunks: Uint8Array[] = [];
        for await (const chunk of stream.chunks) chunks.push(chunk);
        const response = { ...stream, body: Buffer.concat(chunks).toString('utf8') };
        throw errorIn(stream.status, jsonBody(response, { method: 'GET', url }));
      }),
    version: connection.version,
    useVersion: connection.useVersion,
    calls: http.calls,
    usage: () => usage,
    clock: () => clock,
    close: http.close,
  };
}
