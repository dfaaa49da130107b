import { createReadStream } from 'node:fs';
import { SourceError, UserError } from './errors.ts';

/** A path, or any stream of byte chunks (a zip entry, a response body). */
export type ByteSource = AsyncIterable<Uint8Array> | string;

/** Bytes read per chunk: large enough that the cost per chunk vanishes, small against any row limit. */
export const CHUNK_BYTES = 256 * 1024;

/** A stream of chunks that can be given up before its end, even before it was started. */
export interface ByteStream extends AsyncIterable<Uint8Array> {
  close(): Promise<void>;
}

/**
 * Opens a source for one pass. A path that does not exist is a `UserError`, one that cannot be read a `SourceError`;
 * both arise at the first read.
 */
export function openBytes(source: ByteSource): ByteStream {
  const chunks = (typeof source === 'string' ? fileChunks(source) : source)[Symbol.asyncIterator]();
  return onePass([], chunks);
}

/** The first `bytes` bytes (fewer at the end of the source: `whole`), and the stream with those bytes put back. */
export async function peek(
  stream: ByteStream,
  bytes: number,
): Promise<{ readonly head: Buffer; readonly whole: boolean; readonly stream: ByteStream }> {
  const chunks = stream[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let size = 0;
  let whole = false;
  while (size <= bytes && !whole) {
    const { done, value } = await chunks.next();
    if (done) whole = true;
    else {
      taken.push(value);
      size += value.length;
    }
  }
  const head = Buffer.concat(taken);
  return { head: head.subarray(0, bytes), whole, stream: onePass([head], chunks) };
}

async function* fileChunks(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) yield chunk;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw new UserError({ message: 'there is no such file', at: { file } });
    throw new SourceError({ message: `cannot be read${code && ` (${code})`}`, at: { file } }, { cause: error });
  }
}

/** Not a generator: `return` must reach the file even when no chunk was ever asked for. */
function onePass(first: Uint8Array[], rest: AsyncIterator<Uint8Array>): ByteStream {
  const iterator: AsyncIterator<Uint8Array> = {
    next: async () => {
      const value = first.shift();
      return value ? { done: false, value } : rest.next();
    },
    return: async () => {
      first.length = 0;
      await rest.return?.();
      return { done: true, value: undefined };
    },
  };
  return {
    [Symbol.asyncIterator]: () => iterator,
    close: async () => {
      await iterator.return?.();
    },
  };
}
