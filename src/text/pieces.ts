/** Word, run of digits, address of a page or mailbox, single other character, or end of line. */
export type PieceKind = 'word' | 'number' | 'link' | 'mark' | 'break';

/** Takes the piece `from` up to, not including, `to`. */
type Take = (kind: PieceKind, from: number, to: number) => void;

/** A text and its UTF-16 units, which are faster to look at one by one. */
export type Units = { readonly text: string; readonly units: Uint16Array };

// Bounded repeats keep the scan linear on long runs without an @.
const MOST_BEFORE_AT = 64;
const LINK = String.raw`(?:https?:\/\/|www\.)\S+|[\w.+-]{1,${MOST_BEFORE_AT}}@[\w-]{1,64}\.[\w.-]{1,64}`;
const REST = String.raw`(\p{L}[\p{L}\p{M}]*)|(\p{Nd}+)|(\r\n?|\n|\u2028|\u2029)|([^\s\p{L}\p{Nd}])`;
const ANY_PIECE = new RegExp(`(${LINK})|${REST}`, 'iuy');
const GOES_ON = /[\p{L}\p{M}]/iu;
/** Without one of these no link matches. */
const IN_LINKS = /@|:\/\/|www\./i;

const UNKNOWN = 0;
const MARK = 1;
const LETTER = 2;
const DIGIT = 3;
const SPACE = 4;
/** A sign that is written onto the letter before it; by itself it is a mark. */
const ACCENT = 5;
/** Line ends, and halves of characters: a closer look is needed. */
const OTHER = 6;
const KINDS: readonly PieceKind[] = ['mark', 'mark', 'word', 'number'];
/** What each character is, found out when a text first holds it. */
const CLASSES = new Uint8Array(0x10000);

function classAt(units: Uint16Array, at: number): number {
  const code = units[at] ?? 0;
  const known = CLASSES[code] ?? OTHER;
  return known === UNKNOWN ? learn(code) : known;
}

function learn(code: number): number {
  const found = classOf(String.fromCharCode(code));
  CLASSES[code] = found;
  return found;
}

function classOf(character: string): number {
  if (isHalf(character.charCodeAt(0))) return OTHER;
  ANY_PIECE.lastIndex = 0;
  const match = ANY_PIECE.exec(character);
  if (match === null) return SPACE;
  switch (kindOf(match)) {
    case 'word':
      return LETTER;
    case 'number':
      return DIGIT;
    case 'mark':
      return GOES_ON.test(character) ? ACCENT : MARK;
    default:
      return OTHER;
  }
}

/** Half of a character that takes two units of UTF-16. */
function isHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** Cuts a text at its white space and between kinds of characters, in order and in linear time. */
export function readPieces({ text, units }: Units, take: Take): void {
  const isLink = IN_LINKS.test(text) ? createLinkGuess(text) : neverLink;
  for (let at = 0; at < text.length; ) {
    const found = classAt(units, at);
    if (found === SPACE) {
      at++;
      continue;
    }
    const end = isLink(at) ? at : plainEnd(units, text.length, at, found);
    if (end > at) take(KINDS[found] ?? 'mark', at, end);
    at = end > at ? end : readPiece(text, at, take);
  }
}

function neverLink(): boolean {
  return false;
}

/** Whether a link may begin at a place; places must not go back. */
function createLinkGuess(text: string): (at: number) => boolean {
  let next = -1;
  return (at) => {
    // The h of http and the w of www; the bit by which capitals differ is set.
    const letter = text.charCodeAt(at) | 0x20;
    if (letter === 0x68 || letter === 0x77) return true;
    if (next < at) next = text.indexOf('@', at);
    if (next === -1) next = Number.POSITIVE_INFINITY;
    return next - at <= MOST_BEFORE_AT;
  };
}

/** The end of a piece that begins with a character of a class; `at` where a closer look is needed. */
function plainEnd(units: Uint16Array, length: number, at: number, found: number): number {
  if (found === OTHER) return at;
  let end = at + 1;
  if (found === LETTER) while (end < length && goesOn(classAt(units, end))) end++;
  else if (found === DIGIT) while (end < length && classAt(units, end) === DIGIT) end++;
  return end < length && isHalf(units[end] ?? 0) ? at : end;
}

function goesOn(found: number): boolean {
  return found === LETTER || found === ACCENT;
}

/** The place after the piece that begins here, or after a single character where none does. */
function readPiece(text: string, at: number, take: Take): number {
  ANY_PIECE.lastIndex = at;
  const match = ANY_PIECE.exec(text);
  if (match === null) return at + 1;
  const end = ANY_PIECE.lastIndex;
  take(kindOf(match), at, end);
  return end;
}

function kindOf(match: RegExpExecArray): PieceKind {
  if (match[1] !== undefined) return 'link';
  if (match[2] !== undefined) return 'word';
  if (match[3] !== undefined) return 'number';
  return match[4] === undefined ? 'mark' : 'break';
}
