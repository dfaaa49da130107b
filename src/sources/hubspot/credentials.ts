import { UserError } from '../../lib/errors.ts';

/** Where HubSpot is spoken to, and with what. */
export interface Credentials {
  readonly root: string;
  readonly token: string;
}

const ROOT = 'https://api.hubapi.com';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What is wrong with an address, if anything. It is not shown: people put tokens into the wrong variable. */
function faultOf(written: string): string | undefined {
  if (!URL.canParse(written)) return 'is no address';
  const { protocol, hostname, username, password, search, hash } = new URL(written);
  if (username !== '' || password !== '') return 'must not hold a user name or a password';
  if (search !== '' || hash !== '') return 'must end with a path';
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))) return undefined;
  return 'must begin with https:// (plain http is for this machine alone)';
}

/** The token and the address that the environment names. Throws a `UserError` with everything that is wrong. */
export function credentialsFrom(env: Readonly<Record<string, string | undefined>>): Credentials {
  const token = env.HUBSPOT_ACCESS_TOKEN?.trim() ?? '';
  const root = (env.HUBSPOT_API_URL?.trim() || ROOT).replace(/\/+$/, '');
  const fault = faultOf(root);
  const problems = [
    ...(token === ''
      ? [
          {
            message: 'HUBSPOT_ACCESS_TOKEN is not set',
            hint: 'set it to the token of a service key, a private app or an OAuth app with read scopes',
          },
        ]
      : []),
    ...(/[^\x21-\x7e]/.test(token)
      ? [{ message: 'HUBSPOT_ACCESS_TOKEN holds a blank or a character that no token has' }]
      : []),
    ...(fault === undefined ? [] : [{ message: `HUBSPOT_API_URL ${fault}` }]),
  ];
  if (problems.length > 0) throw new UserError(problems);
  return { root, token };
}
