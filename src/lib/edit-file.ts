import { closeSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SourceError } from './errors.ts';

const isCode = (error: unknown, code: string): boolean => error instanceof Error && Reflect.get(error, 'code') === code;

const beside = (path: string, ending: string): string => join(dirname(path), `.${basename(path)}.${ending}`);

/** The text of a file as it stands, byte for byte; `undefined` where there is none. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Whether the process that holds a lock has gone without taking it along. */
function isAbandoned(lock: string): boolean {
  const holder = Number(textOf(lock));
  if (!Number.isInteger(holder) || holder <= 0) return false;
  try {
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return isCode(error, 'ESRCH');
  }
}

function tryLock(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx');
    writeFileSync(file, `${process.pid}`);
    closeSync(file);
    return true;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    return false;
  }
}

const TRIES = 100;
const PAUSE = 50;

async function lockFor(path: string): Promise<string> {
  const lock = beside(path, 'lock');
  for (let i = 0; i < TRIES; i++) {
    if (tryLock(lock)) return lock;
    await pause(PAUSE);
  }
  throw new SourceError({
    message: `${basename(path)} is being changed by another process`,
    hint: `try again; if there is none, remove ${lock}`,
  });
}

/** Where a link leads: the file itself is replaced, not the link to it. */
const targetOf = (path: string): string => (textOf(path) === undefined ? path : realpathSync(path));

function replace(path: string, text: string): void {
  const draft = beside(path, 'part');
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  try {
    writeFileSync(draft, text, mode === undefined ? {} : { mode });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/**
 * Changes a text file, or makes it: whoever reads it sees it as it was or as it is, and of several processes that change
 * it at once none loses what another wrote. What `edit` throws leaves the file as it was.
 */
export async function editFile(path: string, edit: (before: string | undefined) => string): Promise<void> {
  try {
    const target = targetOf(path);
    const lock = await lockFor(target);
    try {
      replace(target, edit(textOf(target)));
    } finally {
      rmSync(lock, { force: true });
    }
  } catch (error) {
    if (!(error instanceof Error) || Reflect.get(error, 'syscall') === undefined) throw error;
    throw new SourceError({ message: `${basename(path)} could not be written: ${error.message}` }, { cause: error });
  }
}
