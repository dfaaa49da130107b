import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { SourceError } from './errors.ts';

/** One file of an archive. */
export interface ZipEntry {
  /** With the folders it lies in, as the archive has it. */
  readonly path: string;
  /** Bytes when unpacked, as the archive says; not more than that are ever given. */
  readonly size: number;
  /** The file from its beginning, unpacked as it is read. Throws `SourceError` where the archive is damaged. */
  readonly bytes: () => AsyncGenerator<Uint8Array>;
}

export interface Zip {
  /** In the order of the archive. */
  readonly entries: readonly ZipEntry[];
  readonly close: () => Promise<void>;
}

export interface ZipOptions {
  /** How the archive is called in errors. */
  readonly file: string;
  /** Which files are wanted, by their paths; the others are not even counted. */
  readonly wants: (path: string) => boolean;
}

/** Unpacked, text grows 5 to 40 times; quoted blanks in hundreds of columns up to 150 times; a bomb 1,000 times. */
const MOST_GROWTH = 250;

/** What unpacks to less than this harms nobody, however small it was. */
const HARMLESS_BYTES = 64 * 1024 * 1024;

const DEFLATE64 = 9;

function damaged(file: string, cause: unknown): SourceError {
  return new SourceError(
    { message: 'the archive is damaged or incomplete', hint: 'fetch it again, or unpack it', at: { file } },
    { cause },
  );
}

/** Why an entry cannot be unpacked, and what to do. */
function refusalOf(entry: Entry): string | undefined {
  if (entry.isEncrypted()) return 'is encrypted';
  if (entry.compressionMethod === DEFLATE64) return 'is packed by a method of Windows (Deflate64) that is not read';
  return entry.compressionMethod === 0 || entry.compressionMethod === 8
    ? undefined
    : `is packed by a method that is not read (${entry.compressionMethod})`;
}

const isFolder = ({ fileName }: Entry): boolean => fileName.endsWith('/');

/** Entries may share their bytes, so that all of them are held against the whole archive, too. */
function isBomb(unpacked: number, packed: number): boolean {
  return unpacked > HARMLESS_BYTES && unpacked > packed * MOST_GROWTH;
}

async function* unpack(zip: ZipFile, entry: Entry, file: string): AsyncGenerator<Uint8Array> {
  const at = `${file}/${entry.fileName}`;
  let sum = 0;
  const stream = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw damaged(at, error);
  });
  const chunks: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await chunks.next().catch((error: unknown) => {
        throw damaged(at, error);
      });
      if (done) break;
      sum = crc32(value, sum);
      yield value;
    }
    if (sum !== entry.crc32) throw damaged(at, undefined);
  } finally {
    stream.destroy();
  }
}

async function listEntries(zip: ZipFile, { file, wants }: ZipOptions): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = [];
  const problems: string[] = [];
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    if (isFolder(entry) || !wants(entry.fileName)) continue;
    const refusal = refusalOf(entry);
    if (refusal !== undefined) problems.push(`${entry.fileName} ${refusal}`);
    unpacked += entry.uncompressedSize;
    if (isBomb(entry.uncompressedSize, entry.compressedSize) || isBomb(unpacked, zip.fileSize))
      problems.push(`${entry.fileName} would grow more than ${MOST_GROWTH} times`);
    entries.push({
      path: entry.fileName,
      size: entry.uncompressedSize,
      bytes: () => unpack(zip, entry, file),
    });
  }
  const hint = 'unpack it and name the folder';
  if (problems.length > 0) throw new SourceError(problems.map((message) => ({ message, hint, at: { file } })));
  return entries;
}

/**
 * Opens a zip archive of any size and lists what is wanted of it. Nothing is unpacked before it is read, and nothing is
 * ever written. Throws `SourceError` for what is no archive, is damaged, encrypted, packed in an unknown way, or would
 * grow beyond reason.
 */
export async function openZip(path: string, options: ZipOptions): Promise<Zip> {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw damaged(options.file, error);
  });
  const close = async (): Promise<void> => zip.close();
  try {
    return { entries: await listEntries(zip, options), close };
  } catch (error) {
    await close();
    throw error instanceof SourceError ? error : damaged(options.file, error);
  }
}
