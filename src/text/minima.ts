/** How many minima stand for a text: they estimate a similarity of 0.9 with a standard error of 0.027 (Broder 1997). */
export const MINIMA = 128;

const FNV_PRIME = 0x01000193;
const SIGN = 0x80000000;

/** The finalizer of MurmurHash3: every bit of the input reaches every bit of the output. */
export function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

// Seeds and odd factors of the hash functions, one of each for every minimum.
const SEEDS = Int32Array.from({ length: MINIMA }, (_, at) => mix(at + 1));
const FACTORS = Int32Array.from({ length: MINIMA }, (_, at) => mix(at + 1 + MINIMA) | 1);

/**
 * The least value of each hash function over the first `count` hashes, as 32 bits each. The least is that of unsigned
 * numbers, found among signed ones with the sign turned, which stay whole numbers for the processor.
 */
export function minimaOf(hashes: Int32Array, count: number, into: Int32Array): void {
  for (let at = 0; at < MINIMA; at += 2) {
    const seed = SEEDS[at] ?? 0;
    const factor = FACTORS[at] ?? 0;
    const nextSeed = SEEDS[at + 1] ?? 0;
    const nextFactor = FACTORS[at + 1] ?? 0;
    let least = ~SIGN;
    let nextLeast = ~SIGN;
    for (let word = 0; word < count; word++) {
      const hash = hashes[word] ?? 0;
      least = Math.min(least, Math.imul(hash ^ seed, factor) ^ SIGN);
      nextLeast = Math.min(nextLeast, Math.imul(hash ^ nextSeed, nextFactor) ^ SIGN);
    }
    into[at] = least ^ SIGN;
    into[at + 1] = nextLeast ^ SIGN;
  }
}

/** A hash of the minima from `from` up to, not including, `to`. */
export function bandHash(minima: Int32Array, from: number, to: number): number {
  let hash = from;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (minima[at] ?? 0), FNV_PRIME);
  return mix(hash);
}

/** Whether so many of the minima of two texts are equal at least. Looks at no more of them than it takes. */
export function agree(a: Int32Array, b: Int32Array, least: number): boolean {
  let spare = MINIMA - least;
  for (let at = 0; at < MINIMA; at++) if (a[at] !== b[at] && --spare < 0) return false;
  return true;
}
