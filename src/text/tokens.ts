/**
 * Longer texts are judged by their first characters only, which bounds time and memory on pasted
 * transcripts and noise; next-step fields hold 255 characters in most CRMs, long-text areas 32,768.
 */
export const ANALYZED_CHARACTERS = 10_000;

/** Word, run of digits, address of a page or mailbox, single other character, or end of line. */
export type TokenKind = 'word' | 'number' | 'link' | 'mark' | 'break';

/**
 * One token. `text` is folded (lower case, no diacritics); `start` and `end` index the text as given
 * (`end` exclusive); `glued` says that nothing but an apostrophe stands between it and the token before.
 */
export type Token = {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly glued: boolean;
  readonly capital: 'none' | 'first' | 'all';
};

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const RIGHT_TO_LEFT_OVERRIDE = '\u202e';
const ENDS_OVERRIDE = /[\u202c\r\n]/;
const NON_ASCII = /[^\0-\u007f]/;
const COMBINING = /\p{M}+/gu;
// Bounded repeats keep the scan linear on long runs without an @.
const PIECES =
  /((?:https?:\/\/|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64})|(\p{L}[\p{L}\p{M}]*)|(\p{Nd}+)|(\r\n?|\n|\u2028|\u2029)|([^\s\p{L}\p{Nd}])/giu;
const APOSTROPHES = new Set(["'", '’', '‘', '`', '´']);

type Visible = { readonly text: string; readonly origin: readonly number[] | null };

/** Lower case without diacritics, the form in which lexicons and texts are compared. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (!NON_ASCII.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(COMBINING, '')
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l');
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

function kindOf(match: RegExpMatchArray): TokenKind {
  if (match[1] !== undefined) return 'link';
  if (match[2] !== undefined) return 'word';
  if (match[3] !== undefined) return 'number';
  return match[4] === undefined ? 'mark' : 'break';
}

function capitalOf(word: string, folded: string): Token['capital'] {
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
  for (const match of shown.matchAll(PIECES)) {
    const piece = match[0];
    const at = match.index;
    const kind = kindOf(match);
    const glued = at === previousEnd;
    previousEnd = at + piece.length;
    if (wordBefore && glued && APOSTROPHES.has(piece) && /\p{L}/u.test(shown.charAt(previousEnd))) continue;
    const folded = kind === 'word' ? fold(piece) : piece;
    wordBefore = kind === 'word';
    const [start, end] = span(at, previousEnd, origin);
    tokens.push({
      kind,
      text: folded,
      start,
      end,
      glued,
      capital: kind === 'word' ? capitalOf(piece, folded) : 'none',
    });
  }
  return tokens;
}

function span(from: number, to: number, origin: readonly number[] | null): readonly [number, number] {
  if (origin === null) return [from, to];
  const first = origin[from] ?? 0;
  const last = origin[to - 1] ?? first;
  return [Math.min(first, last), Math.max(first, last) + 1];
}
