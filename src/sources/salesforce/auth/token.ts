import { SourceError } from '../../../lib/errors.ts';
import { createHttp } from '../../../lib/http/create-http.ts';
import type { HttpEdges, HttpRequest, HttpResponse } from '../../../lib/http/http.ts';
import { jsonBody } from '../../../lib/http/json-body.ts';
import { backoff } from '../../../lib/http/retry-after.ts';
import { redactSecrets } from '../../../lib/redact-secrets.ts';
import { assertRead } from '../read-only.ts';
import { instanceUrlOf } from './instance-url.ts';
import type { Session } from './session.ts';

const MINUTE = 60_000;
const MOST_BYTES = 1 << 20;

/** What is wrong, by what the token endpoint says, and what to do about it. The first that fits counts. */
const troubles: readonly (readonly [RegExp, string, string])[] = [
  [
    /hasn'?t approved this consumer/i,
    'the user has not approved this app',
    'an administrator allows it: set "Permitted Users" of the app to "Admin approved users are pre-authorized" and give its permission set to the user',
  ],
  [
    /not admin approved|OAUTH_APP_ACCESS_DENIED|app (?:is )?not (?:found|installed)|external client app is not installed|not installed in this org|OAUTH_APP_BLOCKED|app_not_found/i,
    'the app is not installed in this org, or not allowed for this user',
    'an administrator installs it (Setup, Connected Apps OAuth Usage, Install) and allows it for the user',
  ],
  [
    /no client credentials user/i,
    'no user is set for the client credentials of this app',
    'an administrator names one: Manage Connected Apps, Edit Policies, Client Credentials Flow, Run As',
  ],
  [
    /not supported on this domain|client credentials flow not enabled|request not supported/i,
    'this host takes no client credentials',
    'name the My Domain of the org in SF_LOGIN_URL (https://acme.my.salesforce.com), and enable the flow in the app',
  ],
  [
    /assertion.{0,40}expired|expired.{0,40}assertion|assertion is not valid yet|invalid assertion.{0,20}exp|clock/i,
    'the assertion is said to have expired: the clock of this machine, or of the org, is wrong',
    'set the clock of this machine: more than three minutes off is too much',
  ],
  [
    /audience|\baud\b/i,
    'the assertion was made for another host',
    'SF_LOGIN_URL is https://login.salesforce.com, for sandboxes https://test.salesforce.com, or the My Domain of the org',
  ],
  [
    /invalid assertion|signature/i,
    'the assertion is not accepted',
    'the certificate of the app must belong to the key in SF_JWT_KEY_FILE',
  ],
  [
    /user not found|unknown user|invalid user/i,
    'there is no such user in this org',
    'check SF_USERNAME, and that SF_LOGIN_URL is of the same org (https://test.salesforce.com for sandboxes)',
  ],
  [/inactive user|user is inactive/i, 'the user is not active', 'name an active user'],
  [/inactive org|org.{0,20}locked/i, 'the org is not active', 'ask its administrator'],
  [
    /ip restricted|invalid.{0,10}ip/i,
    'the org does not let this machine in',
    'relax the IP restrictions of the app, or add this address',
  ],
  [
    /API.{0,20}(?:disabled|not enabled)|API_DISABLED/i,
    'the API is not enabled for this user',
    'the user needs the permission "API Enabled", and the org an edition with the API',
  ],
  [
    /invalid_client_id|client identifier invalid/i,
    'the org does not know this app',
    'check SF_CLIENT_ID and SF_LOGIN_URL',
  ],
  [
    /invalid_client|invalid client/i,
    'the secret of the app is not accepted',
    'check SF_CLIENT_ID and SF_CLIENT_SECRET',
  ],
  [/invalid_grant/i, 'the org does not let this user in', 'check the user, the app and SF_LOGIN_URL'],
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const textIn = (value: unknown, key: string): string => {
  const text = isObject(value) ? value[key] : undefined;
  return typeof text === 'string' ? text : '';
};

function refusal(host: string, status: number, body: unknown): SourceError {
  const [code, about] = [textIn(body, 'error'), textIn(body, 'error_description')];
  const known = troubles.find(([said]) => said.test(`${code} ${about}`));
  const words = redactSecrets([code, about].filter((text) => text !== '').join(': ')).slice(0, 200);
  const reason = known?.[1] ?? 'signing in failed';
  const hint = known?.[2];
  const message = `${host}: ${reason} (status ${status}${words === '' ? '' : `, "${words}"`})`;
  return new SourceError(hint === undefined ? { message } : { message, hint });
}

function sessionIn(body: unknown, request: HttpRequest, renew: () => Promise<Session>): Session {
  const [accessToken, instanceUrl] = [textIn(body, 'access_token'), textIn(body, 'instance_url')];
  const { host } = new URL(request.url);
  if (accessToken === '' || instanceUrl === '')
    throw new SourceError({ message: `${host}: the answer to signing in holds no token`, hint: 'check SF_LOGIN_URL' });
  return { accessToken, instanceUrl: instanceUrlOf(instanceUrl, 'instance_url'), renew };
}

const judge = (response: HttpResponse | undefined, tries: number) =>
  response === undefined || response.status >= 500 ? { retryAfter: backoff(tries, 8000) } : 'take';

/** Asks for a token. Throws a `SourceError` that says what is wrong and who can set it right. */
export async function requestToken(
  loginUrl: string,
  form: Readonly<Record<string, string>>,
  renew: () => Promise<Session>,
  edges?: HttpEdges,
): Promise<Session> {
  const policy = {
    origin: loginUrl,
    assertRead,
    timeout: MINUTE,
    maxBytes: MOST_BYTES,
    attempts: 4,
    budget: MINUTE * 2,
    judge,
  };
  const http = createHttp(policy, edges);
  const request: HttpRequest = {
    method: 'POST',
    url: `${loginUrl}/services/oauth2/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  };
  try {
    const response = await http.send(request);
    if (response.status >= 300 && !/json/.test(response.headers['content-type'] ?? ''))
      throw refusal(new URL(loginUrl).host, response.status, undefined);
    const body = jsonBody(response, request);
    if (response.status >= 300) throw refusal(new URL(loginUrl).host, response.status, body);
    return sessionIn(body, request, renew);
  } finally {
    http.close();
  }
}
