import { createUnitReader } from './code-units.ts';
import { type PieceKind, readPieces } from './pieces.ts';
import { type Spelling, spellingAt } from './spellings.ts';

/**
 * Longer texts are judged by their first characters only, which bounds time and memory on pasted
 * transcripts and noise; next-step fields hold 255 characters in most CRMs, long-text areas 32,768.
 */
export const ANALYZED_CHARACTERS = 10_000;

/**
 * One token. `text` is folded (lower case, no diacritics); `start` and `end` index the text as given
 * (`end` exclusive); `glued` says that nothing but an apostrophe stands between it and the token before.
 * Tokens of the same kind and text have the same `id`, a small number that tables may be indexed by, or `UNNUMBERED`.
 */
export type Token = {
  readonly kind: PieceKind;
  readonly text: string;
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly glued: boolean;
  readonly capital: Spelling['capital'];
};

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const RIGHT_TO_LEFT_OVERRIDE = '\u202e';
const ENDS_OVERRIDE = /[\u202c\r\n]/;
const LETTER = /\p{L}/u;
const APOSTROPHES = new Set(["'", '’', '‘', '`', '´']);

const unitsOf = createUnitReader(ANALYZED_CHARACTERS);

type Visible = { readonly text: string; readonly origin: readonly number[] | null };

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

/**
 * Cuts a text into tokens, in reading order, in linear time. Apostrophes inside words separate them
 * ("he's", "j'attends") and are dropped; lexicon phrases go through the same function, so they match.
 */
export function tokenize(text: string): readonly Token[] {
  const { text: shown, origin } = visible(text.slice(0, ANALYZED_CHARACTERS));
  const read = { text: shown, units: unitsOf(shown) };
  const tokens: Token[] = [];
  let previousEnd = -1;
  let wordBefore = false;
  readPieces(read, (kind, from, to) => {
    const glued = from === previousEnd;
    previousEnd = to;
    const { text, capital, id } = spellingAt(read, kind, from, to);
    if (kind === 'mark' && wordBefore && glued && APOSTROPHES.has(text) && LETTER.test(shown.charAt(to))) return;
    wordBefore = kind === 'word';
    tokens.push({ kind, text, id, start: from, end: to, glued, capital });
  });
  return origin === null ? tokens : tokens.map((token) => ({ ...token, ...span(token, origin) }));
}

function span({ start: from, end: to }: Token, origin: readonly number[]): Pick<Token, 'start' | 'end'> {
  const first = origin[from] ?? 0;
  const last = origin[to - 1] ?? first;
  return { start: Math.min(first, last), end: Math.max(first, last) + 1 };
}
