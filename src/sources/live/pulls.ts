import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openPull, type Pull, type PullPolicy } from './pull.ts';
import type { PullKey } from './pull-file.ts';

/** Pulls of less than a minute cost less to repeat than to keep; what is older than a day is no picture of today. */
export const pullPolicy: PullPolicy = { after: 60_000, mostHeld: 10_000, maxAge: 24 * 60 * 60_000 };

/** Where pulls are kept that are under way. Only a run that asks for the same finds them again. */
export interface PullsOptions {
  /** `.threadcount/pulls`, absolute. */
  readonly folder: string;
  /** What the run asks for, and of whom: a text of which only the hash is used. Not the moment as of which it asks. */
  readonly run: string;
  readonly now: () => number;
  readonly notify: (line: string) => void;
  readonly policy?: PullPolicy;
}

export interface Pulls {
  /** Takes up a pull where it was interrupted, or begins it. `what` is what people call its rows: `activities`. */
  readonly open: (key: PullKey, what: string) => Promise<Pull>;
  /** The run has everything: what was kept for it is removed. */
  readonly finish: () => Promise<void>;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

/** Whatever is not there need not be removed. */
async function unless<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch {
    return undefined;
  }
}

/** The folder of a run. */
export const folderOf = ({ folder, run }: Pick<PullsOptions, 'folder' | 'run'>): string => join(folder, hashOf(run));

export function createPulls(options: PullsOptions): Pulls {
  const { folder, now, notify, policy = pullPolicy } = options;
  const own = folderOf(options);
  let prepared: Promise<void> | undefined;
  /** Called when the first row goes to disk: most runs never write. */
  const prepare = (): Promise<void> => {
    prepared ??= makeFolder(folder, own);
    return prepared;
  };
  const context = { now, notify, policy, prepare };
  return {
    open: async (key, what) => {
      await sweep(folder, now() - policy.maxAge);
      return openPull(join(own, `${hashOf(JSON.stringify(key))}.jsonl`), { key, what }, context);
    },
    finish: async () => {
      await rm(own, { recursive: true, force: true });
      await removeIfEmpty(folder);
    },
  };
}

/** Rows of customers lie in it: nobody else may look in, and no repository takes them up. */
async function makeFolder(folder: string, own: string): Promise<void> {
  await mkdir(own, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, '.gitignore'), '*\n', { mode: 0o600 });
}

async function removeIfEmpty(folder: string): Promise<void> {
  const left = (await unless(readdir(folder))) ?? [];
  if (left.some((name) => name !== '.gitignore')) return;
  await unless(rm(join(folder, '.gitignore'), { force: true }));
  await unless(rmdir(folder));
  await unless(rmdir(dirname(folder)));
}

const filesIn = async (folder: string): Promise<readonly string[]> =>
  ((await unless(readdir(folder))) ?? []).filter((name) => name.endsWith('.jsonl')).map((name) => join(folder, name));

/** Removes what nobody took up again in time, of whatever run. */
async function sweep(folder: string, since: number): Promise<void> {
  for (const run of (await unless(readdir(folder))) ?? []) {
    for (const path of await filesIn(join(folder, run))) {
      const written = (await unless(stat(path)))?.mtimeMs ?? since;
      if (written < since) await unless(rm(path, { force: true }));
    }
    await unless(rmdir(join(folder, run)));
  }
}
