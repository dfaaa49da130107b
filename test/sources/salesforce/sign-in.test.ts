import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RanFile, RunFile } from '../../../src/sources/live/run-file.ts';
import { audienceOf } from '../../../src/sources/salesforce/auth/jwt.ts';
import { type Credentials, signIn } from '../../../src/sources/salesforce/auth/sign-in.ts';

const nothing: RunFile = async () => undefined;
const edges = { now: () => 0, sleep: async () => {} };
const NOW = Date.UTC(2026, 10, 18);

const credentials = (env: Credentials['env'], more: Partial<Credentials> = {}): Credentials => ({
  env,
  cwd: import.meta.dirname,
  now: () => NOW,
  runFile: nothing,
  edges,
  ...more,
});

/** A CLI that knows these commands. */
const cli =
  (answers: Readonly<Record<string, Partial<RanFile> | undefined>>): RunFile =>
  async (file, args) => {
    expect(file).toBe('sf');
    const known = answers[args.slice(0, args.indexOf('--target-org')).join(' ')];
    return { code: known === undefined ? 2 : 0, stdout: '', stderr: '', ...known };
  };

const json = (result: unknown): Partial<RanFile> => ({
  stdout: `Warning: update available\n${JSON.stringify({ status: 0, result })}`,
});
const REDACTED = "[REDACTED] Use 'sf org auth show-access-token' to view";
const display = (accessToken: string) =>
  json({ id: '00D', instanceUrl: 'https://acme.my.salesforce.com', accessToken });

describe('the Salesforce CLI', () => {
  it('is asked for the token by the command that shows it', async () => {
    const runFile = cli({
      'org display': display(REDACTED),
      'org auth show-access-token': json({ accessToken: '00D!new' }),
    });
    const session = await signIn(credentials({}, { targetOrg: 'prod', runFile }));
    expect(session).toMatchObject({ instanceUrl: 'https://acme.my.salesforce.com', accessToken: '00D!new' });
    expect(session.renew).toBeDefined();
  });

  it('gives the token of the older command where it does not know the newer', async () => {
    const runFile = cli({ 'org display': display('00D!old') });
    expect(await signIn(credentials({}, { targetOrg: 'prod', runFile }))).toMatchObject({ accessToken: '00D!old' });
  });

  it('never has its notice sent as a token', async () => {
    const runFile = cli({ 'org display': display(REDACTED) });
    await expect(signIn(credentials({}, { targetOrg: 'prod', runFile }))).rejects.toThrow(
      'gives no access token of "prod"',
    );
  });

  it('is said to be missing, with what to do', async () => {
    await expect(signIn(credentials({}, { targetOrg: 'prod' }))).rejects.toThrow('(sf) is not installed');
  });

  it('says itself why it cannot open an org', async () => {
    const failed = {
      code: 1,
      stdout: JSON.stringify({
        name: 'NamedOrgNotFoundError',
        message: 'No authorization information found for prod.',
      }),
    };
    const runFile = cli({ 'org display': failed });
    await expect(signIn(credentials({}, { targetOrg: 'prod', runFile }))).rejects.toThrow(
      'cannot open "prod" (NamedOrgNotFoundError: No authorization information found for prod.) (sign in again: sf org login web --alias prod',
    );
  });

  it('is given no argument that a shell could take apart', async () => {
    await expect(signIn(credentials({}, { targetOrg: 'a & calc' }))).rejects.toThrow(
      'neither an alias nor a user name',
    );
  });
});

describe('variables', () => {
  it('hold a token and where it is good', async () => {
    const env = { SF_INSTANCE_URL: 'acme.my.salesforce.com/', SF_ACCESS_TOKEN: '00D!x' };
    expect(await signIn(credentials(env))).toEqual({
      instanceUrl: 'https://acme.my.salesforce.com',
      accessToken: '00D!x',
    });
  });

  it.each<[string, Record<string, string>, readonly string[]]>([
    ['none at all', {}, ['there are no credentials of Salesforce', '--target-org ALIAS', 'SF_JWT_KEY_FILE']],
    ['a token alone', { SF_ACCESS_TOKEN: 'x' }, ['SF_INSTANCE_URL is not set']],
    [
      'another name',
      { SF_INSTANCE_URL: 'https://a.example', SF_TOKEN: 'x' },
      ['SF_TOKEN is set: did you mean SF_ACCESS_TOKEN?'],
    ],
    [
      'a half of a JWT',
      { SF_JWT_KEY_FILE: 'k' },
      ['SF_LOGIN_URL is not set', 'SF_CLIENT_ID is not set', 'SF_USERNAME is not set'],
    ],
    ['a secret alone', { SF_CLIENT_SECRET: 'x' }, ['SF_LOGIN_URL is not set', 'SF_CLIENT_ID is not set']],
    ['a notice', { SF_INSTANCE_URL: 'https://a.example', SF_ACCESS_TOKEN: REDACTED }, ['holds a notice, not a token']],
    [
      'pages',
      { SF_INSTANCE_URL: 'https://acme.lightning.force.com', SF_ACCESS_TOKEN: 'x' },
      ['write https://acme.my.salesforce.com'],
    ],
    ['plain http', { SF_INSTANCE_URL: 'http://acme.example', SF_ACCESS_TOKEN: 'x' }, ['only https is spoken']],
    ['no address', { SF_INSTANCE_URL: 'https://', SF_ACCESS_TOKEN: 'x' }, ['this is no address']],
  ])('that do not do are told all at once: %s', async (_, env, said) => {
    const error = await signIn(credentials(env)).catch((thrown: unknown) => thrown);
    for (const text of said) expect(String(error)).toContain(text);
    expect(String(error)).toContain('UserError');
  });
});

interface TokenServer {
  readonly url: string;
  readonly forms: URLSearchParams[];
}

/** A token endpoint that answers all requests alike. */
async function tokenServer(status: number, answer: unknown): Promise<TokenServer> {
  const forms: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += String(chunk);
    });
    request.on('end', () => {
      forms.push(new URLSearchParams(text));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, forms };
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

function keyFile(text = privateKey.export({ type: 'pkcs8', format: 'pem' })): string {
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-key-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'server.key');
  writeFileSync(path, text);
  return path;
}

const jwtEnv = (url: string, key = keyFile()) => ({
  SF_LOGIN_URL: url,
  SF_CLIENT_ID: 'app',
  SF_USERNAME: 'ana@acme.example',
  SF_JWT_KEY_FILE: key,
});

const part = (text: string | undefined): unknown => JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8'));

describe('an assertion', () => {
  it('is signed, made for the login host, and good for less than three minutes', async () => {
    const { url, forms } = await tokenServer(200, {
      access_token: '00D!jwt',
      instance_url: 'https://acme.my.salesforce.com',
    });
    expect(await signIn(credentials(jwtEnv(url)))).toMatchObject({
      accessToken: '00D!jwt',
      instanceUrl: 'https://acme.my.salesforce.com',
    });
    const [head, claims, signature] = (forms[0]?.get('assertion') ?? '').split('.');
    expect(part(head)).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(part(claims)).toEqual({ iss: 'app', sub: 'ana@acme.example', aud: url, exp: NOW / 1000 + 170 });
    const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
    expect(verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature ?? '', 'base64url'))).toBe(
      true,
    );
  });

  it('is made for the login host of the org, not for its own', () => {
    expect(audienceOf('https://acme.my.salesforce.com')).toBe('https://login.salesforce.com');
    expect(audienceOf('https://acme--uat.sandbox.my.salesforce.com')).toBe('https://test.salesforce.com');
    expect(audienceOf('https://test.salesforce.com')).toBe('https://test.salesforce.com');
  });

  it('needs a key that is there, and is one; nothing of it is shown', async () => {
    await expect(signIn(credentials(jwtEnv('https://login.salesforce.com', 'gone.key')))).rejects.toThrow(
      'there is no such file: gone.key',
    );
    const path = keyFile('-----BEGIN PRIVATE KEY-----\nMIItopsecret\n-----END PRIVATE KEY-----\n');
    const error = await signIn(credentials(jwtEnv('https://login.salesforce.com', path))).catch(
      (thrown: unknown) => thrown,
    );
    expect(String(error)).toContain('holds no RSA private key');
    expect(String(error)).not.toContain('topsecret');
  });
});

describe('signing in says what is wrong, and who can set it right', () => {
  it.each([
    [{ error: 'invalid_grant', error_description: "user hasn't approved this consumer" }, 'pre-authorized'],
    [{ error: 'invalid_client', error_description: 'app is not installed in this org' }, 'Connected Apps OAuth Usage'],
    [
      { error: 'invalid_grant', error_description: 'expired authorization: assertion expired' },
      'the clock of this machine',
    ],
    [{ error: 'invalid_grant', error_description: 'audience is invalid' }, 'made for another host'],
    [{ error: 'invalid_grant', error_description: 'no client credentials user enabled' }, 'Run As'],
    [{ error: 'invalid_client_id', error_description: 'client identifier invalid' }, 'check SF_CLIENT_ID'],
    [{ error: 'invalid_grant', error_description: 'ip restricted' }, 'does not let this machine in'],
    [{ error: 'invalid_grant', error_description: 'authentication failure' }, 'does not let this user in'],
    [{ error: 'unheard_of' }, 'signing in failed (status 400, "unheard_of")'],
  ])('%j', async (answer, said) => {
    const { url } = await tokenServer(400, answer);
    const env = { SF_LOGIN_URL: url, SF_CLIENT_ID: 'app', SF_CLIENT_SECRET: 'very-secret-indeed' };
    const error = await signIn(credentials(env)).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(said);
    expect(String(error)).not.toContain('very-secret-indeed');
  });
});
