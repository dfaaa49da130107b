import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SourceError, UserError } from '../../lib/errors.ts';
import type { Entry } from '../../model/ledger.ts';

/** More than any file that certify writes. */
const MOST = 1 << 30;

/** The bytes of a file that was named. */
export function bytesOf(written: string, cwd: string): Uint8Array {
  const path = resolve(cwd, written);
  if (!existsSync(path)) throw new UserError({ message: 'no such file', at: { file: written } });
  const { size } = statSync(path);
  if (size > MOST)
    throw new UserError({ message: 'is larger than anything that certify writes', at: { file: written } });
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceError({ message: `cannot be read: ${reason}`, at: { file: written } });
  }
}

/** Text in UTF-8, byte for byte: a byte that is none must not be mended in silence. */
export function textOf(written: string, cwd: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(written, cwd));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const hint = 'a certificate is plain text in UTF-8: this one was changed, or is something else';
    throw new UserError({ message: 'is not text in UTF-8', at: { file: written }, hint });
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isEntry = (value: unknown): value is Entry =>
  isObject(value) && ['seq', 'kind', 'rep', 'at', 'body', 'previous', 'hash'].every((key) => key in value);

function entryIn(line: string): unknown {
  const held: unknown = JSON.parse(line);
  return isObject(held) && 'entry' in held ? held.entry : undefined;
}

/** The entries of a ledger that `store export` wrote. Throws a `UserError` with the lines that are none. */
export function ledgerIn(written: string, cwd: string): readonly Entry[] {
  const lines = textOf(written, cwd).split('\n');
  return lines.flatMap((line, i): readonly Entry[] => {
    if (line.trim() === '') return [];
    try {
      const entry = entryIn(line);
      if (entry === undefined) return [];
      if (isEntry(entry)) return [entry];
    } catch {
      // Told below, with its line.
    }
    throw new UserError({
      message: 'is no entry of a ledger',
      at: { file: written, line: i + 1, column: 1 },
      hint: 'threadcount store export writes ledger.jsonl',
    });
  });
}
