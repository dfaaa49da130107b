import { MOST_NUMBERED, UNNUMBERED } from './spellings.ts';
import type { Token } from './tokens.ts';

const UNKNOWN = -1;

/**
 * What is known of single words, as up to 31 bits: worked out once for each word that has a number, so that asking again
 * takes no more than a look into a table. `work` must say the same of tokens of the same kind and text.
 */
export function createWordBits(work: (token: Token) => number): (token: Token) => number {
  const known = new Int32Array(MOST_NUMBERED).fill(UNKNOWN);
  return (token) => {
    if (token.id === UNNUMBERED) return work(token);
    const bits = known[token.id] ?? UNKNOWN;
    if (bits !== UNKNOWN) return bits;
    const fresh = work(token);
    known[token.id] = fresh;
    return fresh;
  };
}
