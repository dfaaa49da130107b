import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SourceError, UserError } from '../../lib/errors.ts';
import { didYouMean } from '../../lib/nearest.ts';

/** The files that a path holds: those of a folder, or the one file that it is. */
export interface Folder {
  readonly path: string;
  /** How the folder is named in messages; empty when the path is a file. */
  readonly label: string;
  /** Names of files, by code unit. */
  readonly names: readonly string[];
}

/** A file of a folder. */
export interface FilePlace {
  readonly path: string;
  /** As it is called in gaps. */
  readonly name: string;
  /** As it is called in errors. */
  readonly shown: string;
}

const ARCHIVE = /\.(?:zip|gz|tgz|7z|rar)$/i;
const WORKBOOK = /\.(?:xlsx|xlsm|xls|ods|numbers)$/i;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

function cannot(label: string, error: unknown): SourceError {
  return new SourceError({ message: `${label} cannot be read (${codeOf(error)})` }, { cause: error });
}

/** Why a file that is no CSV or JSON Lines is not read, and what to do about it. */
function refusalOf(name: string): { readonly message: string; readonly hint: string } | undefined {
  if (ARCHIVE.test(name)) return { message: 'archives are not read yet', hint: 'unpack it and name the folder' };
  if (WORKBOOK.test(name)) return { message: 'workbooks are not read yet', hint: 'save each sheet as CSV' };
  return undefined;
}

function namesIn(path: string): readonly string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

function missing(path: string, label: string): UserError {
  let near: readonly string[] = [];
  try {
    near = readdirSync(dirname(path)).sort();
  } catch {
    // The folder above is not there either: nothing to suggest.
  }
  const hint = didYouMean(basename(path), near);
  return new UserError({ message: `no such file or folder: ${label}`, ...(hint !== undefined && { hint }) });
}

/**
 * Lists what a path holds. A path that does not exist, an empty folder, archives and workbooks are a `UserError`, a
 * path that may not be read a `SourceError`.
 */
export function openFolder(path: string, label: string): Folder {
  let isFile: boolean;
  let names: readonly string[];
  try {
    isFile = !statSync(path).isDirectory();
    names = isFile ? [basename(path)] : namesIn(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') throw missing(path, label);
    throw cannot(label, error);
  }
  if (names.length === 0) throw new UserError({ message: `${label} holds no files`, hint: 'name a folder of exports' });
  if (names.every((name) => refusalOf(name) !== undefined))
    throw new UserError(names.flatMap((name) => ({ at: { file: name }, ...(refusalOf(name) ?? { message: '' }) })));
  return { path: isFile ? dirname(path) : path, label: isFile ? '' : label, names };
}

/** `export/` and `Lead.csv` are `export/Lead.csv`. */
const under = (label: string, name: string): string =>
  label === '' ? name : `${label}${label.endsWith('/') ? '' : '/'}${name}`;

export const placeOf = ({ path, label }: Folder, name: string): FilePlace => ({
  path: join(path, name),
  name,
  shown: under(label, name),
});

/** A file by name, upper and lower case being one; the first by code unit where several are meant. */
export function findName({ names }: Folder, wanted: string): string | undefined {
  const lower = wanted.toLowerCase();
  return names.find((name) => name === wanted) ?? names.find((name) => name.toLowerCase() === lower);
}
