import { CHUNK_BYTES } from './byte-stream.ts';

const LF = 10;

/** The part of a stream that is in memory. Positions are offsets into `bytes`. */
export interface ByteWindow {
  bytes: Buffer;
  /** Where what has not been read yet begins. */
  at: number;
  /** `bytes[end]` is a line feed that is not part of the text, so that no search needs to look for `end`. */
  end: number;
  /** Nothing follows this window. */
  final: boolean;
}

export function emptyWindow(): ByteWindow {
  return { bytes: Buffer.of(LF), at: 0, end: 0, final: false };
}

/**
 * Fills a window from a stream, and stops each time that it is full or the stream has ended. What has not been read
 * by then stays; a line that fills more than half of the window doubles it, so that a long line is not searched again
 * for every chunk. Chunks are copied: their size changes nothing, and none is kept.
 */
export async function* fillWindow(window: ByteWindow, stream: AsyncIterable<Uint8Array>): AsyncGenerator<void> {
  window.bytes = Buffer.allocUnsafeSlow(CHUNK_BYTES + 1);
  for await (const chunk of stream) {
    for (let taken = 0; taken < chunk.length; ) {
      taken += append(window, chunk.subarray(taken));
      if (window.end === window.bytes.length - 1) {
        yield;
        keepRest(window);
      }
    }
  }
  window.final = true;
  window.bytes[window.end] = LF;
  yield;
}

/** Copies what fits; the last byte is kept for the line feed that ends every search. */
function append(window: ByteWindow, chunk: Uint8Array): number {
  const fits = chunk.subarray(0, window.bytes.length - 1 - window.end);
  window.bytes.set(fits, window.end);
  window.end += fits.length;
  window.bytes[window.end] = LF;
  return fits.length;
}

function keepRest(window: ByteWindow): void {
  const rest = window.bytes.subarray(window.at, window.end);
  if (rest.length * 2 >= window.bytes.length) window.bytes = Buffer.allocUnsafeSlow(window.bytes.length * 2);
  window.bytes.set(rest, 0);
  window.end = rest.length;
  window.bytes[window.end] = LF;
  window.at = 0;
}
