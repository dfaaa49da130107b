import { grownBytes, grownInts } from './grown.ts';

/** Numbers for texts: 0, 1, 2 … in the order in which they first came. */
export interface TextTable {
  readonly size: () => number;
  /** The number of a text, which it gets where it has none yet. */
  readonly numberOf: (text: string) => number;
  /** The number of a text; -1: it has none. */
  readonly find: (text: string) => number;
  /** The text of a number that was given. */
  readonly at: (number: number) => string;
}

/** Slots to begin with; a power of two. */
const SMALLEST = 32;
/** Linear probing slows down beyond this share of used slots. */
const FULL = 0.7;
/** Texts lately asked for, of which the string is kept; a power of two. */
const RECENT = 512;
/** What Latin-1 can hold, a byte each. */
const LAST_BYTE = 0xff;

function hashOf(text: string): number {
  let hash = text.length;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
}

/** Writes a text as one byte a character; `false`: it has others than those. */
function writeBytes(text: string, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > LAST_BYTE) return false;
    bytes[from + i] = code;
  }
  return true;
}

/**
 * Numbers millions of ids, each held once: 30 to 40 bytes for an id of 18 characters, outside of the heap, where a map
 * of strings takes a hundred. Texts beyond Latin-1 are held as they are.
 */
export function startTextTable(): TextTable {
  let bytes: Buffer = Buffer.alloc(0);
  let used = 0;
  let [ends, hashes] = [new Int32Array(0), new Int32Array(0)];
  /** Numbers by hash, counted from 1; 0: the slot is free. */
  let slots = new Int32Array(SMALLEST);
  let size = 0;
  const odd = new Map<number, string>();
  const recent: (string | undefined)[] = [];
  const recentNumbers: (number | undefined)[] = [];

  const endOf = (number: number): number => (ends[number] ?? 0) >>> 0;
  const isAt = (number: number, text: string): boolean => {
    if (odd.size > 0 && odd.has(number)) return odd.get(number) === text;
    const start = endOf(number - 1);
    if (endOf(number) - start !== text.length) return false;
    for (let i = 0; i < text.length; i += 1) if (bytes[start + i] !== text.charCodeAt(i)) return false;
    return true;
  };
  /** The slot of a text, or the free one where it would go. */
  const slotOf = (text: string, hash: number): number => {
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let number = slots[slot] ?? 0; number !== 0; number = slots[slot] ?? 0) {
      if (hashes[number - 1] === hash && isAt(number - 1, text)) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  };
  const enlarge = (): void => {
    const mask = slots.length * 2 - 1;
    slots = new Int32Array(mask + 1);
    for (let number = 0; number < size; number += 1) {
      let slot = (hashes[number] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
  };
  const put = (text: string, hash: number): number => {
    bytes = grownBytes(bytes, used + text.length);
    ends = grownInts(ends, size + 1);
    hashes = grownInts(hashes, size + 1);
    if (writeBytes(text, bytes, used)) used += text.length;
    else odd.set(size, text);
    ends[size] = used;
    hashes[size] = hash;
    size += 1;
    return size - 1;
  };
  return {
    size: () => size,
    find: (text) => (slots[slotOf(text, hashOf(text))] ?? 0) - 1,
    numberOf: (text) => {
      const hash = hashOf(text);
      const known = slots[slotOf(text, hash)] ?? 0;
      if (known !== 0) return known - 1;
      if (size >= slots.length * FULL) enlarge();
      const number = put(text, hash);
      slots[slotOf(text, hash)] = number + 1;
      return number;
    },
    at: (number) => {
      const place = number & (RECENT - 1);
      const known = recent[place];
      if (known !== undefined && recentNumbers[place] === number) return known;
      const text = odd.get(number) ?? bytes.toString('latin1', endOf(number - 1), endOf(number));
      recent[place] = text;
      recentNumbers[place] = number;
      return text;
    },
  };
}
