import { fold } from './fold.ts';
import type { PieceKind } from './pieces.ts';

/** A piece as it is written: all of it that does not depend on where it stands. */
export type Spelling = {
  readonly kind: PieceKind;
  readonly written: string;
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
const SLOTS = 2 * MOST_NUMBERED;
const LONGEST = 24;
/** A crowded place is searched no further, so that no text can make the table slow. */
const MOST_TRIES = 8;
const NOWHERE = -1;

const slots = new Array<Spelling | undefined>(SLOTS);
const numbers = new Map<string, number>();
let kept = 0;

/** The spelling of the piece that stands in a text `from` up to, not including, `to`. */
export function spellingAt(text: string, kind: PieceKind, from: number, to: number): Spelling {
  const slot = to - from > LONGEST ? NOWHERE : slotOf(text, from, to);
  if (slot === NOWHERE) return spell(kind, text.slice(from, to), numberOf);
  const known = slots[slot];
  if (known !== undefined) return known;
  if (kept === MOST_NUMBERED) return spell(kind, text.slice(from, to), numberOf);
  const made = spell(kind, copyOf(text, from, to), numbered);
  slots[slot] = made;
  kept++;
  return made;
}

/** Where a spelling is kept, or may be kept. */
function slotOf(text: string, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const slot = (hash + tries) & (SLOTS - 1);
    const found = slots[slot];
    if (found === undefined || isAt(found.written, text, from, to)) return slot;
  }
  return NOWHERE;
}

function isAt(written: string, text: string, from: number, to: number): boolean {
  if (written.length !== to - from) return false;
  for (let at = 0; at < written.length; at++) if (written.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  return true;
}

/** A slice would keep all of the text in memory. */
function copyOf(text: string, from: number, to: number): string {
  return String.fromCharCode(...Array.from({ length: to - from }, (_, at) => text.charCodeAt(from + at)));
}

function spell(kind: PieceKind, written: string, idOf: (kind: PieceKind, text: string) => number): Spelling {
  const text = kind === 'word' ? fold(written) : written;
  return { kind, written, text, capital: kind === 'word' ? capitalOf(written, text) : 'none', id: idOf(kind, text) };
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
