import { fold } from './fold.ts';
import type { PieceKind, Units } from './pieces.ts';

/** A piece as it is written: all of it that does not depend on where it stands. */
export type Spelling = {
  readonly kind: PieceKind;
  /** Words are folded: lower case, no diacritics. */
  readonly text: string;
  readonly capital: 'none' | 'first' | 'all';
  readonly id: number;
};

/** Stands for the number of a text that is too long or too rare to have one. */
export const UNNUMBERED = -1;

/**
 * Spellings kept, of those met first; a sales team uses about half as many. This bounds the memory that texts can take,
 * and their numbers, so that tables may be indexed by them.
 */
export const MOST_NUMBERED = 1 << 15;
const LONGEST = 24;
/** A crowded place of the table is searched no further, so that no text can make it slow. */
const MOST_TRIES = 8;
const SLOTS = 2 * MOST_NUMBERED;
const NOWHERE = -1;
const EMPTY = 0;

/** Spellings in the order in which they were met, how they are written, and where they are found by their hash. */
const spellings: Spelling[] = [];
const letters = new Uint16Array(MOST_NUMBERED * LONGEST);
const lengths = new Uint8Array(MOST_NUMBERED);
/** 1 for the first spelling. */
const slots = new Uint16Array(SLOTS);
const numbers = new Map<string, number>();

/** The spelling of the piece that stands in a text `from` up to, not including, `to`. */
export function spellingAt({ text, units }: Units, kind: PieceKind, from: number, to: number): Spelling {
  const slot = to - from > LONGEST ? NOWHERE : slotOf(units, from, to);
  if (slot === NOWHERE) return spell(kind, text.slice(from, to), numberOf);
  const place = slots[slot] ?? EMPTY;
  const known = place === EMPTY ? undefined : spellings[place - 1];
  if (known !== undefined) return known;
  if (spellings.length === MOST_NUMBERED) return spell(kind, text.slice(from, to), numberOf);
  const written = units.subarray(from, to);
  letters.set(written, spellings.length * LONGEST);
  lengths[spellings.length] = written.length;
  // A slice would keep all of the text in memory.
  const made = spell(kind, String.fromCharCode(...written), numbered);
  slots[slot] = spellings.push(made);
  return made;
}

/** Where a spelling is found, or will be. */
function slotOf(units: Uint16Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (units[at] ?? 0), 0x01000193);
  hash ^= hash >>> 15;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const slot = (hash + tries) & (SLOTS - 1);
    const place = slots[slot] ?? EMPTY;
    if (place === EMPTY || isAt(place - 1, units, from, to)) return slot;
  }
  return NOWHERE;
}

function isAt(spelling: number, units: Uint16Array, from: number, to: number): boolean {
  if (lengths[spelling] !== to - from) return false;
  const start = spelling * LONGEST - from;
  for (let at = from; at < to; at++) if (letters[start + at] !== units[at]) return false;
  return true;
}

function spell(kind: PieceKind, written: string, idOf: (kind: PieceKind, text: string) => number): Spelling {
  const text = kind === 'word' ? fold(written) : written;
  return { kind, text, capital: kind === 'word' ? capitalOf(written, text) : 'none', id: idOf(kind, text) };
}

function capitalOf(word: string, folded: string): Spelling['capital'] {
  if (word === folded) return 'none';
  const first = word.charAt(0);
  if (first === first.toLowerCase()) return 'none';
  return word.length > 1 && word === word.toUpperCase() && folded.length > 1 ? 'all' : 'first';
}

/** The number of a text of a kind, the same wherever it stands; `UNNUMBERED` unless a spelling of it is kept. */
export function numberOf(kind: PieceKind, text: string): number {
  return numbers.get(keyOf(kind, text)) ?? UNNUMBERED;
}

function numbered(kind: PieceKind, text: string): number {
  const key = keyOf(kind, text);
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
}

/** Nearly all texts are words, which need no key of their own. */
function keyOf(kind: PieceKind, text: string): string {
  return kind === 'word' ? text : `${kind} ${text}`;
}
