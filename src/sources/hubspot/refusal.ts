import * as z from 'zod';
import type { HttpRequest, HttpResponse } from '../../lib/http/http.ts';
import type { HttpTrouble } from '../../lib/http/http-error.ts';
import { limitOf } from './policy.ts';

const errorSchema = z.object({
  message: z.string().optional(),
  category: z.string().optional(),
  subCategory: z.string().optional(),
  correlationId: z.string().optional(),
  errors: z
    .array(z.object({ context: z.object({ requiredGranularScopes: z.array(z.string()).optional() }).optional() }))
    .optional(),
});
type ErrorBody = z.output<typeof errorSchema>;

function bodyOf({ body }: HttpResponse): ErrorBody {
  try {
    return errorSchema.safeParse(JSON.parse(body)).data ?? {};
  } catch {
    return {};
  }
}

/** `crm.objects.leads.read`, `leads-read`; anything else in their place is not shown. */
const SCOPE = /^[a-z][a-z0-9._-]{0,60}$/;

/** What private apps are told, and what OAuth apps are told. */
function scopesOf({ errors = [], message = '' }: ErrorBody): readonly string[] {
  const granular = errors.flatMap(({ context }) => context?.requiredGranularScopes ?? []);
  const [, listed = ''] = /requires one of \[(.*?)\]/.exec(message) ?? [];
  return [...granular, ...listed.split(',').map((scope) => scope.trim())].filter((scope) => SCOPE.test(scope));
}

/** An object that cannot be read while others can: its scope was not granted, or the account does not have it. */
export interface Refusal {
  readonly why: 'scope' | 'rights' | 'absent';
  readonly scopes: readonly string[];
}

/** Whether an answer refuses one object alone; a 403 without a word of scopes is about a record or a user. */
export function refusalOf(response: HttpResponse): Refusal | undefined {
  const { status } = response;
  const told = bodyOf(response);
  const scopes = scopesOf(told);
  if (status === 403) {
    const isScope = told.category === 'MISSING_SCOPES' || scopes.length > 0;
    return { why: isScope ? 'scope' : 'rights', scopes };
  }
  return status === 404 || (status === 400 && /object ?type|schema/i.test(told.message ?? ''))
    ? { why: 'absent', scopes: [] }
    : undefined;
}

/** Only what HubSpot's own lists of words hold is shown of a body. */
function quoted({ category, correlationId }: ErrorBody): string {
  const kind = category !== undefined && /^[A-Z][A-Z0-9_]{2,60}$/.test(category) ? category : undefined;
  const id =
    correlationId !== undefined && /^[0-9a-f-]{8,40}$/i.test(correlationId)
      ? `correlation ${correlationId}`
      : undefined;
  const said = [kind, id].filter((one) => one !== undefined).join(', ');
  return said === '' ? '' : ` (${said})`;
}

const CREDENTIALS = 'HUBSPOT_ACCESS_TOKEN takes the token of a private app, a service key or an OAuth token';

interface Words {
  readonly message: string;
  readonly hint?: string;
}

function hoursOf({ headers }: HttpResponse): string {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  if (!Number.isFinite(seconds) || seconds <= 0) return '';
  return seconds < 5400
    ? ` in about ${Math.ceil(seconds / 60)} minutes`
    : ` in about ${Math.ceil(seconds / 3600)} hours`;
}

function wordsOf(response: HttpResponse, told: ErrorBody): Words {
  const { status } = response;
  if (status === 401 && told.category === 'EXPIRED_AUTHENTICATION')
    return { message: 'the token has expired', hint: `get a new one; ${CREDENTIALS}` };
  if (status === 401) return { message: 'the token is not accepted', hint: CREDENTIALS };
  if (status === 403) return { message: 'access is denied', hint: 'the user behind the token may have lost rights' };
  if (status === 423) return { message: 'the account is locked by something else', hint: 'try again in a minute' };
  if (status === 429 && limitOf(response.body) === 'daily')
    return {
      message: 'the daily limit of calls is used up',
      hint: 'it begins anew at midnight in the time zone of the account',
    };
  if (status === 429)
    return { message: 'the limit of calls was hit again and again', hint: 'something else may be calling' };
  if (status === 477)
    return { message: 'the account is being moved to another data center', hint: `try again${hoursOf(response)}` };
  return { message: `HubSpot answered with status ${status}` };
}

/** Why nothing more can be read from now on, where that says nothing against what was read before. */
export function overOf(response: HttpResponse): string | undefined {
  const told = bodyOf(response);
  const isOver =
    (response.status === 401 && told.category === 'EXPIRED_AUTHENTICATION') ||
    (response.status === 429 && limitOf(response.body) === 'daily');
  return isOver ? wordsOf(response, told).message : undefined;
}

/** What an error says of an answer that says no. */
export function troubleOf(request: HttpRequest, response: HttpResponse): HttpTrouble {
  const told = bodyOf(response);
  const { message, hint } = wordsOf(response, told);
  return { kind: 'status', request, status: response.status, message: `${message}${quoted(told)}`, hint };
}
