import { createPrivateKey, createSign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../../lib/errors.ts';
import type { HttpEdges } from '../../../lib/http/http.ts';
import type { Session } from './session.ts';
import { requestToken } from './token.ts';

/** A user who is signed in by a key that an app of the org trusts. */
export interface JwtOptions {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly username: string;
  /** As written: resolved against the working directory. */
  readonly keyFile: string;
  readonly cwd: string;
  readonly now: () => number;
  readonly edges?: HttpEdges | undefined;
}

/** Seconds that an assertion holds; Salesforce takes no more than three minutes. */
const LIFETIME = 170;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

function keyIn(keyFile: string, cwd: string): KeyObject {
  let pem: string;
  try {
    pem = readFileSync(resolve(cwd, keyFile), 'utf8');
  } catch (error) {
    const message = codeOf(error) === 'ENOENT' ? 'there is no such file' : `the file cannot be read (${codeOf(error)})`;
    throw new UserError({
      message: `SF_JWT_KEY_FILE: ${message}: ${keyFile}`,
      hint: 'name the private key of the app, in PEM',
    });
  }
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // Said below, whatever it was: the message of the platform may quote the key.
  }
  const hint = 'name an RSA private key in PEM without a passphrase (openssl genrsa -out server.key 2048)';
  throw new UserError({ message: `SF_JWT_KEY_FILE: ${keyFile} holds no RSA private key`, hint });
}

const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Host that the assertion is made for: sandboxes and scratch orgs are signed in at test.salesforce.com. */
export function audienceOf(loginUrl: string): string {
  const { host, origin } = new URL(loginUrl);
  if (/\.sandbox\.my\.salesforce\.com$/.test(host) || /--[^.]+\.my\.salesforce\.com$/.test(host))
    return 'https://test.salesforce.com';
  return /\.my\.salesforce\.com$/.test(host) ? 'https://login.salesforce.com' : origin;
}

/** A signed assertion that this user may be signed in. */
function assertionOf({ loginUrl, clientId, username, now }: JwtOptions, key: KeyObject): string {
  const claims = {
    iss: clientId,
    sub: username,
    aud: audienceOf(loginUrl),
    exp: Math.floor(now() / 1000) + LIFETIME,
  };
  const text = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}

export async function signInByJwt(options: JwtOptions): Promise<Session> {
  const key = keyIn(options.keyFile, options.cwd);
  const signIn = (): Promise<Session> =>
    requestToken(
      options.loginUrl,
      { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: assertionOf(options, key) },
      signIn,
      options.edges,
    );
  return signIn();
}
