import { isAscii } from './fold.ts';
import { numberOf, UNNUMBERED } from './spellings.ts';
import { type Token, tokenize } from './tokens.ts';
import { createWordBits } from './word-bits.ts';

/**
 * A word, a whole number (`4,2` and `11.400` are one) or a mark of a note, with its place in the text. `text` is folded,
 * and look-alike letters of other scripts are replaced; `glued` says that nothing stands between it and the one before.
 */
export type NoteWord = Token;

/** Cyrillic and Greek letters that pass for Latin ones. */
const LOOK_ALIKES = new Map(
  [...'аеорсхуіѕјнкмтвοαειυνρ'].map((letter, at) => [letter, 'aeopcxyisjhkmtboaeiuvp'.charAt(at)]),
);
const FOREIGN = /[\u0370-\u052f]/g;
const LATIN = /[a-z]/;
const HYPHENS = new Set(['-', '\u2010', '\u2011']);
const TERMINAL_ESCAPES = /\u001b\[[0-9;?]{0,16}[A-Za-z]/g;

/** What an ending after an apostrophe stands for; a blank reading is dropped (`she's` reads `she`). */
const ENDINGS = new Map([
  ['ll', 'will'],
  ['s', ''],
  ['re', ''],
  ['ve', ''],
  ['d', ''],
  ['m', ''],
]);
const NEGATED = new Map(
  ['do', 'does', 'did', 'is', 'are', 'was', 'were', 'has', 'have', 'had', 'could', 'would', 'should'].map((verb) => [
    `${verb}n`,
    verb,
  ]),
);
NEGATED.set('won', 'will').set('can', 'can');

/**
 * The words of a text, as lexicon phrases and notes are compared: contractions apart (`doesn't` and `doesnt` read
 * `does not`), numbers whole, hyphens inside words gone, disguised letters plain, terminal escapes gone. Reads as much as `tokenize` does.
 */
export function readWords(text: string): readonly NoteWord[] {
  return wordsOf(tokenize(withoutEscapes(text)));
}

/** As `readWords`, of the tokens of a text without terminal escapes. */
export function wordsOf(tokens: readonly Token[]): readonly NoteWord[] {
  const words: NoteWord[] = [];
  for (const token of tokens) {
    if (token.kind === 'word') pushWord(words, token);
    else if (token.kind !== 'number' || !token.glued || !joinNumber(words, token)) words.push(token);
  }
  return words;
}

/** Blanks take the place of terminal escapes, so that every other character stays where it is. */
export function withoutEscapes(text: string): string {
  return text.includes('\u001b') ? text.replace(TERMINAL_ESCAPES, (code) => ' '.repeat(code.length)) : text;
}

/** `11` `.` `400` becomes one number; only where nothing stands between the parts. */
function joinNumber(words: NoteWord[], token: Token): boolean {
  const mark = words.at(-1);
  const number = words.at(-2);
  if (!mark?.glued || number?.kind !== 'number' || (mark.text !== '.' && mark.text !== ',')) return false;
  const text = `${number.text}${mark.text}${token.text}`;
  words.splice(-2, 2, { ...number, text, id: UNNUMBERED, end: token.end });
  return true;
}

function pushWord(words: NoteWord[], token: Token): void {
  if (token.glued) dropHyphen(words);
  const before = words[words.length - 1];
  // The tokenizer drops the apostrophe, so a gap of one character is left where it stood.
  if (token.glued && before?.kind === 'word' && token.start === before.end + 1)
    pushAll(words, token, readContraction(words, before, undisguise(token.text)));
  else if (isPlain(token) === 1) words.push(token);
  else pushAll(words, token, negated(undisguise(token.text)));
}

function pushAll(words: NoteWord[], token: Token, readings: readonly string[]): void {
  for (const text of readings) words.push(text === token.text ? token : { ...token, text, id: numberOf('word', text) });
}

/** Whether a word reads as it is written. */
const isPlain = createWordBits(({ text }) => Number(undisguise(text) === text && negated(text).length === 1));

/** `go-live` reads `go live`, as the lexicons write it. */
function dropHyphen(words: NoteWord[]): void {
  const mark = words[words.length - 1];
  if (mark?.kind === 'mark' && mark.glued && HYPHENS.has(mark.text) && words[words.length - 2]?.kind === 'word')
    words.pop();
}

/** How the part after an apostrophe reads: `she'll` `will`, `she's` nothing, `l'offre` itself. */
function readContraction(words: NoteWord[], before: NoteWord, ending: string): readonly string[] {
  const verb = ending === 't' ? NEGATED.get(before.text) : undefined;
  if (verb !== undefined) {
    words.splice(-1, 1, { ...before, text: verb, id: numberOf('word', verb) });
    return ['not'];
  }
  const reading = ENDINGS.get(ending) ?? ending;
  return reading === '' ? [] : [reading];
}

function negated(word: string): readonly string[] {
  if (word === 'cannot') return ['can', 'not'];
  const verb = word.endsWith('nt') ? NEGATED.get(word.slice(0, -1)) : undefined;
  return verb === undefined ? [word] : [verb, 'not'];
}

/** A word that mixes scripts is a disguise; one wholly in Cyrillic or Greek is a word of that language. */
function undisguise(text: string): string {
  if (isAscii(text) || !LATIN.test(text)) return text;
  return text.replace(FOREIGN, (letter) => LOOK_ALIKES.get(letter) ?? letter);
}
