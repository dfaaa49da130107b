import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DATA, ZIP } from './folder.ts';

/** Unpacked, exports take five to ten times what they take in an archive. */
const GROWTH = 7;

const bytesOf = (path: string): number =>
  ZIP.test(path) ? GROWTH * statSync(path).size : DATA.test(path) ? statSync(path).size : 0;

/** About how many bytes of data a path holds, as far as names and sizes of files tell; 0 where it cannot be read. */
export function dataSize(path: string): number {
  try {
    if (!statSync(path).isDirectory()) return bytesOf(path);
    return readdirSync(path).reduce((bytes, name) => bytes + bytesOf(join(path, name)), 0);
  } catch {
    // Whoever reads it says what is wrong.
    return 0;
  }
}
