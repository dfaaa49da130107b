import { SourceError } from '../../lib/errors.ts';
import { redactSecrets } from '../../lib/redact-secrets.ts';

/** A request that the org answered with an error. Exit code 3. */
export class ApiError extends SourceError {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string, hint?: string) {
    super(hint === undefined ? { message } : { message, hint });
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }
}

const LONGEST = 240;

/** The last line: those before it show the query, in which names and addresses of people may stand. */
function said(message: string): string {
  const last = message.trim().split('\n').at(-1) ?? '';
  return redactSecrets(last).slice(0, LONGEST);
}

const hints: Readonly<Record<string, string>> = {
  INVALID_SESSION_ID: 'the session has expired or was revoked: sign in again',
  REQUEST_LIMIT_EXCEEDED: 'the calls of the day are used up: run again later, or ask for fewer records (--rep)',
  API_DISABLED_FOR_ORG: 'the user needs the permission "API Enabled", and the org an edition with the API',
  INSUFFICIENT_ACCESS: 'ask for Read on the object',
  UNSUPPORTED_API_VERSION: 'name one that the org offers: source: { salesforce: { api-version: "67.0" } }',
  HTTP_503: 'the org is down, or being maintained: https://status.salesforce.com tells',
  HTTP_404: 'check the address of the org: there is no API there',
  QUERY_TIMEOUT: 'ask for fewer records (--rep), or run when the org is less busy',
  INVALID_QUERY_LOCATOR: 'the org closed the list while it was being read: run again',
};

const NOT_FOR_REST = 'This session is not valid for use with the REST API';

function hintOf(code: string, message: string): string | undefined {
  if (message.includes(NOT_FOR_REST))
    return 'this session may not use the REST API: sign in with the Salesforce CLI or a connected app';
  return hints[code];
}

/** What was answered, in one error. */
export function apiError(status: number, code: string, message: string): ApiError {
  return new ApiError(
    status,
    code,
    `Salesforce answers ${code} (status ${status}): ${said(message)}`,
    hintOf(code, message),
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The error in a body: `[{ errorCode, message }]`, of which the first counts. */
export function errorIn(status: number, body: unknown): ApiError {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  const told = isObject(first) ? first : {};
  const { errorCode, message } = told;
  const text = typeof message === 'string' ? message : 'no reason is given';
  return apiError(status, typeof errorCode === 'string' ? errorCode : `HTTP_${status}`, text);
}

export const isApiError = (error: unknown, ...codes: readonly string[]): error is ApiError =>
  error instanceof ApiError && codes.includes(error.code);

/** Whether the session, not the request, is what is wrong. */
export const isSessionLost = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 401 && !error.message.includes(NOT_FOR_REST);
