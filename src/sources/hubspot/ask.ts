import type * as z from 'zod';
import type { SourceError } from '../../lib/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../../lib/http/http.ts';
import { HttpError, type HttpTrouble } from '../../lib/http/http-error.ts';
import { jsonBody } from '../../lib/http/json-body.ts';
import type { Pull } from '../live/pull.ts';
import { path, type Resource, type Version } from './paths.ts';
import { overOf, type Refusal, refusalOf, troubleOf } from './refusal.ts';

/** An object that this token or this account does not show. The run goes on without it. */
export class Refused extends HttpError {
  readonly refusal: Refusal;
  constructor(refusal: Refusal, trouble: HttpTrouble) {
    super(trouble);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

/** Too much was asked for at once, or something that the account does not know. */
export class Rejected extends HttpError {
  constructor(trouble: HttpTrouble) {
    super(trouble);
    this.name = 'Rejected';
  }
}

/** What reading goes through: the line and the token. */
export interface Ask {
  readonly get: <S extends z.ZodType>(schema: S, resource: Resource, query?: Query) => Promise<z.output<S>>;
  readonly post: <S extends z.ZodType>(schema: S, resource: Resource, body: unknown) => Promise<z.output<S>>;
  /** More calls are going to be made. */
  readonly plan: (calls: number) => void;
  /** Takes up a list where an interrupted run left it. */
  readonly openPull: (query: string, what: string) => Promise<Pull>;
}

type Query = Readonly<Record<string, string | undefined>>;

export interface AskOptions {
  readonly http: Pick<Http, 'send'>;
  /** `https://api.hubapi.com`, without a slash at its end. */
  readonly root: string;
  readonly token: string;
  readonly version: Version;
  /** The error of a day whose calls are used up, or of a token that has run out: what was read until then counts. */
  readonly exhaust: (reason: string) => SourceError;
  readonly plan: Ask['plan'];
  readonly openPull: Ask['openPull'];
}

/** Ids of 16 digits and more are not numbers that JavaScript can hold: they are put in quotes before they are read. */
const LONG_ID = /"(toObjectId|id|portalId)"\s*:\s*(\d{16,})/g;

/** The value of an answer that says yes. */
function valueIn<S extends z.ZodType>(schema: S, request: HttpRequest, response: HttpResponse): z.output<S> {
  const body = response.body.replace(LONG_ID, '"$1":"$2"');
  const parsed = schema.safeParse(jsonBody({ ...response, body }, request));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.').slice(0, 80) || 'as a whole';
  const message = `the answer does not have the form that HubSpot describes (${where})`;
  throw new HttpError({ kind: 'unreadable', request, status: response.status, message });
}

/** The error of an answer that says no. */
function failureOf(request: HttpRequest, response: HttpResponse, exhaust: AskOptions['exhaust']): SourceError {
  const trouble = troubleOf(request, response);
  const refusal = refusalOf(response);
  if (refusal !== undefined) return new Refused(refusal, trouble);
  if (response.status === 400 || response.status === 414) return new Rejected(trouble);
  const over = overOf(response);
  return over === undefined ? new HttpError(trouble) : exhaust(over);
}

export function createAsk({ http, root, token, version, exhaust, plan, openPull }: AskOptions): Ask {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json', 'user-agent': 'threadcount' };
  const send = async <S extends z.ZodType>(schema: S, request: HttpRequest): Promise<z.output<S>> => {
    const response = await http.send(request);
    if (response.status < 300) return valueIn(schema, request, response);
    throw failureOf(request, response, exhaust);
  };
  return {
    plan,
    openPull,
    get: (schema, resource, query = {}) => {
      const written = Object.entries(query).flatMap(([key, value]) =>
        value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
      );
      const search = written.length === 0 ? '' : `?${written.join('&')}`;
      return send(schema, { method: 'GET', url: `${root}${path(resource, version)}${search}`, headers });
    },
    post: (schema, resource, body) =>
      send(schema, {
        method: 'POST',
        url: `${root}${path(resource, version)}`,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}
