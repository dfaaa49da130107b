import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SourceError, UserError } from '../../lib/errors.ts';
import { jsonText } from '../../lib/json-text.ts';

interface FolderSink {
  readonly file: (name: string, lines: Iterable<unknown>) => Promise<void>;
}

/** Characters that are written at once. */
const TOGETHER = 1 << 20;

function writeLines(path: string, lines: Iterable<unknown>): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'wx', 0o600);
  try {
    let held = '';
    for (const line of lines) {
      held += `${jsonText(line)}\n`;
      if (held.length < TOGETHER) continue;
      writeFileSync(file, held);
      held = '';
    }
    writeFileSync(file, held);
  } finally {
    closeSync(file);
  }
}

/** Puts into words what the file system refuses. */
const inWords = (error: unknown): unknown =>
  error instanceof Error && 'syscall' in error
    ? new SourceError({ message: `the export could not be written: ${error.message}` }, { cause: error })
    : error;

/** Makes a folder whole or not at all: what is written stands beside it until everything is there. */
export async function writeFolder(
  folder: string,
  cwd: string,
  write: (sink: FolderSink) => Promise<void>,
): Promise<void> {
  const path = resolve(cwd, folder);
  if (existsSync(path)) throw new UserError({ message: `${folder} is there already`, hint: 'name a new folder' });
  const draft = join(dirname(path), `.${basename(path)}.part`);
  try {
    if (existsSync(draft)) rmSync(draft, { recursive: true });
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    await write({ file: async (name, lines) => writeLines(join(draft, name), lines) });
    renameSync(draft, path);
  } catch (error) {
    if (existsSync(draft)) rmSync(draft, { recursive: true });
    throw inWords(error);
  }
}
