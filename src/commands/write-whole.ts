import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Problem, SourceError, UserError } from '../lib/errors.ts';

/** Files that are written together, whole or not at all. */
export interface WholeFiles {
  /** Contents in the order of the files. */
  readonly write: (contents: readonly (string | Uint8Array)[]) => void;
  /** Takes back what was begun. */
  readonly discard: () => void;
}

const draftOf = (path: string): string => join(dirname(path), `.${basename(path)}.${process.pid}.part`);

function isRunning(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && Reflect.get(error, 'code') === 'ESRCH');
  }
}

/** Drafts of processes that were killed: nobody else would take them away. */
function sweep(path: string): void {
  const start = `.${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    const [, owner] = name.startsWith(start) ? (/^(\d+)\.part$/.exec(name.slice(start.length)) ?? []) : [];
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(dirname(path), name), { force: true });
  }
}

function inWords<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceError({ message: `${file} cannot be written: ${reason}` }, { cause: error });
  }
}

function misplaced(files: readonly string[], cwd: string): readonly Problem[] {
  const paths = files.map((file) => resolve(cwd, file));
  return files.flatMap((file, i): readonly Problem[] => {
    const path = paths[i] ?? '';
    if (paths.indexOf(path) < i) return [{ message: `${file}: named twice` }];
    return existsSync(dirname(path)) ? [] : [{ message: `${file}: there is no folder ${dirname(file)}` }];
  });
}

function fill(handle: number, content: string | Uint8Array): void {
  writeFileSync(handle, content);
  fsyncSync(handle);
}

/**
 * Begins files that are to be written later: drafts beside them, so that a folder that takes none is told before any
 * work is done. Throws a `UserError` for places that are not there, a `SourceError` for those that cannot be written.
 */
export function openWhole(files: readonly string[], cwd: string): WholeFiles {
  const problems = misplaced(files, cwd);
  if (problems.length > 0) throw new UserError(problems);
  const targets = files.map((file) => ({ file, path: resolve(cwd, file) }));
  const open: { readonly file: string; readonly path: string; readonly handle: number }[] = [];
  const discard = (): void => {
    for (const { path, handle } of open.splice(0)) {
      closeSync(handle);
      rmSync(draftOf(path), { force: true });
    }
  };
  try {
    for (const { file, path } of targets) {
      inWords(file, () => sweep(path));
      open.push({ file, path, handle: inWords(file, () => openSync(draftOf(path), 'w')) });
    }
  } catch (error) {
    discard();
    throw error;
  }
  return {
    discard,
    write: (contents) => {
      try {
        open.forEach(({ file, handle }, i) => {
          inWords(file, () => fill(handle, contents[i] ?? ''));
        });
        for (const { file, path } of open) inWords(file, () => renameSync(draftOf(path), path));
      } finally {
        discard();
      }
    },
  };
}
