import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { EXIT, SourceError, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { type Command, oneOf, type Typed } from '../command.ts';
import { common } from '../options.ts';

function refuse(shown: string): never {
  throw new UserError({
    message: `${shown} is there already`,
    hint: 'a key that has signed is not replaced: name another file with --output',
  });
}

/** Writes a file that nobody else may read; never over another one, and never in part. */
function writeSecret(path: string, text: string, shown: string): void {
  if (existsSync(path)) refuse(shown);
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = openSync(draft, 'wx', 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    // A link, unlike a rename, does not take the place of what somebody else has put there in the meantime.
    linkSync(draft, path);
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'EEXIST') refuse(shown);
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceError({ message: `the key could not be written: ${reason}` }, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openConfig }, { defaultKeyFile }, { newPrivateKey, openPrivateKey }] = await Promise.all([
    import('../workbench.ts'),
    import('../signing-key.ts'),
    import('../../certify/keys.ts'),
  ]);
  const written = oneOf(typed, 'output');
  const path = written === undefined ? defaultKeyFile(openConfig(typed, io), io.cwd) : resolve(io.cwd, written);
  const shown = written ?? relative(io.cwd, path);
  const pem = newPrivateKey();
  const key = openPrivateKey(pem);
  if (key === undefined) throw new Error('a key that was just made cannot be opened');
  writeSecret(path, pem, shown);
  io.stdout.write(
    [
      `${shown}: a new private key, readable by you alone. Keep it out of repositories and backups that others read.`,
      '',
      'So that certificates signed with it are trusted, add its fingerprint to threadcount.yaml:',
      '',
      'trusted-keys:',
      `  - { fingerprint: "${key.fingerprint}", owner: NAME }`,
      '',
    ].join('\n'),
  );
  return EXIT.done;
}

export const keysNew: Command = {
  name: 'keys new',
  summary: 'Make a key that signs certificates; the private half stays in a file that only you can read',
  options: [
    { flags: '--output <file>', about: 'Where to (default: .threadcount/signing-key.pem); never over another file' },
    ...common,
  ],
  examples: ['threadcount keys new', 'threadcount keys new --output /secure/threadcount-2027.pem'],
  run,
};
