import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';

/** A part of a list as it is stored: compressed, and named by what is in it, so that the same page is kept once. */
export interface Page {
  /** SHA-256 of the text, in hexadecimal digits. */
  readonly hash: string;
  /** Bytes of the text. */
  readonly size: number;
  readonly bytes: Uint8Array;
}

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Characters of JSON to a page: enough for items to share what they have in common, little enough to hold in memory. */
const PAGE_LENGTH = 1 << 20;

/** Quality 5 keeps 2,000 findings in 38 bytes each at 150 MB/s; 9 saves 2 % more and takes four times as long. */
const QUALITY = 5;

/** More than a page can hold: a damaged one must not fill the memory. */
const MOST_BYTES = 1 << 29;

export const hashOf = (text: Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** Cuts a list into JSON texts of lists. An empty list has none. */
export function* pageTexts(items: Iterable<unknown>): Generator<string> {
  let texts: string[] = [];
  let length = 0;
  for (const item of items) {
    const text = JSON.stringify(item);
    texts.push(text);
    length += text.length + 1;
    if (length < PAGE_LENGTH) continue;
    yield `[${texts.join(',')}]`;
    texts = [];
    length = 0;
  }
  if (texts.length > 0) yield `[${texts.join(',')}]`;
}

export async function packPage(text: string): Promise<Page> {
  const raw = Buffer.from(text);
  const bytes = await compress(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  });
  return { hash: hashOf(raw), size: raw.length, bytes };
}

/** The text of a page; `undefined` where it is not what its hash says. */
export async function unpackPage({ hash, size, bytes }: Page): Promise<string | undefined> {
  try {
    const raw = await decompress(bytes, { maxOutputLength: Math.min(Math.max(size, 1), MOST_BYTES) });
    return hashOf(raw) === hash ? raw.toString() : undefined;
  } catch {
    return undefined;
  }
}
