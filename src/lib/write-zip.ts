import { constants, crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive to be: its text comes in pieces, and no more of it is held than a piece and what it packs to. */
export interface ZipPart {
  readonly path: string;
  readonly text: Iterable<string>;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;
const UTF8_NAMES = 0x800;
const VERSION = 20;
/** 1 January 1980, the first day that zip knows: equal content gives equal archives. */
const NO_TIME = 0;
const NO_DATE = 0x21;

/** Characters that are packed together: each piece ends on a byte of its own, which costs five bytes. */
const PIECE = 1 << 20;

interface Packed {
  readonly pieces: readonly Uint8Array[];
  readonly crc: number;
  readonly size: number;
  readonly packedSize: number;
}

function* inPieces(text: Iterable<string>): Generator<string> {
  let waiting: string[] = [];
  let length = 0;
  for (const one of text) {
    waiting.push(one);
    length += one.length;
    if (length < PIECE) continue;
    yield waiting.join('');
    waiting = [];
    length = 0;
  }
  if (length > 0) yield waiting.join('');
}

/** Pieces that end without the mark of the last one can be put one after another: together they are one stream. */
function pack(text: Iterable<string>): Packed {
  const pieces: Uint8Array[] = [];
  let [crc, size] = [0, 0];
  const add = (bytes: Uint8Array, finishFlush: number): void => {
    crc = crc32(bytes, crc);
    size += bytes.length;
    pieces.push(deflateRawSync(bytes, { finishFlush }));
  };
  for (const piece of inPieces(text)) add(Buffer.from(piece), constants.Z_SYNC_FLUSH);
  add(Buffer.alloc(0), constants.Z_FINISH);
  return { pieces, crc, size, packedSize: pieces.reduce((sum, { length }) => sum + length, 0) };
}

/** What the local and the central header have in common: from the version to the length of the name. */
function shared(name: Buffer, { crc, size, packedSize }: Packed): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(UTF8_NAMES, 2);
  header.writeUInt16LE(DEFLATED, 4);
  header.writeUInt16LE(NO_TIME, 6);
  header.writeUInt16LE(NO_DATE, 8);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(packedSize, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}

const signed = (signature: number, ...rest: readonly Uint8Array[]): Buffer => {
  const start = Buffer.alloc(4);
  start.writeUInt32LE(signature);
  return Buffer.concat([start, ...rest]);
};

function centralHeader(name: Buffer, packed: Packed, offset: number): Buffer {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(VERSION);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return signed(CENTRAL, madeBy, shared(name, packed), rest, name);
}

function end(count: number, size: number, offset: number): Buffer {
  const rest = Buffer.alloc(18);
  rest.writeUInt16LE(count, 4);
  rest.writeUInt16LE(count, 6);
  rest.writeUInt32LE(size, 8);
  rest.writeUInt32LE(offset, 12);
  return signed(END, rest);
}

/**
 * A zip archive, piece by piece: one file after the other is packed and handed out. Without times, so that equal content
 * gives equal bytes; each file and the whole must stay below 4 GiB.
 */
export function* writeZip(parts: Iterable<ZipPart>): Generator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, text } of parts) {
    const name = Buffer.from(path);
    const packed = pack(text);
    const local = signed(LOCAL, shared(name, packed), name);
    directory.push(centralHeader(name, packed, offset));
    yield local;
    yield* packed.pieces;
    offset += local.length + packed.packedSize;
  }
  const central = Buffer.concat(directory);
  yield central;
  yield end(directory.length, central.length, offset);
}
