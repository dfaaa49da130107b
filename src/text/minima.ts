/** How many minima stand for a text: they estimate a similarity of 0.9 with a standard error of 0.027 (Broder 1997). */
export const MINIMA = 128;

const FNV_PRIME = 0x01000193;
const GOLDEN = 0x9e3779b9;
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

/** Words of 32 bits that a sketch takes: two bits for each minimum. */
export const SKETCH = (MINIMA * 2) / 32;
const PER_WORD = MINIMA / SKETCH;
const FIRST_OF_PAIRS = 0x55555555;

/** Two bits of each of the minima, written into `sketches` from `start`: equal minima have equal ones. */
export function sketch(minima: Int32Array, sketches: Int32Array, start: number): void {
  for (let word = 0; word < SKETCH; word++) {
    let bits = 0;
    for (let at = word * PER_WORD; at < (word + 1) * PER_WORD; at++)
      bits = (bits << 2) | (Math.imul(minima[at] ?? 0, GOLDEN) >>> 30);
    sketches[start + word] = bits;
  }
}

/** False where two sketches, which begin at `a` and `b`, show that fewer than `least` minima are equal. */
export function mayAgree(sketches: Int32Array, a: number, b: number, least: number): boolean {
  let spare = MINIMA - least;
  for (let word = 0; word < SKETCH; word++) {
    const differing = (sketches[a + word] ?? 0) ^ (sketches[b + word] ?? 0);
    if (differing === 0) continue;
    spare -= onesIn((differing | (differing >>> 1)) & FIRST_OF_PAIRS);
    if (spare < 0) return false;
  }
  return true;
}

/** Bits that are set, of which there is one in a pair at most. */
function onesIn(pairs: number): number {
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Whether so many of the minima of two texts are equal at least. Looks at no more of them than it takes. */
export function agree(a: Int32Array, b: Int32Array, least: number): boolean {
  let spare = MINIMA - least;
  for (let at = 0; at < MINIMA; at++) if (a[at] !== b[at] && --spare < 0) return false;
  return true;
}
