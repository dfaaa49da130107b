import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { openPrivateKey, type SigningKey } from '../certify/keys.ts';
import type { Config } from '../config/config.ts';
import { SourceError, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import { demoConfigFile } from '../sources/demo.ts';
import { oneOf, type Typed } from './command.ts';

/** The environment variable that may hold the key, as PEM or bare base64. */
const VARIABLE = 'THREADCOUNT_SIGNING_KEY';
const FILE = '.threadcount/signing-key.pem';

/** Where a key is kept that nobody named a place for: with the store, beside threadcount.yaml. */
export function defaultKeyFile({ file }: Pick<Config, 'file'>, cwd: string): string {
  return join(file === undefined || file === demoConfigFile ? cwd : dirname(file), FILE);
}

function readKey(path: string, shown: string): SigningKey {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceError({ message: `the signing key ${shown} cannot be read: ${reason}` });
  }
  const key = openPrivateKey(text);
  if (key !== undefined) return key;
  throw new UserError({
    message: `${shown} holds no Ed25519 private key`,
    hint: 'threadcount keys new makes one',
  });
}

/** The key to sign with: `--key`, else the environment, else the file of its usual place; `undefined` where there is none. */
export function findSigningKey(
  typed: Typed,
  config: Pick<Config, 'file'>,
  { cwd, env }: Pick<Io, 'cwd' | 'env'>,
): SigningKey | undefined {
  const named = oneOf(typed, 'key');
  if (named !== undefined) {
    if (!existsSync(resolve(cwd, named)))
      throw new UserError({ message: `--key ${named}: no such file`, hint: `threadcount keys new --output ${named}` });
    return readKey(resolve(cwd, named), named);
  }
  const held = env[VARIABLE];
  if (held !== undefined && held.trim() !== '') {
    const key = openPrivateKey(held);
    if (key !== undefined) return key;
    throw new UserError({
      message: `${VARIABLE} holds no Ed25519 private key`,
      hint: 'PEM, or its base64 on one line',
    });
  }
  const usual = defaultKeyFile(config, cwd);
  return existsSync(usual) ? readKey(usual, FILE) : undefined;
}
