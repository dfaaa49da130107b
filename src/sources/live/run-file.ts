import { execFile } from 'node:child_process';
import { SourceError } from '../../lib/errors.ts';

/** What a program printed, and how it ended. */
export interface RanFile {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program with these arguments, without a shell; `undefined` when it is not installed. What it prints may hold
 * a token: it is never shown. Throws a `SourceError` when it does not end in time.
 */
export type RunFile = (
  file: string,
  args: readonly string[],
  options: { readonly timeout: number },
) => Promise<RanFile | undefined>;

/** Words that mean nothing to `cmd.exe`, which takes no list of arguments. */
const HARMLESS = /^[\w@.+:=/-]+$/;

const MOST_BYTES = 4 * 1024 * 1024;

/** `execFile` refuses `sf.cmd` since Node 20.12: on Windows it goes through the shell of the system, with plain words only. */
export function commandFor(
  file: string,
  args: readonly string[],
  platform: string,
): { readonly file: string; readonly args: readonly string[] } {
  if (platform !== 'win32') return { file, args };
  const words = [`${file}.cmd`, ...args];
  if (words.every((word) => HARMLESS.test(word))) return { file: 'cmd.exe', args: ['/d', '/s', '/c', words.join(' ')] };
  throw new SourceError({ message: `${file} was not run: an argument holds characters that a command line must not` });
}

/** What `cmd.exe` exits with when there is no such program. */
const NOT_FOUND_BY_CMD = 9009;

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;

/** Runs it as a child of this process, with its environment. */
export const runFile: RunFile = (file, args, { timeout }) =>
  new Promise((resolve, reject) => {
    const command = commandFor(file, args, process.platform);
    const absent = process.platform === 'win32' ? NOT_FOUND_BY_CMD : 'ENOENT';
    const options = { timeout, maxBuffer: MOST_BYTES, windowsHide: true, killSignal: 'SIGKILL' } as const;
    const child = execFile(command.file, [...command.args], options, (error, stdout, stderr) => {
      const code = error?.code ?? (error === null ? 0 : undefined);
      if (code === 'ENOENT' || code === absent) resolve(undefined);
      else if (typeof code === 'number') resolve({ code, stdout, stderr });
      else reject(new SourceError({ message: `${file} did not end within ${seconds(timeout)}, or printed too much` }));
    });
    child.stdin?.end();
  });
