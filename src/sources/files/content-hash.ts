import { createHash } from 'node:crypto';
import type { Value } from './cell.ts';

/** Characters gathered before they are hashed: a call for every row would cost more than the hash. */
const ENOUGH = 256 * 1024;

/** The hash of what was read: of values, not of bytes, so that line ends, quotes and the order of columns do not count. */
export interface ContentHash {
  add: (content: string) => void;
  /** `sha256:` and 64 hexadecimal digits. */
  digest: () => string;
}

export function startContentHash(): ContentHash {
  const hash = createHash('sha256');
  let content = '';
  let digest: string | undefined;
  return {
    add: (more) => {
      content += more;
      if (content.length < ENOUGH) return;
      hash.update(content);
      content = '';
    },
    digest: () => {
      digest ??= `sha256:${hash.update(content).digest('hex')}`;
      return digest;
    },
  };
}

/** A value such that no two values, and no two rows of them, read alike. */
export function contentOf(value: Exclude<Value, undefined>): string {
  if (typeof value === 'string') return `${value.length}:${value}`;
  if (value === null || typeof value !== 'object') return `${value};`;
  return `[${value.map(contentOf).join('')}]`;
}
