import { type Problem, SourceError } from '../lib/errors.ts';

const wayOut = 'threadcount store export --salvage saves what can still be read; or put a backup in its place';

/** By the first words of the engine's code, the most particular first. */
const words: readonly (readonly [code: string, message: string, hint: string])[] = [
  ['SQLITE_BUSY', 'is held by another process for too long', 'wait for it to end, then run this again'],
  ['SQLITE_LOCKED', 'is held by another process for too long', 'wait for it to end, then run this again'],
  ['SQLITE_FULL', 'cannot grow: the disk is full', 'free some room; what was there before is untouched'],
  ['SQLITE_IOERR_WRITE', 'cannot be written: the disk is full or failing', 'what was there before is untouched'],
  ['SQLITE_IOERR', 'cannot be read or written: the disk failed', wayOut],
  ['SQLITE_READONLY', 'cannot be written: it is read-only', 'give write access to the file and its folder'],
  ['SQLITE_PERM', 'cannot be opened: access is denied', 'give access to the file and its folder'],
  ['SQLITE_CANTOPEN', 'cannot be opened', 'it takes read and write access to the file and its folder'],
  [
    'SQLITE_NOTADB',
    'is no database, or its first page is damaged',
    'nothing of it can be read: put a backup in its place',
  ],
  ['SQLITE_CORRUPT', 'is damaged', wayOut],
];

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Whether another process holds the file, which passes. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));

/** What SQLite refused, in words; `undefined` for what is no fault of the file or the disk. */
export function sqliteProblem(error: unknown, label: string): Problem | undefined {
  // What fails while a file is opened comes without a code.
  const code =
    error instanceof Error && error.message.startsWith('ConnectionFailed') ? 'SQLITE_CANTOPEN' : codeOf(error);
  const found = words.find(([start]) => code.startsWith(start));
  return found && { message: `the store ${label} ${found[1]}`, hint: found[2] };
}

export function sqliteError(error: unknown, label: string): unknown {
  const problem = sqliteProblem(error, label);
  return problem === undefined ? error : new SourceError(problem, { cause: error });
}
