import { createMinimaTable, MINIMA, type MinimaTable } from './minima.ts';

/** Which texts are nearly the same; each group holds the ids of at least two texts. */
export type NearDuplicates = {
  /** Adds a text under its id. The same id again with other words replaces nothing: the first text counts. */
  readonly add: (id: string, text: string) => void;
  /** Takes over all texts of another collection, as built by a worker or an earlier pull. */
  readonly merge: (other: NearDuplicates) => void;
  /** Groups of ids, each sorted, sorted by their first id; the same whatever the order of adding and merging. */
  readonly groups: () => readonly (readonly string[])[];
  /** What has been added so far, for `merge`. */
  readonly entries: () => Iterable<readonly [id: string, signature: Signature]>;
};

export type NearDuplicateOptions = {
  /** Least share of words in common, repetitions included (Jaccard similarity), above 0 and up to 1. */
  readonly threshold: number;
};

/** A text in brief: short ones whole, longer ones as the minima of many hashes over their words. */
type Signature = { readonly exact: string } | { readonly minima: Uint32Array };

/** Shorter texts, normalized, count as near only when equal: one word more is a tenth of them. House. */
const SHORT = 40;
/** Only so much of a text is compared; a copy that long is a copy. */
const COMPARED_CHARACTERS = 10_000;
/** Comparisons within one bucket: bounds the work on texts made to collide, far above what real notes need. */
const MOST_COMPARED = 64;
const WORD = /[\p{L}\p{M}\p{Nd}]+/gu;

/** A short text as it is, or the row of the minima of a longer one. */
type Known = string | number;

/**
 * Collects texts and groups near-duplicates by MinHash and locality-sensitive hashing, in near-linear time: texts that
 * agree in one band of minima are compared, all others never meet. Case, whitespace and punctuation do not matter;
 * words, names and digits do. Two texts belong together when they are similar, or both similar to a third.
 * Throws a RangeError on a threshold outside (0, 1].
 */
export function createNearDuplicates({ threshold }: NearDuplicateOptions): NearDuplicates {
  if (!(threshold > 0 && threshold <= 1))
    throw new RangeError(`a threshold between 0 and 1 is needed, not ${threshold}`);
  const known = new Map<string, Known>();
  const table = createMinimaTable();
  const take = (id: string, signature: Signature): void =>
    void known.set(id, 'exact' in signature ? signature.exact : table.add(signature.minima));
  return {
    add(id, text) {
      if (known.has(id)) return;
      const signature = signatureOf(text);
      if (signature) take(id, signature);
    },
    merge(other) {
      for (const [id, signature] of other.entries()) if (!known.has(id)) take(id, signature);
    },
    *entries() {
      for (const [id, one] of known) yield [id, typeof one === 'string' ? { exact: one } : { minima: table.of(one) }];
    },
    groups: () => groupsOf([...known].sort(byId), { table, threshold }),
  };
}

type Entry = readonly [id: string, known: Known];

/** What longer texts are compared by. */
interface Measure {
  readonly table: MinimaTable;
  readonly threshold: number;
}

function byId([a]: Entry, [b]: Entry): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The most rows a band may have so that a pair at the threshold shares some band in 99.9 of 100 cases: longer bands
 * bring fewer chance meetings.
 */
function rowsPerBand(threshold: number): number {
  for (let rows = 16; rows > 1; rows /= 2) if ((1 - threshold ** rows) ** (MINIMA / rows) < 0.001) return rows;
  return 1;
}

function signatureOf(text: string): Signature | undefined {
  const words = text.slice(0, COMPARED_CHARACTERS).toLowerCase().normalize('NFKC').match(WORD);
  if (words === null) return undefined;
  const exact = words.join(' ');
  return exact.length < SHORT ? { exact } : { minima: minimaOf(words) };
}

/** Worked out in here for one text after the other. */
const minima = new Uint32Array(MINIMA);

function minimaOf(words: readonly string[]): Uint32Array {
  minima.fill(0xffffffff);
  const times = new Map<string, number>();
  for (const word of words) {
    const time = (times.get(word) ?? 0) + 1;
    times.set(word, time);
    const hash = mix(hashOf(word) + Math.imul(time, 0x9e3779b9));
    for (let at = 0; at < MINIMA; at++) {
      const value = Math.imul(hash ^ (SEEDS[at] ?? 0), FACTORS[at] ?? 1) >>> 0;
      if (value < (minima[at] ?? 0)) minima[at] = value;
    }
  }
  return minima;
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** The finalizer of MurmurHash3: every bit of the input reaches every bit of the output. */
function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

// Seeds and odd factors of the hash functions, one of each for every minimum.
const SEEDS = Uint32Array.from({ length: MINIMA }, (_, at) => mix(at + 1));
const FACTORS = Uint32Array.from({ length: MINIMA }, (_, at) => mix(at + 1 + MINIMA) | 1);

function groupsOf(entries: readonly Entry[], measure: Measure): readonly (readonly string[])[] {
  const parents = Int32Array.from(entries, (_, at) => at);
  joinEqual(entries, parents);
  const places = entries.flatMap(([, known], at) => (typeof known === 'number' ? [at] : []));
  const rows = entries.flatMap(([, known]) => (typeof known === 'number' ? [known] : []));
  joinSimilar({ places, rows }, parents, measure);
  const groups = new Map<number, string[]>();
  for (const [at, [id]] of entries.entries()) {
    const root = rootOf(parents, at);
    const group = groups.get(root);
    if (group) group.push(id);
    else groups.set(root, [id]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** Short texts belong together when their words are the same. */
function joinEqual(entries: readonly Entry[], parents: Int32Array): void {
  const firsts = new Map<string, number>();
  for (const [at, [, known]] of entries.entries()) {
    if (typeof known === 'number') continue;
    const first = firsts.get(known);
    if (first === undefined) firsts.set(known, at);
    else join(parents, first, at);
  }
}

/** The longer texts, in order: where they stand among all, and the rows of their minima. */
interface Long {
  readonly places: readonly number[];
  readonly rows: readonly number[];
}

function joinSimilar(long: Long, parents: Int32Array, { table, threshold }: Measure): void {
  const rows = rowsPerBand(threshold);
  const least = Math.ceil(threshold * MINIMA);
  for (let band = 0; band < MINIMA; band += rows)
    for (const bucket of bucketsOf(long, (row) => mix(table.hash(row, band, band + rows))))
      joinWithin(long, parents, bucket, (a, b) => table.agree(a, b, least));
}

/**
 * Texts that agree in one band of minima, in order. The hash of the band and the place of the text make up one number
 * each, and sorted they stand side by side: a tenth of the time and memory of a table of buckets.
 */
function* bucketsOf({ rows }: Long, hashOfBand: (row: number) => number): Generator<readonly number[]> {
  const places = 2 ** Math.ceil(Math.log2(rows.length + 1));
  const hashes = Math.min(2 ** 32, Number.MAX_SAFE_INTEGER / places);
  const keys = new Float64Array(rows.length);
  for (const [place, row] of rows.entries())
    keys[place] = Math.floor((hashOfBand(row) / 2 ** 32) * hashes) * places + place;
  keys.sort();
  let bucket: number[] = [];
  let last = -1;
  for (const key of keys) {
    const hash = Math.floor(key / places);
    if (hash !== last && bucket.length > 1) yield bucket;
    if (hash !== last) bucket = [];
    last = hash;
    bucket.push(key - hash * places);
  }
  if (bucket.length > 1) yield bucket;
}

/** One text of each group that was met is kept, so a thousand copies cost a thousand comparisons, not a million. */
function joinWithin(
  { places, rows }: Long,
  parents: Int32Array,
  bucket: readonly number[],
  agree: (a: number, b: number) => boolean,
): void {
  const met: number[] = [];
  for (const one of bucket) {
    const place = places[one] ?? 0;
    const row = rows[one] ?? 0;
    const root = rootOf(parents, place);
    let at = Math.max(0, met.length - MOST_COMPARED);
    while (at < met.length && !belongs(met[at] ?? 0)) at++;
    if (at === met.length) met.push(one);
    else join(parents, places[met[at] ?? 0] ?? 0, place);

    function belongs(other: number): boolean {
      return rootOf(parents, places[other] ?? 0) === root || agree(rows[other] ?? 0, row);
    }
  }
}

function rootOf(parents: Int32Array, at: number): number {
  let root = at;
  while ((parents[root] ?? root) !== root) root = parents[root] ?? root;
  parents[at] = root;
  return root;
}

/** The smaller index leads, so groups do not depend on who met whom first. */
function join(parents: Int32Array, a: number, b: number): void {
  const [first, second] = [rootOf(parents, a), rootOf(parents, b)];
  if (first < second) parents[second] = first;
  else parents[first] = second;
}
