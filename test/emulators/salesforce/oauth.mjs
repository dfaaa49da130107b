// The token endpoint and what it says of who asks.

import { createPublicKey, verify } from 'node:crypto';

/**
 * @typedef {object} ConnectedApp
 * @property {string} clientId
 * @property {string} [clientSecret]
 * @property {string} [publicKey] PEM, of the certificate that signs assertions
 * @property {string} [runAs] user of client credentials
 * @property {string[]} [approved] users who may come with an assertion; everybody when absent
 * @property {string} [refreshToken]
 * @property {boolean} [isBlocked] not installed in the org
 */

const failed = (error, error_description, status = 400) => ({ status, body: { error, error_description } });
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Five minutes, and one for clocks that differ. */
const MOST_SECONDS = 360;

const decoded = (part) => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

function signed(publicKey, assertion) {
  const [head, claims, signature] = assertion.split('.');
  if (decoded(head)?.alg !== 'RS256' || signature === undefined) return false;
  return verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${claims}`),
    createPublicKey(publicKey),
    Buffer.from(signature, 'base64url'),
  );
}

function byAssertion(service, form) {
  const assertion = form.get('assertion') ?? '';
  const claims = decoded(assertion.split('.')[1] ?? '');
  if (claims === undefined || claims === null) return failed('invalid_grant', 'invalid assertion');
  const app = service.apps.find(({ clientId }) => clientId === claims.iss);
  if (app === undefined) return failed('invalid_client_id', 'client identifier invalid');
  if (app.isBlocked) return blocked();
  if (!app.publicKey || !signed(app.publicKey, assertion)) return failed('invalid_grant', 'invalid assertion');
  const wrong = wrongClaim(service, claims);
  if (wrong !== undefined) return failed('invalid_grant', wrong);
  const user = service.users.find(({ username }) => username === claims.sub);
  if (user === undefined || app.approved?.includes(user.username) === false)
    return failed('invalid_grant', "user hasn't approved this consumer");
  return granted(service, user);
}

function wrongClaim({ url, settings, clock }, { aud, exp }) {
  const left = exp - clock.now() / 1000;
  if (![url, ...settings.audiences].includes(aud)) return 'audience is invalid';
  if (!(left > 0)) return 'expired authorization code';
  return left > MOST_SECONDS ? 'invalid assertion: exp is too far in the future' : undefined;
}

const blocked = () => failed('OAUTH_APP_BLOCKED', 'this app is blocked by admin');

function appOf(service, form, headers) {
  const [scheme, basic] = (headers.authorization ?? '').split(' ');
  const pair =
    scheme === 'Basic'
      ? Buffer.from(basic ?? '', 'base64')
          .toString('utf8')
          .split(':')
      : [];
  const id = form.get('client_id') ?? pair[0];
  const app = service.apps.find(({ clientId }) => clientId === id);
  if (app === undefined) return failed('invalid_client_id', 'client identifier invalid');
  if (app.isBlocked) return blocked();
  const secret = form.get('client_secret') ?? pair[1];
  return app.clientSecret === undefined || app.clientSecret === secret
    ? { app }
    : failed('invalid_client', 'invalid client credentials');
}

function byCredentials(service, form, headers) {
  const { app, ...refusal } = appOf(service, form, headers);
  if (app === undefined) return refusal;
  const user = service.users.find(({ username }) => username === app.runAs);
  return user === undefined ? failed('invalid_grant', 'no client credentials user enabled') : granted(service, user);
}

function byRefresh(service, form, headers) {
  const { app, ...refusal } = appOf(service, form, headers);
  if (app === undefined) return refusal;
  const isKnown = app.refreshToken !== undefined && app.refreshToken === form.get('refresh_token');
  return isKnown ? granted(service, service.users[0]) : failed('invalid_grant', 'expired access/refresh token');
}

/** A token for a user; what was given out before, and has been ended since, is not valid again. */
function granted(service, user) {
  service.grants += 1;
  const token = service.ended.has(user.token) ? `${user.token}.${service.grants}` : user.token;
  service.tokens.set(token, user);
  return {
    status: 200,
    body: {
      access_token: token,
      instance_url: service.url,
      id: `${service.url}/id/${service.org.id}/${user.id}`,
      token_type: 'Bearer',
      issued_at: String(service.clock.now()),
      signature: 'ZW11bGF0ZWQgc2lnbmF0dXJl',
      token_format: 'opaque',
    },
  };
}

const GRANTS = { refresh_token: byRefresh, client_credentials: byCredentials, [JWT_BEARER]: byAssertion };

export function grantToken(service, { text, headers }) {
  const form = new URLSearchParams(text);
  const grant = GRANTS[form.get('grant_type')];
  return grant ? grant(service, form, headers) : failed('unsupported_grant_type', 'grant type not supported');
}

/** Who a token belongs to, as `userinfo` and the id URL tell. */
export const identity = ({ url, org }, user) => ({
  status: 200,
  body: {
    id: `${url}/id/${org.id}/${user.id}`,
    sub: `${url}/id/${org.id}/${user.id}`,
    asserted_user: true,
    user_id: user.id,
    organization_id: org.id,
    username: user.username,
    preferred_username: user.username,
    display_name: user.name,
    name: user.name,
    email: user.email,
    zoneinfo: user.zone,
    timezone: user.zone,
    locale: 'en_US',
    user_type: 'STANDARD',
    active: true,
    urls: { rest: `${url}/services/data/v{version}/`, query: `${url}/services/data/v{version}/query/` },
  },
});
