import { createHash } from 'node:crypto';
import type { ContentHash } from '../files/content-hash.ts';

const WORDS = 8;

/**
 * The hash of rows whatever order they come in: that of each row is added to the sum of all. CRMs promise no order,
 * and the same records must be the same data.
 */
export function startUnorderedHash(): ContentHash {
  const sum = new Uint32Array(WORDS);
  let head = '';
  let width = 0;
  let values: string[] = [];
  const add = (): void => {
    const digest = createHash('sha256')
      .update(JSON.stringify([head, values]))
      .digest();
    for (let at = 0; at < WORDS; at++) sum[at] = (sum[at] ?? 0) + digest.readUInt32BE(at * 4);
    values = [];
  };
  return {
    head: (tag, fields) => {
      if (values.length > 0) add();
      head = `#${tag} ${fields.join(' ')}`;
      width = fields.length;
    },
    value: (value) => {
      // What is not known is unlike any text.
      values.push(value === undefined ? '\u0001?' : JSON.stringify(value));
      if (values.length >= width) add();
    },
    digest: () => {
      if (values.length > 0) add();
      const hex = [...sum].map((word) => word.toString(16).padStart(8, '0')).join('');
      return `sha256:${createHash('sha256').update(hex).digest('hex')}`;
    },
  };
}
