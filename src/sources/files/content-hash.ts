import { createHash } from 'node:crypto';
import type { Value } from './cell.ts';

/** Values gathered before they are hashed: a call for every value would cost more than the hash. */
const ENOUGH = 1024;

/** Stands between values. Rows with it in a text are set aside (CSV) or have it doubled (JSON), so nothing can fake it. */
const BETWEEN = '\0';

/**
 * The hash of what was read: of values, not of bytes, so that line ends, quotes and the order of columns do not count.
 * Rows are told by their values alone, in the order of the fields that were told before them.
 */
export interface ContentHash {
  /** What rows follow, and which fields they have. */
  head: (tag: string, fields: readonly string[]) => void;
  value: (value: Value) => void;
  /** `sha256:` and 64 hexadecimal digits. */
  digest: () => string;
}

/** What is not known is unlike any text, and so is blank: a text is never empty. */
function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (value === undefined) return '\u0001?';
  return typeof value === 'object' ? value.join('\u0001') : String(value);
}

/** Where nobody asks for it. */
export const noContentHash: ContentHash = { head: () => {}, value: () => {}, digest: () => '' };

export function startContentHash(): ContentHash {
  const hash = createHash('sha256');
  const values: string[] = [];
  let digest: string | undefined;
  const flush = (): void => {
    values.push('');
    hash.update(values.join(BETWEEN));
    values.length = 0;
  };
  return {
    head: (tag, fields) => {
      values.push(`#${tag} ${fields.join(' ')}`);
    },
    value: (value) => {
      values.push(textOf(value));
      if (values.length >= ENOUGH) flush();
    },
    digest: () => {
      if (values.length > 0) flush();
      digest ??= `sha256:${hash.digest('hex')}`;
      return digest;
    },
  };
}
