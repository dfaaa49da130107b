/** Word, run of digits, address of a page or mailbox, single other character, or end of line. */
export type PieceKind = 'word' | 'number' | 'link' | 'mark' | 'break';

/** Takes the piece `from` up to, not including, `to`. */
type Take = (kind: PieceKind, from: number, to: number) => void;

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
/** What each character is, found out when a text first holds it. */
const CLASSES = new Uint8Array(0x10000);

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
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
export function readPieces(text: string, take: Take): void {
  const isLink = IN_LINKS.test(text) ? createLinkGuess(text) : neverLink;
  for (let at = 0; at < text.length; ) {
    const found = classAt(text, at);
    if (found === SPACE) at++;
    else if (isLink(at)) at = readPiece(text, at, take);
    else at = readPlain(text, at, found, take);
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

/** The place after a piece that is no link. */
function readPlain(text: string, at: number, found: number, take: Take): number {
  if (found === OTHER) return readPiece(text, at, take);
  let end = at + 1;
  if (found === LETTER || found === DIGIT) {
    end = found === LETTER ? wordEnd(text, end) : numberEnd(text, end);
    if (isHalf(text.charCodeAt(end))) return readPiece(text, at, take);
  }
  take(found === LETTER ? 'word' : found === DIGIT ? 'number' : 'mark', at, end);
  return end;
}

function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length) {
    const found = classAt(text, end);
    if (found !== LETTER && found !== ACCENT) break;
    end++;
  }
  return end;
}

function numberEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && classAt(text, end) === DIGIT) end++;
  return end;
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
