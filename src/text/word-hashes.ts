import { grownInts } from '../lib/grown.ts';
import { mix } from './minima.ts';

/** Only so much of a text is read; a copy that long is a copy. */
const MOST_CHARACTERS = 10_000;
/** Room for the words of most texts; it grows. */
const FEW_WORDS = 1024;
const WORD = /[\p{L}\p{M}\p{Nd}]+/gu;
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const GOLDEN = 0x9e3779b9;

const ASCII = 128;
/** Lower case of a letter or digit by its code; 0: it stands between words. */
const IN_WORDS = Uint8Array.from({ length: ASCII }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[a-z0-9]/i.test(character) ? character.toLowerCase().charCodeAt(0) : 0;
});

/** The words of one text as numbers, each time a word is said as another one; good until the next text is read. */
export interface WordHashes {
  hashes: Int32Array<ArrayBuffer>;
  count: number;
  /** Characters of the words with a blank between any two. */
  length: number;
}

/** Reads one text after the other, in the same memory. Case, whitespace and punctuation do not show in the result. */
export function createWordReader(): (text: string) => WordHashes {
  const found: WordHashes = { hashes: new Int32Array(FEW_WORDS), count: 0, length: 0 };
  const seen = createSeenWords();
  const take = (hash: number, time: number, length: number): void => {
    found.hashes = grownInts(found.hashes, found.count + 1);
    found.hashes[found.count] = mix((hash + Math.imul(time, GOLDEN)) | 0);
    found.length += found.count === 0 ? length : length + 1;
    found.count++;
  };
  const clear = (): void => {
    found.count = 0;
    found.length = 0;
  };
  return (text) => {
    clear();
    seen.clear(Math.min(text.length, MOST_CHARACTERS));
    if (readAscii(text, seen, take)) return found;
    clear();
    const times = new Map<string, number>();
    for (const word of wordsOf(text)) {
      const time = (times.get(word) ?? 0) + 1;
      times.set(word, time);
      take(hashOf(word), time, word.length);
    }
    return found;
  };
}

/** The words of a text, as they are compared. */
export function wordsOf(text: string): readonly string[] {
  return text.slice(0, MOST_CHARACTERS).toLowerCase().normalize('NFKC').match(WORD) ?? [];
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashOf(text: string): number {
  let hash = FNV_START;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash;
}

/** Reads a text in one pass, without making a string of any word; false, and to be read anew, where it is not ASCII. */
function readAscii(text: string, seen: SeenWords, take: (hash: number, time: number, length: number) => void): boolean {
  const end = Math.min(text.length, MOST_CHARACTERS);
  for (let at = 0; at < end; at++) {
    const from = at;
    let hash = FNV_START;
    for (let letter = letterAt(text, at, end); letter > 0; letter = letterAt(text, ++at, end))
      hash = Math.imul(hash ^ letter, FNV_PRIME);
    if (at < end && text.charCodeAt(at) >= ASCII) return false;
    if (at > from) take(hash, seen.timeOf(text, hash, from, at), at - from);
  }
  return true;
}

/** 0 where no word goes on. */
function letterAt(text: string, at: number, end: number): number {
  return at < end ? (IN_WORDS[text.charCodeAt(at)] ?? 0) : 0;
}

/** Counts how often each ASCII word of one text has been said. */
interface SeenWords {
  /** Begins a text of so many characters. */
  readonly clear: (characters: number) => void;
  /** 1 for a word said for the first time. */
  readonly timeOf: (text: string, hash: number, from: number, to: number) => number;
}

/** What a slot holds: the round it was filled in, the hash of the word, where it first stands, how often it was said. */
const [ROUND, HASH, PLACE, TIMES, FIELDS] = [0, 1, 2, 3, 4] as const;

/** A hash table that is cleared by beginning a new round, with at least two slots for each word that a text can have. */
function createSeenWords(): SeenWords {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(MOST_CHARACTERS + 1)) * FIELDS);
  let mask = 0;
  let round = 0;
  return {
    clear: (characters) => {
      mask = 2 ** (32 - Math.clz32(characters)) - 1;
      round = (round + 1) | 0;
      if (round === 0) slots.fill(round++);
    },
    timeOf: (text, hash, from, to) => {
      let slot = (mix(hash) & mask) * FIELDS;
      while (slots[slot + ROUND] === round) {
        if (slots[slot + HASH] === hash && isSameWord(text, slots[slot + PLACE] ?? 0, from, to)) {
          const time = (slots[slot + TIMES] ?? 0) + 1;
          slots[slot + TIMES] = time;
          return time;
        }
        slot = (slot + FIELDS) & (mask * FIELDS + FIELDS - 1);
      }
      slots[slot + ROUND] = round;
      slots[slot + HASH] = hash;
      slots[slot + PLACE] = from;
      slots[slot + TIMES] = 1;
      return 1;
    },
  };
}

/** Whether the word that stands from `from` to `to` also stands at `other`, and ends there. */
function isSameWord(text: string, other: number, from: number, to: number): boolean {
  for (let at = from, also = other; at < to; at++, also++)
    if (IN_WORDS[text.charCodeAt(at)] !== IN_WORDS[text.charCodeAt(also)]) return false;
  return (IN_WORDS[text.charCodeAt(other + to - from)] ?? 0) === 0;
}
