import { open } from 'node:fs/promises';

/** A file that rows are appended to. It is open only while they are. */
export interface KeptFile {
  readonly hasBegun: () => boolean;
  /** Nothing more is kept: the disk refused, or another run goes on with the same file. */
  readonly isGivenUp: () => boolean;
  readonly append: (lines: readonly string[]) => Promise<void>;
}

export interface KeptFileOptions {
  /** Bytes of it that stand already; `undefined` when it is new. */
  readonly standing: number | undefined;
  /** The first line of a new one. */
  readonly head: string;
  readonly prepare: () => Promise<void>;
  readonly notify: (line: string) => void;
}

/** Keeping rows is a convenience: where it fails, the run goes on, and says once that it would begin anew. */
export function createKeptFile(path: string, { standing, head, prepare, notify }: KeptFileOptions): KeptFile {
  /** Bytes that this run knows of: any others are of a run beside it. */
  let size = standing;
  let isGivenUp = false;

  const write = async (text: string): Promise<void> => {
    if (size === undefined) await prepare();
    const file = await open(path, size === undefined ? 'ax' : 'a', 0o600);
    try {
      const before = size ?? 0;
      if ((await file.stat()).size !== before) throw new Error('another run writes to it');
      const { bytesWritten } = await file.write(text);
      size = before + bytesWritten;
      if (bytesWritten !== Buffer.byteLength(text)) throw new Error('not all of it was written');
    } finally {
      await file.close();
    }
  };

  return {
    hasBegun: () => size !== undefined,
    isGivenUp: () => isGivenUp,
    append: async (lines) => {
      try {
        await write(size === undefined ? [head, ...lines].join('') : lines.join(''));
      } catch (error) {
        isGivenUp = true;
        const reason = error instanceof Error && 'code' in error ? String(error.code) : 'it changed meanwhile';
        notify(`what is pulled cannot be kept (${reason}): an interrupted run would begin anew`);
      }
    },
  };
}
