import { jaroWinkler } from './jaro-winkler.ts';

/** What is known of names; see rules/lexicons/names.yaml. */
export interface NameLexicon {
  /** Forms of address and degrees: no part of a name. */
  readonly titles: readonly string[];
  /** Names of one person: `[robert, rob, bob]`. A name may stand in several groups. */
  readonly nicknames: readonly (readonly string[])[];
}

/** A name in words, lower case and without diacritics. Words with an umlaut stand in both common spellings. */
export interface PersonName {
  readonly words: readonly Word[];
  /** The words in order of the alphabet; twice where some word has two spellings. Equal names share one of these. */
  readonly keys: readonly string[];
}

/** `['muller', 'mueller']`, `['harold']`. */
type Word = readonly [string, ...string[]];

/** Reads and compares names of people. Both comparisons are the same in both directions. */
export interface Names {
  /** `null` where there is no name, or none that tells a person: a stand-in, a title, a single letter. */
  readonly read: (parts: NameParts) => PersonName | null;
  /** The same words in any order; initials between the first and the last word do not count. */
  readonly isSame: (a: PersonName, b: PersonName) => boolean;
  /** The same, or one word away: a slip of the key, a nickname, an initial, a middle name left out. */
  readonly isNear: (a: PersonName, b: PersonName) => boolean;
}

export interface NameParts {
  readonly name?: string | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
}

/** Longer values are no names; what follows is not read. */
const MOST_CHARACTERS = 120;
const MOST_WORDS = 8;

const ASCII = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}+/gu;
const WORDS = /[\p{L}\p{Nd}]+/gu;
/** Scripts written without spaces: a single word of two characters is a whole name. */
const UNSPACED = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]{2,}$/u;

/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
/** The second common spelling. */
const SPELLED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

const replaced = (text: string, table: Readonly<Record<string, string>>): string =>
  text.replace(/[^\x20-\x7e]/gu, (letter) => table[letter] ?? letter);

const plain = (text: string): string => replaced(text, LETTERS).normalize('NFKD').replace(MARKS, '');

/** `Müller` is `muller` and `mueller`. */
export function foldWord(word: string): Word {
  if (ASCII.test(word)) return [word.toLowerCase()];
  const lower = word.normalize('NFKC').toLowerCase();
  const [short, long] = [plain(lower), plain(replaced(lower, SPELLED))];
  return short === long ? [short] : [short, long];
}

const PLAIN_WORDS = /[a-z0-9]+/g;
const APOSTROPHES = /['’‘ʼ`]/gu;

/** Words between blanks and hyphens; apostrophes are dropped, `O'Brien` is one word. */
function wordsOf(text: string): readonly Word[] {
  const short = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) : text;
  if (ASCII.test(short)) {
    const lower = short.toLowerCase().replaceAll("'", '').replaceAll('`', '');
    return (lower.match(PLAIN_WORDS) ?? []).slice(0, MOST_WORDS).map((word): Word => [word]);
  }
  const joined = short.normalize('NFC').replace(APOSTROPHES, '');
  return (joined.match(WORDS) ?? []).slice(0, MOST_WORDS).map(foldWord);
}

function keysOf(words: readonly Word[]): readonly string[] {
  const short = words.map(([spelling]) => spelling).sort();
  if (words.every(({ length }) => length === 1)) return [short.join(' ')];
  const long = words.map((word) => word.at(-1) ?? '').sort();
  return [short.join(' '), long.join(' ')];
}

const isEqual = (a: Word, b: Word): boolean => a.some((spelling) => b.includes(spelling));
const isInitial = ([word]: Word): boolean => word.length === 1;

/** Initials in the middle come and go. */
const essential = (words: readonly Word[]): readonly Word[] =>
  words.filter((word, at) => at === 0 || at === words.length - 1 || !isInitial(word));

/** The words of two names that have no equal in the other. Pairs are made from the lesser name on, whoever asks. */
function unequal(a: PersonName, b: PersonName): readonly [readonly Word[], readonly Word[]] {
  const [one, other] = (a.keys[0] ?? '') < (b.keys[0] ?? '') ? [a, b] : [b, a];
  const rest = [...other.words];
  const alone = one.words.filter((word) => {
    const at = rest.findIndex((other) => isEqual(word, other));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return [alone, rest];
}

/** A name identifies when it has two words, or is written in a script without spaces. */
const identifies = (words: readonly Word[]): boolean =>
  words.length > 1 ? words.some((word) => !isInitial(word)) : words.some(([word]) => UNSPACED.test(word));

/**
 * Names by a lexicon. `isPlaceholder` knows stand-ins (`test`, `unknown`); `near` is the least similarity of two words by
 * Jaro and Winkler at which one may be a slip of the key for the other.
 */
export function createNames(lexicon: NameLexicon, near: number, isPlaceholder: (name: string) => boolean): Names {
  const titles = new Set(lexicon.titles);
  const groups = new Map<string, Set<number>>();
  lexicon.nicknames.forEach((names, group) => {
    for (const name of names) groups.set(name, (groups.get(name) ?? new Set()).add(group));
  });
  const isNickname = ([a]: Word, [b]: Word): boolean =>
    [...(groups.get(a) ?? [])].some((group) => groups.get(b)?.has(group) ?? false);
  const isAbbreviated = ([a]: Word, [b]: Word): boolean =>
    (a.length === 1 || b.length === 1) && a.charCodeAt(0) === b.charCodeAt(0);
  const isNearWord = (a: Word, b: Word): boolean =>
    isAbbreviated(a, b) || isNickname(a, b) || a.some((x) => b.some((y) => jaroWinkler(x, y) >= near));
  const real = (text: string | null | undefined): string => (text && !isPlaceholder(text) ? text : '');
  return {
    read: ({ name, firstName, lastName }) => {
      const [first, last] = [real(firstName), real(lastName)];
      const split = `${first} ${last}`.trim();
      const text = first && last ? split : real(name) || split;
      if (text === '' || isPlaceholder(text)) return null;
      const words = essential(wordsOf(text).filter(([word]) => !titles.has(word)));
      return identifies(words) ? { words, keys: keysOf(words) } : null;
    },
    isSame: (a, b) => a.words.length === b.words.length && unequal(a, b).every(({ length }) => length === 0),
    isNear: (a, b) => {
      const [left, right] = unequal(a, b);
      const [more, fewer] = left.length < right.length ? [right, left] : [left, right];
      const isAnyEqual = more.length < Math.max(a.words.length, b.words.length);
      if (fewer.length === 0) return isAnyEqual && Math.min(a.words.length, b.words.length) > 1;
      return isAnyEqual && fewer.length === 1 && more.length === 1 && isNearWord(fewer[0] ?? [''], more[0] ?? ['']);
    },
  };
}
