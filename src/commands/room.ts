import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { parseByteSize } from '../lib/byte-size.ts';
import { UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import { dataSize } from '../sources/files/size.ts';
import { oneOf, type Typed } from './command.ts';
import { openConfig } from './workbench.ts';

const MB = 2 ** 20;

/** With less, the program cannot even begin. */
const LEAST = 32 * MB;

/** Files of less than this are judged well within what Node gives any process. */
const BIG = 200 * MB;

/** The share of the machine's memory that big files may take where nobody says otherwise. */
const SHARE = 0.6;

/** The folder or file that is read, where one is named; whoever opens it tells what is wrong with it. */
function pathFrom(typed: Typed, io: Io): string | undefined {
  const written = oneOf(typed, 'source');
  if (written !== undefined) return resolve(io.cwd, written);
  try {
    const { source } = openConfig(typed, io);
    return source?.kind === 'path' ? source.path : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The megabytes that the objects of a thread may take, by `--max-memory` or by how much there is to read; `undefined`
 * where what Node gives will do. Throws a `UserError` for what is no size.
 */
export function roomFor(typed: Typed, io: Io): number | undefined {
  const written = oneOf(typed, 'maxMemory');
  if (written === undefined) {
    const path = pathFrom(typed, io);
    if (path === undefined || dataSize(path) < BIG) return undefined;
    return Math.floor(Math.max(totalmem() * SHARE, getHeapStatistics().heap_size_limit) / MB);
  }
  const bytes = parseByteSize(written);
  if (bytes !== undefined && bytes >= LEAST) return Math.floor(bytes / MB);
  throw new UserError({
    message: `--max-memory: expected a size of ${LEAST / MB}MB or more, such as 8GB, found "${written}"`,
  });
}
