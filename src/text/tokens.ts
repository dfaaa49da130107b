import { type PieceKind, readPieces } from './pieces.ts';

/**
 * Longer texts are judged by their first characters only, which bounds time and memory on pasted
 * transcripts and noise; next-step fields hold 255 characters in most CRMs, long-text areas 32,768.
 */
export const ANALYZED_CHARACTERS = 10_000;

/**
 * One token. `text` is folded (lower case, no diacritics); `start` and `end` index the text as given
 * (`end` exclusive); `glued` says that nothing but an apostrophe stands between it and the token before.
 */
export type Token = {
  readonly kind: PieceKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly glued: boolean;
  readonly capital: 'none' | 'first' | 'all';
};

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const RIGHT_TO_LEFT_OVERRIDE = '\u202e';
const ENDS_OVERRIDE = /[\u202c\r\n]/;
const ASCII = 128;
const COMBINING = /\p{M}+/gu;
const LETTER = /\p{L}/u;
const APOSTROPHES = new Set(["'", '’', '‘', '`', '´']);

type Visible = { readonly text: string; readonly origin: readonly number[] | null };

/** Lower case without diacritics, the form in which lexicons and texts are compared. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (isAscii(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(COMBINING, '')
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l');
}

/** Whether a word holds ASCII characters only, so that nothing is to be undone in it. */
export function isAscii(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) >= ASCII) return false;
  return true;
}

/** What a reader sees: invisible characters gone, overridden runs in the order in which they are shown. */
function visible(text: string): Visible {
  if (!INVISIBLE.test(text)) return { text, origin: null };
  const shown: string[] = [];
  const origin: number[] = [];
  let index = 0;
  while (index < text.length) {
    const from = index;
    if (text[index] === RIGHT_TO_LEFT_OVERRIDE) {
      while (index < text.length && !ENDS_OVERRIDE.test(text.charAt(index))) index++;
      append(text, index - 1, from - 1, -1, shown, origin);
    } else {
      index++;
      append(text, from, index, 1, shown, origin);
    }
  }
  return { text: shown.join(''), origin };
}

function append(text: string, from: number, to: number, by: 1 | -1, shown: string[], origin: number[]): void {
  for (let at = from; at !== to; at += by) {
    const character = text.charAt(at);
    if (INVISIBLE.test(character)) continue;
    shown.push(character);
    origin.push(at);
  }
}

function capitalOf(word: string, folded: string): Token['capital'] {
  if (word === folded) return 'none';
  const first = word.charAt(0);
  if (first === first.toLowerCase()) return 'none';
  return word.length > 1 && word === word.toUpperCase() && folded.length > 1 ? 'all' : 'first';
}

/**
 * Cuts a text into tokens, in reading order, in linear time. Apostrophes inside words separate them
 * ("he's", "j'attends") and are dropped; lexicon phrases go through the same function, so they match.
 */
export function tokenize(text: string): readonly Token[] {
  const { text: shown, origin } = visible(text.slice(0, ANALYZED_CHARACTERS));
  const tokens: Token[] = [];
  let previousEnd = -1;
  let wordBefore = false;
  readPieces(shown, (kind, from, to) => {
    const piece = shown.slice(from, to);
    const glued = from === previousEnd;
    previousEnd = to;
    if (kind === 'mark' && wordBefore && glued && APOSTROPHES.has(piece) && LETTER.test(shown.charAt(to))) return;
    wordBefore = kind === 'word';
    const text = wordBefore ? fold(piece) : piece;
    const capital = wordBefore ? capitalOf(piece, text) : 'none';
    if (origin === null) tokens.push({ kind, text, start: from, end: to, glued, capital });
    else tokens.push({ kind, text, ...span(from, to, origin), glued, capital });
  });
  return tokens;
}

function span(from: number, to: number, origin: readonly number[]): Pick<Token, 'start' | 'end'> {
  const first = origin[from] ?? 0;
  const last = origin[to - 1] ?? first;
  return { start: Math.min(first, last), end: Math.max(first, last) + 1 };
}
