import { isAscii, isUtf8 } from 'node:buffer';

/** The encodings that CRM exports and spreadsheets write. ISO-8859-1 is read as windows-1252, its superset. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Bytes to look at before deciding on an encoding. */
export const ENCODING_SAMPLE_BYTES = 1024 * 1024;

export interface DetectedEncoding {
  readonly encoding: Encoding;
  /** `false` when all was ASCII: the first byte beyond ASCII, however late, then decides. */
  readonly certain: boolean;
}

const BYTE_ORDER_MARKS: readonly { readonly encoding: Encoding; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/**
 * The encoding of a text by its first bytes; `whole` when they are all there is. A byte-order mark decides; then
 * the zero bytes of UTF-16; then UTF-8 against windows-1252. A text with at least as many UTF-8 sequences as bytes that
 * break UTF-8 is UTF-8 with broken rows, since reading it as windows-1252 would garble every accent that is right.
 */
export function detectEncoding({
  head,
  whole,
}: {
  readonly head: Uint8Array;
  readonly whole: boolean;
}): DetectedEncoding {
  const mark = BYTE_ORDER_MARKS.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte));
  if (mark) return { encoding: mark.encoding, certain: true };
  const utf16 = detectUtf16(head);
  if (utf16) return { encoding: utf16, certain: true };
  if (isAscii(head)) return { encoding: 'utf-8', certain: false };
  const text = whole ? head : wholeCharacters(head);
  if (isUtf8(text)) return { encoding: 'utf-8', certain: true };
  return { encoding: mostlyUtf8(text) ? 'utf-8' : 'windows-1252', certain: true };
}

/** Western text in UTF-16 has a zero in one half of most of its pairs of bytes, and hardly any in the other. */
function detectUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros: [number, number] = [0, 0];
  for (let i = head.indexOf(0); i >= 0; i = head.indexOf(0, i + 1)) zeros[i % 2 === 0 ? 0 : 1]++;
  const most = head.length * 0.2;
  const least = head.length * 0.02;
  if (zeros[1] > most && zeros[0] <= least) return 'utf-16le';
  if (zeros[0] > most && zeros[1] <= least) return 'utf-16be';
  return undefined;
}

/** How many bytes a UTF-8 sequence has by its first byte; 0 for a byte that cannot begin one. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2 || byte > 0xf4) return 0;
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/** Whether all of the bytes are UTF-8; unless they are the last ones (`final`), a sequence may be cut at their end. */
export function isUtf8Part(bytes: Uint8Array, final: boolean): boolean {
  return isUtf8(final ? bytes : wholeCharacters(bytes));
}

/** The bytes without a UTF-8 sequence that was cut at their end. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

function mostlyUtf8(bytes: Uint8Array): boolean {
  let right = 0;
  let broken = 0;
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] ?? 0;
    const length = sequenceLength(byte);
    const fits = length === 1 || (length > 1 && isUtf8(bytes.subarray(i, i + length)));
    if (!fits) broken++;
    else if (length > 1) right++;
    i += fits ? length : 1;
  }
  return right >= broken;
}

/** What windows-1252 has at 0x80–0x9F; the five gaps stay control characters, as in the WHATWG encoding standard. */
const WINDOWS_1252_HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * Decodes windows-1252 bytes. Not through `TextDecoder`, which on many versions of Node 20 to 24 reads 0x80–0x9F as
 * control characters (nodejs/node issue 56542).
 */
export function decodeWindows1252(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('latin1', start, end);
  return text.replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252_HIGH.charAt(char.charCodeAt(0) - 0x80));
}

/** The stream as UTF-8 (or windows-1252, which passes as it is), without byte-order mark. */
export async function* toUtf8(stream: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  if (encoding === 'windows-1252') yield* stream;
  else if (encoding === 'utf-8') yield* withoutMark(stream);
  else yield* withoutMark(utf16ToUtf8(stream, encoding === 'utf-16be'));
}

async function* withoutMark(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of stream) {
    if (!head) yield chunk;
    else {
      head = Buffer.concat([head, chunk]);
      if (head.length >= 3) {
        yield afterMark(head);
        head = undefined;
      }
    }
  }
  if (head) yield head;
}

const afterMark = (head: Buffer): Buffer =>
  head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head;

/** A byte that UTF-8 never has: it marks what UTF-16 left undecodable, so that the row is set aside later on. */
const BROKEN = Buffer.of(0xff);

async function* utf16ToUtf8(stream: AsyncIterable<Uint8Array>, bigEndian: boolean): AsyncGenerator<Uint8Array> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    const bytes = Buffer.concat([rest, chunk]);
    const text = decodeUnits(bytes.subarray(0, bytes.length & ~1), bigEndian);
    const cut = isHighSurrogate(text.charCodeAt(text.length - 1)) ? 1 : 0;
    rest = bytes.subarray((text.length - cut) * 2);
    yield encodeUtf8(text.slice(0, text.length - cut));
  }
  if (rest.length > 0) yield BROKEN;
}

function decodeUnits(bytes: Buffer, bigEndian: boolean): string {
  return bigEndian ? Buffer.from(bytes).swap16().toString('utf16le') : bytes.toString('utf16le');
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

function encodeUtf8(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  if (!bytes.includes('\ufffd')) return bytes;
  const pieces = text.split(/\p{Surrogate}/u).map((piece) => Buffer.from(piece, 'utf8'));
  return Buffer.concat(pieces.flatMap((piece, i) => (i === 0 ? [piece] : [BROKEN, piece])));
}
