import { type Problem, UserError } from '../../../lib/errors.ts';
import type { HttpEdges } from '../../../lib/http/http.ts';
import { nearest } from '../../../lib/nearest.ts';
import type { RunFile } from '../../live/run-file.ts';
import { isNotice, signInByCli } from './cli.ts';
import { signInByClientCredentials } from './client-credentials.ts';
import { instanceUrlOf } from './instance-url.ts';
import { signInByJwt } from './jwt.ts';
import { type Env, type Session, setIn } from './session.ts';

/** What there is to sign in with. */
export interface Credentials {
  readonly env: Env;
  readonly cwd: string;
  readonly now: () => number;
  /** An alias or a user name of the Salesforce CLI: goes before the environment. */
  readonly targetOrg?: string | undefined;
  readonly runFile: RunFile;
  readonly edges?: HttpEdges | undefined;
}

const WAYS =
  '--target-org ALIAS (Salesforce CLI); or SF_INSTANCE_URL and SF_ACCESS_TOKEN; or SF_LOGIN_URL, SF_CLIENT_ID and either SF_USERNAME and SF_JWT_KEY_FILE or SF_CLIENT_SECRET';

/** Variables that are read. */
const variables = [
  'SF_INSTANCE_URL',
  'SF_ACCESS_TOKEN',
  'SF_LOGIN_URL',
  'SF_CLIENT_ID',
  'SF_USERNAME',
  'SF_JWT_KEY_FILE',
  'SF_CLIENT_SECRET',
] as const;

type Variable = (typeof variables)[number];

/** Variables that are meant for Salesforce, and that nobody reads. */
const strangers = (env: Env): readonly string[] =>
  Object.keys(env)
    .filter((name) => /^(?:SF|SFDX|SALESFORCE)_/.test(name) && !variables.some((known) => known === name))
    .sort();

/** `SF_TOKEN` may be meant for `SF_ACCESS_TOKEN`. */
function meantFor(name: Variable, env: Env): string | undefined {
  const bare = (text: string): string => text.replace(/^(?:SF|SFDX|SALESFORCE)_/, '');
  const likely = strangers(env).find(
    (one) => bare(name).endsWith(bare(one)) || bare(one).endsWith(bare(name)) || nearest(one, [name], 1).length > 0,
  );
  return likely === undefined ? undefined : `${likely} is set: did you mean ${name}?`;
}

/** All variables that a way in needs; those that are missing are told at once. */
function needed<N extends Variable>(env: Env, names: readonly N[], way: string): Readonly<Record<N, string>>;
function needed(env: Env, names: readonly Variable[], way: string): Readonly<Record<string, string>> {
  const problems = names
    .filter((name) => setIn(env, name) === undefined)
    .map((name): Problem => {
      const hint = meantFor(name, env);
      return { message: `${name} is not set (${way})`, ...(hint !== undefined && { hint }) };
    });
  if (problems.length > 0) throw new UserError(problems);
  return Object.fromEntries(names.map((name) => [name, setIn(env, name) ?? '']));
}

function nothingSet(env: Env): UserError {
  const hints = variables.flatMap((name) => meantFor(name, env) ?? []);
  const also = hints.length === 0 ? '' : `; ${[...new Set(hints)].join('; ')}`;
  return new UserError({ message: 'there are no credentials of Salesforce', hint: `${WAYS}${also}` });
}

function byToken(env: Env): Session {
  const { SF_INSTANCE_URL, SF_ACCESS_TOKEN } = needed(env, ['SF_INSTANCE_URL', 'SF_ACCESS_TOKEN'], 'access token');
  if (isNotice(SF_ACCESS_TOKEN))
    throw new UserError({
      message: 'SF_ACCESS_TOKEN holds a notice, not a token',
      hint: 'sf org auth show-access-token --target-org ALIAS shows the token',
    });
  return { instanceUrl: instanceUrlOf(SF_INSTANCE_URL, 'SF_INSTANCE_URL'), accessToken: SF_ACCESS_TOKEN };
}

/** Signs in by the first way of which anything is given. Nothing is asked of anybody. */
export async function signIn({ env, cwd, now, targetOrg, runFile, edges }: Credentials): Promise<Session> {
  const has = (name: Variable): boolean => setIn(env, name) !== undefined;
  if (targetOrg !== undefined) return signInByCli(targetOrg, runFile);
  if (has('SF_ACCESS_TOKEN') || (has('SF_INSTANCE_URL') && !has('SF_CLIENT_ID'))) return byToken(env);
  if (has('SF_CLIENT_SECRET') && !has('SF_JWT_KEY_FILE')) {
    const names = ['SF_LOGIN_URL', 'SF_CLIENT_ID', 'SF_CLIENT_SECRET'] as const;
    const { SF_LOGIN_URL, SF_CLIENT_ID, SF_CLIENT_SECRET } = needed(env, names, 'client credentials');
    const loginUrl = instanceUrlOf(SF_LOGIN_URL, 'SF_LOGIN_URL');
    return signInByClientCredentials({ loginUrl, clientId: SF_CLIENT_ID, clientSecret: SF_CLIENT_SECRET, edges });
  }
  if (has('SF_JWT_KEY_FILE') || has('SF_CLIENT_ID') || has('SF_USERNAME') || has('SF_LOGIN_URL')) {
    const names = ['SF_LOGIN_URL', 'SF_CLIENT_ID', 'SF_USERNAME', 'SF_JWT_KEY_FILE'] as const;
    const all = needed(env, names, 'JWT bearer');
    const loginUrl = instanceUrlOf(all.SF_LOGIN_URL, 'SF_LOGIN_URL');
    const { SF_CLIENT_ID: clientId, SF_USERNAME: username, SF_JWT_KEY_FILE: keyFile } = all;
    return signInByJwt({ loginUrl, clientId, username, keyFile, cwd, now, edges });
  }
  throw nothingSet(env);
}
