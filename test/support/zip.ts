import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** 8 (deflate) by default; 0 stores. Any other number is written as it is, the content being stored. */
  readonly method?: number;
  readonly isEncrypted?: boolean;
  /** Instead of the true size. */
  readonly size?: number;
}

interface Written {
  readonly local: Buffer;
  readonly data: Uint8Array;
  readonly central: Buffer;
}

const SIGNATURE = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;

/** What the local and the central header of an entry have in common: version to name length. */
function shared({ method = 8, isEncrypted = false, size }: ZipFile, name: Buffer, content: Buffer, packed: Uint8Array) {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE((isEncrypted ? 1 : 0) | 0x800, 2);
  header.writeUInt16LE(method, 4);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(size ?? content.length, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}

function entryOf(file: ZipFile, offset: number): Written {
  const name = Buffer.from(file.path);
  const content = Buffer.from(file.content);
  const data = (file.method ?? 8) === 8 ? deflateRawSync(content) : content;
  const header = shared(file, name, content, data);
  const local = Buffer.concat([Buffer.alloc(4), header, name]);
  local.writeUInt32LE(SIGNATURE.local, 0);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  const central = Buffer.concat([Buffer.alloc(6), header, rest, name]);
  central.writeUInt32LE(SIGNATURE.central, 0);
  central.writeUInt16LE(20, 4);
  return { local, data, central };
}

/** A zip archive of these files, written plainly: no dates, no comments, no zip64. */
export function zipOf(files: readonly ZipFile[]): Buffer {
  const written: Written[] = [];
  let offset = 0;
  for (const file of files) {
    const entry = entryOf(file, offset);
    written.push(entry);
    offset += entry.local.length + entry.data.length;
  }
  const central = Buffer.concat(written.map((entry) => entry.central));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(SIGNATURE.end, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...written.flatMap(({ local, data }) => [local, data]), central, end]);
}

/** The same from names and contents. */
export const zipOfRecord = (files: Readonly<Record<string, string | Uint8Array>>): Buffer =>
  zipOf(Object.entries(files).map(([path, content]) => ({ path, content })));
