import { grownInts } from '../lib/grown.ts';
import { agree, bandHash, MINIMA, mayAgree, minimaOf, SKETCH, sketch } from './minima.ts';
import { createWordReader, wordsOf } from './word-hashes.ts';

/** Which texts are nearly the same. They go by their place: the first that was added is 0, the next 1. */
export type NearDuplicates = {
  /** Adds the next text, which is not kept. */
  readonly add: (text: string) => void;
  /**
   * Groups of at least two places, each ascending, in order of their first ones. Who stands for whom may hang on the order
   * of adding: it must be one that everybody arrives at. `textOf` gives once more those texts that may be copies.
   */
  readonly groups: (textOf: (place: number) => string) => readonly (readonly number[])[];
};

export type NearDuplicateOptions = {
  /** Least share of words in common, repetitions included (Jaccard similarity), above 0 and up to 1. */
  readonly threshold: number;
};

/** Shorter texts, normalized, count as near only when equal: one word more is a tenth of them. House. */
const SHORT = 40;
/** Comparisons within one bucket: bounds the work on texts made to collide, far above what real notes need. */
const MOST_COMPARED = 64;
/** Minima kept at a time, 8 MB of them: they are worked out anew where there are more. */
const MOST_MINIMA = 16_384;

/** The longer texts: a row for each, with a hash of every band of its minima, and a sketch of all of them. */
interface Rows {
  readonly bands: number;
  /** Where the text of a row stands among all. */
  readonly places: number[];
  hashes: Int32Array<ArrayBuffer>;
  sketches: Int32Array<ArrayBuffer>;
}

/**
 * Collects texts and groups near-duplicates by MinHash and locality-sensitive hashing, in near-linear time: texts that
 * agree in one band of minima are compared, all others never meet. Case, whitespace and punctuation do not matter;
 * words, names and digits do. Two texts belong together when they are similar, or both similar to a third. Of a longer
 * text a few hashes are kept, 64 bytes at a threshold of 0.9.
 * Throws a RangeError on a threshold outside (0, 1].
 */
export function createNearDuplicates({ threshold }: NearDuplicateOptions): NearDuplicates {
  if (!(threshold > 0 && threshold <= 1))
    throw new RangeError(`a threshold between 0 and 1 is needed, not ${threshold}`);
  const read = createWordReader();
  const perBand = rowsPerBand(threshold);
  const rows: Rows = {
    bands: MINIMA / perBand,
    places: [],
    hashes: new Int32Array(0),
    sketches: new Int32Array(0),
  };
  const shorts = new Map<string, number>();
  const equals: number[] = [];
  const minima = new Int32Array(MINIMA);
  const readMinima = (text: string, into: Int32Array): void => {
    const { hashes, count } = read(text);
    minimaOf(hashes, count, into);
  };
  let count = 0;
  const addShort = (text: string): void => {
    const said = wordsOf(text).join(' ');
    const first = shorts.get(said);
    if (first === undefined) shorts.set(said, count);
    else equals.push(first, count);
  };
  const addLong = (): void => {
    const { bands, places } = rows;
    const row = places.push(count) - 1;
    rows.hashes = grownInts(rows.hashes, (row + 1) * bands);
    rows.sketches = grownInts(rows.sketches, (row + 1) * SKETCH);
    for (let band = 0; band < bands; band++)
      rows.hashes[row * bands + band] = bandHash(minima, band * perBand, (band + 1) * perBand);
    sketch(minima, rows.sketches, row * SKETCH);
  };
  return {
    add(text) {
      const words = read(text);
      if (words.length >= SHORT) {
        minimaOf(words.hashes, words.count, minima);
        addLong();
      } else if (words.count > 0) addShort(text);
      count++;
    },
    groups(textOf) {
      const parents = Int32Array.from({ length: count }, (_, at) => at);
      for (let at = 0; at < equals.length; at += 2) join(parents, equals[at] ?? 0, equals[at + 1] ?? 0);
      joinSimilar(rows, parents, comparing(rows, threshold, textOf, readMinima));
      return groupsOf(parents);
    },
  };
}

/**
 * The most rows a band may have so that a pair at the threshold shares some band in 99.9 of 100 cases: longer bands
 * bring fewer chance meetings.
 */
function rowsPerBand(threshold: number): number {
  for (let rows = 16; rows > 1; rows /= 2) if ((1 - threshold ** rows) ** (MINIMA / rows) < 0.001) return rows;
  return 1;
}

type Compare = (row: number, other: number) => boolean;

/** Whether two rows are similar: so many of their minima are equal at least. */
function comparing(
  { sketches, places }: Rows,
  threshold: number,
  textOf: (place: number) => string,
  readMinima: (text: string, into: Int32Array) => void,
): Compare {
  const least = Math.ceil(threshold * MINIMA);
  const known = new Map<number, Int32Array>();
  const minimaFor = (row: number): Int32Array => {
    const found = known.get(row);
    if (found !== undefined) return found;
    if (known.size === MOST_MINIMA) known.clear();
    const fresh = new Int32Array(MINIMA);
    readMinima(textOf(places[row] ?? 0), fresh);
    known.set(row, fresh);
    return fresh;
  };
  return (row, other) =>
    mayAgree(sketches, row * SKETCH, other * SKETCH, least) && agree(minimaFor(row), minimaFor(other), least);
}

function joinSimilar(rows: Rows, parents: Int32Array, isSimilar: Compare): void {
  for (let band = 0; band < rows.bands; band++)
    for (const bucket of bucketsOf(rows, band)) joinWithin(bucket, rows.places, parents, isSimilar);
}

/** How many times as many marks as rows there are: few share one by chance. */
const MARKS_PER_ROW = 8;

/** Rows whose hash of a band may be that of another row, too: nearly all rows are alone with theirs. */
function sharing({ bands, places, hashes }: Rows, band: number): readonly number[] {
  const marks = new Uint8Array(2 ** Math.ceil(Math.log2(places.length * MARKS_PER_ROW + 1)));
  const mask = marks.length - 1;
  for (let at = band; at < places.length * bands; at += bands) {
    const mark = (hashes[at] ?? 0) & mask;
    marks[mark] = marks[mark] === 0 ? 1 : 2;
  }
  const found: number[] = [];
  for (let row = 0, at = band; row < places.length; row++, at += bands)
    if (marks[(hashes[at] ?? 0) & mask] === 2) found.push(row);
  return found;
}

/**
 * Rows that agree in one band of minima, in order. The hash of the band and the row make up one number each, and sorted
 * they stand side by side.
 */
function* bucketsOf(rows: Rows, band: number): Generator<readonly number[]> {
  const { bands, places, hashes } = rows;
  const most = 2 ** Math.ceil(Math.log2(places.length + 1));
  const range = Math.min(2 ** 32, Number.MAX_SAFE_INTEGER / most);
  const keys = Float64Array.from(
    sharing(rows, band),
    (row) => Math.floor((((hashes[row * bands + band] ?? 0) >>> 0) / 2 ** 32) * range) * most + row,
  ).sort();
  let bucket: number[] = [];
  let last = -1;
  for (const key of keys) {
    const hash = Math.floor(key / most);
    if (hash !== last && bucket.length > 1) yield bucket;
    if (hash !== last) bucket = [];
    last = hash;
    bucket.push(key - hash * most);
  }
  if (bucket.length > 1) yield bucket;
}

/** One row of each group that was met is kept, so a thousand copies cost a thousand comparisons, not a million. */
function joinWithin(
  bucket: readonly number[],
  places: readonly number[],
  parents: Int32Array,
  isSimilar: Compare,
): void {
  const met: number[] = [];
  for (const row of bucket) {
    const place = places[row] ?? 0;
    const root = rootOf(parents, place);
    let at = Math.max(0, met.length - MOST_COMPARED);
    while (at < met.length && !belongs(met[at] ?? 0, row, root)) at++;
    if (at === met.length) met.push(row);
    else join(parents, places[met[at] ?? 0] ?? 0, place);
  }

  function belongs(other: number, row: number, root: number): boolean {
    return rootOf(parents, places[other] ?? 0) === root || isSimilar(other, row);
  }
}

function rootOf(parents: Int32Array, at: number): number {
  let root = at;
  while ((parents[root] ?? root) !== root) root = parents[root] ?? root;
  parents[at] = root;
  return root;
}

/** The smaller place leads, so groups do not depend on who met whom first. */
function join(parents: Int32Array, a: number, b: number): void {
  const [first, second] = [rootOf(parents, a), rootOf(parents, b)];
  if (first < second) parents[second] = first;
  else parents[first] = second;
}

/** The places by their roots; those that are alone are left out. */
function groupsOf(parents: Int32Array): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (let place = 0; place < parents.length; place++) {
    const root = rootOf(parents, place);
    if (root === place) continue;
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [root, place]);
    else group.push(place);
  }
  return [...groups.values()].sort(([a = 0], [b = 0]) => a - b);
}
