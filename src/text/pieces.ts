/** Word, run of digits, address of a page or mailbox, single other character, or end of line. */
export type PieceKind = 'word' | 'number' | 'link' | 'mark' | 'break';

/** Takes the piece `from` up to, not including, `to`. */
type Take = (kind: PieceKind, from: number, to: number) => void;

// Bounded repeats keep the scan linear on long runs without an @.
const LINK = String.raw`(?:https?:\/\/|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}`;
const REST = String.raw`(\p{L}[\p{L}\p{M}]*)|(\p{Nd}+)|(\r\n?|\n|\u2028|\u2029)|([^\s\p{L}\p{Nd}])`;
const ANY_PIECE = new RegExp(`(${LINK})|${REST}`, 'iuy');
/** Without one of these no link matches, and then the class of an ASCII character tells what begins with it. */
const IN_LINKS = /@|:\/\/|www\./i;

const MARK = 0;
const LETTER = 1;
const DIGIT = 2;
const SPACE = 3;
const OTHER = 4;
const KINDS = ['mark', 'word', 'number'] as const;
const ASCII = 128;
const CLASSES = Uint8Array.from({ length: ASCII }, (_, code) => classOf(String.fromCharCode(code)));

function classOf(character: string): number {
  if (/[\r\n]/.test(character)) return OTHER;
  if (/\s/.test(character)) return SPACE;
  if (/[a-z]/i.test(character)) return LETTER;
  return /\d/.test(character) ? DIGIT : MARK;
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < ASCII ? (CLASSES[code] ?? OTHER) : OTHER;
}

/** Cuts a text at its white space and between kinds of characters, in order and in linear time. */
export function readPieces(text: string, take: Take): void {
  const endAt = IN_LINKS.test(text) ? noEnd : asciiEnd;
  for (let at = 0; at < text.length; ) {
    const found = classAt(text, at);
    const end = found === SPACE ? at + 1 : endAt(text, at, found);
    if (end === at) at = readPiece(text, at, take);
    else {
      if (found !== SPACE) take(KINDS[found] ?? 'mark', at, end);
      at = end;
    }
  }
}

function noEnd(_text: string, at: number): number {
  return at;
}

/** The end of a piece that is ASCII and goes on in nothing else; `at` where a closer look is needed. */
function asciiEnd(text: string, at: number, found: number): number {
  if (found === MARK) return at + 1;
  if (found === OTHER) return at;
  let end = at + 1;
  while (classAt(text, end) === found) end++;
  return text.charCodeAt(end) >= ASCII ? at : end;
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
