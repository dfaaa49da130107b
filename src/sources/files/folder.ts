import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ByteSource } from '../../lib/byte-stream.ts';
import { SourceError, UserError } from '../../lib/errors.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { openZip, type Zip } from '../../lib/zip.ts';

/** A file of a folder or an archive. */
export interface FilePlace {
  /** As it is called in gaps. */
  readonly name: string;
  /** As it is called in errors. */
  readonly shown: string;
  /** The bytes from the beginning, each time that it is called. */
  readonly bytes: () => ByteSource;
}

/** The files that a path holds: those of a folder and of the archives in it, or the one file that it is. */
export interface Folder {
  /** Where it lies, for files that are named by a path from it. */
  readonly path: string;
  /** The path is a file, and no archive. */
  readonly isFile: boolean;
  /** By name; several of one name are parts of one export. */
  readonly files: readonly FilePlace[];
  /** Names of files, each once, by code unit. */
  readonly names: readonly string[];
  /** What is not read of it, and why. */
  readonly passedOver: readonly { readonly name: string; readonly reason: string }[];
  readonly close: () => Promise<void>;
}

export const ZIP = /\.zip$/i;
const ARCHIVE = /\.(?:gz|tgz|7z|rar)$/i;
const WORKBOOK = /\.(?:xlsx|xlsm|xls|ods|numbers)$/i;

/** Files that are data of some shape, when only we knew of which. */
export const DATA = /\.(?:csv|tsv|txt|jsonl|ndjson)$/i;

/** What macOS adds to an archive, and files that are hidden everywhere. */
const HIDDEN = /(?:^|\/)(?:__MACOSX\/|\.)/;

const SAVE_AS_CSV = 'save each sheet as "CSV UTF-8", named by its object (Lead.csv, Opportunity.csv …)';

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

function cannot(label: string, error: unknown): SourceError {
  return new SourceError({ message: `${label} cannot be read (${codeOf(error)})` }, { cause: error });
}

/** Why a file that is no CSV, JSON Lines or zip is not read, and what to do about it. */
function refusalOf(name: string): { readonly message: string; readonly hint: string } | undefined {
  if (ARCHIVE.test(name)) return { message: 'archives other than zip are not read', hint: 'unpack it' };
  if (WORKBOOK.test(name)) return { message: 'workbooks are not read', hint: SAVE_AS_CSV };
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

/** `export/` and `Lead.csv` are `export/Lead.csv`. */
const under = (label: string, name: string): string =>
  label === '' ? name : `${label}${label.endsWith('/') ? '' : '/'}${name}`;

const byName = (a: FilePlace, b: FilePlace): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** The data of one archive. Folders in it do not count, nor do archives. */
async function openArchive(path: string, label: string): Promise<{ readonly zip: Zip; readonly files: FilePlace[] }> {
  const zip = await openZip(path, { file: label, wants: (entry) => DATA.test(entry) && !HIDDEN.test(entry) });
  const files = zip.entries.map((entry) => ({
    name: basename(entry.path),
    shown: under(label, entry.path),
    bytes: entry.bytes,
  }));
  return { zip, files };
}

interface Found {
  readonly plain: readonly FilePlace[];
  readonly archives: readonly { readonly path: string; readonly label: string }[];
  readonly passedOver: Folder['passedOver'];
}

/** Sorts files by what is to be done with them. */
function sortOut(folder: string, label: string, names: readonly string[]): Found {
  const known = names.map((name) => ({ name, path: join(folder, name), shown: under(label, name) }));
  return {
    plain: known
      .filter(({ name }) => !ZIP.test(name) && refusalOf(name) === undefined)
      .map(({ name, path, shown }) => ({ name, shown, bytes: () => path })),
    archives: known.filter(({ name }) => ZIP.test(name)).map(({ path, shown }) => ({ path, label: shown })),
    passedOver: known.flatMap(({ name }) => {
      const refusal = refusalOf(name);
      return refusal === undefined ? [] : [{ name, reason: `${refusal.message} (${refusal.hint})` }];
    }),
  };
}

/** Unpacked files go before the same files in an archive beside them. */
function withoutUnpacked(packed: readonly FilePlace[], plain: readonly FilePlace[]) {
  const names = new Set(plain.map(({ name }) => name.toLowerCase()));
  const isUnpacked = ({ name }: FilePlace): boolean => names.has(name.toLowerCase());
  const reason = 'stands in the folder, too: the file of the folder counts';
  return {
    files: packed.filter((file) => !isUnpacked(file)),
    passedOver: packed.filter(isUnpacked).map(({ shown }) => ({ name: shown, reason })),
  };
}

async function openAll({ plain, archives, passedOver }: Found): Promise<Omit<Folder, 'path' | 'isFile'>> {
  const zips: Zip[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(zips.map((zip) => zip.close()));
  };
  try {
    const packed: FilePlace[] = [];
    for (const { path, label } of archives) {
      const { zip, files } = await openArchive(path, label);
      zips.push(zip);
      packed.push(...files);
    }
    const rest = withoutUnpacked(packed, plain);
    const files = [...plain, ...rest.files].sort(byName);
    const names = [...new Set(files.map(({ name }) => name))];
    return { files, names, passedOver: [...passedOver, ...rest.passedOver], close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Lists what a path holds. A path that does not exist, an empty folder or archive, workbooks and unknown archives are a
 * `UserError`; a path that may not be read and a damaged archive are a `SourceError`.
 */
export async function openFolder(path: string, label: string): Promise<Folder> {
  let isFolder: boolean;
  let names: readonly string[];
  try {
    isFolder = statSync(path).isDirectory();
    names = isFolder ? namesIn(path) : [basename(path)];
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') throw missing(path, label);
    throw cannot(label, error);
  }
  if (names.length === 0) throw new UserError({ message: `${label} holds no files`, hint: 'name a folder of exports' });
  if (names.every((name) => refusalOf(name) !== undefined))
    throw new UserError(names.flatMap((name) => ({ at: { file: name }, ...(refusalOf(name) ?? { message: '' }) })));
  const folder = isFolder ? path : dirname(path);
  const opened = await openAll(sortOut(folder, isFolder ? label : '', names));
  if (opened.files.length === 0) {
    await opened.close();
    throw new UserError({ message: `${label} holds no data`, hint: 'archives should hold CSV or JSON Lines' });
  }
  return { path: folder, isFile: !isFolder && !names.some((name) => ZIP.test(name)), ...opened };
}

/** Files by name, upper and lower case being one. */
export function findFiles({ files }: Folder, wanted: string): readonly FilePlace[] {
  const exact = files.filter(({ name }) => name === wanted);
  const lower = wanted.toLowerCase();
  return exact.length > 0 ? exact : files.filter(({ name }) => name.toLowerCase() === lower);
}
