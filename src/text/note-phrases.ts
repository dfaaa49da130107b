import { type NoteWord, readWords } from './note-words.ts';

/** A phrase found: words `from` up to, not including, `to`. */
export type PhraseMatch = {
  readonly from: number;
  readonly to: number;
  /** The groups that list it. */
  readonly groups: readonly string[];
};

/** Finds all listed phrases in a text; the longest one at each place wins and its words count once. */
export type PhraseFinder = (words: readonly NoteWord[]) => readonly PhraseMatch[];

/** Where a phrase may go on, and whether it may end here. Alternatives part and meet again, so a phrase stays small. */
type Place = { readonly steps: Step[]; ends: boolean };

type Step = { readonly by: 'word' | 'beginning' | 'number' | 'any'; readonly text: string; readonly to: Place };

/** A phrase after its first word, and the group that lists it. */
type Tail = { readonly place: Place; readonly group: string };

type Index = {
  readonly words: Map<string, Tail[]>;
  readonly beginnings: Map<string, Tail[]>;
  readonly numbers: Tail[];
  lengths: readonly number[];
};

const NUMBER = 'N';
const ANY = '_';
/** Most words of a lexicon: what `readWords` would leave as it is, for a tenth of the time. Not `cannot`, `dont`. */
const PLAIN = /^(?!cannot$)[a-z]*(?<!nt)$/;

/**
 * Compiles lexicon phrases. Words match as `readWords` folds them; `reduc*` any word that begins so; `N` any number, in
 * digits or letters; `_` any one word, not the first; `(a|b c|)` alternatives, the empty one for an optional part.
 * Throws a RangeError on a phrase that is blank or whose parentheses are unbalanced.
 */
export function createPhraseFinder(
  groups: Readonly<Record<string, readonly string[]>>,
  numberWords: ReadonlySet<string>,
): PhraseFinder {
  const index: Index = { words: new Map(), beginnings: new Map(), numbers: [], lengths: [] };
  for (const [group, phrases] of Object.entries(groups))
    for (const phrase of phrases) enter(index, compile(parse(phrase), { steps: [], ends: true }), group, phrase);
  index.lengths = [...new Set([...index.beginnings.keys()].map(({ length }) => length))].sort((a, b) => b - a);
  const isNumber = ({ kind, text }: NoteWord): boolean => kind === 'number' || numberWords.has(text);
  return (words) => {
    const matches: PhraseMatch[] = [];
    for (let from = 0; from < words.length; ) {
      const match = longestAt(index, words, from, isNumber);
      if (match) matches.push(match);
      from = match ? match.to : from + 1;
    }
    return matches;
  };
}

/** Alternatives, each a sequence of words and of further alternatives. */
type Choices = readonly (readonly (string | Choices)[])[];

function parse(phrase: string): Choices {
  const stack: (string | Choices)[][][] = [[[]]];
  for (const piece of phrase.split(/([()|])/)) {
    const here = stack.at(-1);
    if (piece === '(') stack.push([[]]);
    else if (piece === '|') here?.push([]);
    else if (piece === ')') {
      stack.pop();
      stack
        .at(-1)
        ?.at(-1)
        ?.push(here ?? []);
    } else if (piece.trim() !== '') here?.at(-1)?.push(piece);
  }
  const [choices] = stack;
  if (choices === undefined || stack.length > 1)
    throw new RangeError(`unbalanced parentheses in the phrase "${phrase}"`);
  return choices;
}

/** Built from the end backwards: each part leads to the place where the rest begins. */
function compile(choices: Choices, after: Place): Place {
  const start: Place = { steps: [], ends: false };
  for (const choice of choices) {
    let rest = after;
    for (const part of choice.toReversed()) rest = typeof part === 'string' ? lead(part, rest) : compile(part, rest);
    start.steps.push(...rest.steps);
    start.ends ||= rest.ends;
  }
  return start;
}

/** The place from which the words of `text` lead to `after`. */
function lead(text: string, after: Place): Place {
  let rest = after;
  for (const word of wordsOf(text).toReversed()) rest = { steps: [stepBy(word, rest)], ends: false };
  return rest;
}

function stepBy(word: string, to: Place): Step {
  if (word === NUMBER) return { by: 'number', text: '', to };
  if (word === ANY) return { by: 'any', text: '', to };
  const beginning = word.length > 1 && word.endsWith('*');
  return beginning ? { by: 'beginning', text: word.slice(0, -1), to } : { by: 'word', text: word, to };
}

function wordsOf(text: string): readonly string[] {
  return text
    .split(' ')
    .filter((part) => part !== '')
    .flatMap((part) => {
      if (part === NUMBER || part === ANY) return [part];
      if (PLAIN.test(part)) return [part];
      const beginning = part.length > 1 && part.endsWith('*');
      const words = readWords(beginning ? part.slice(0, -1) : part).map((word) => word.text);
      return beginning ? [...words.slice(0, -1), `${words.at(-1) ?? ''}*`] : words;
    });
}

function push<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function enter(index: Index, start: Place, group: string, phrase: string): void {
  if (start.ends || start.steps.length === 0) throw new RangeError(`the phrase "${phrase}" must hold a word`);
  for (const { by, text, to } of start.steps) {
    if (by === 'any') throw new RangeError(`the phrase "${phrase}" must begin with a word`);
    if (by === 'number') index.numbers.push({ place: to, group });
    else push(by === 'word' ? index.words : index.beginnings, text, { place: to, group });
  }
}

function longestAt(
  index: Index,
  words: readonly NoteWord[],
  from: number,
  isNumber: (word: NoteWord) => boolean,
): PhraseMatch | undefined {
  const first = words[from];
  if (first === undefined || first.kind === 'break') return undefined;
  let to = from;
  let groups: string[] = [];
  const consider = (tails: readonly Tail[] | undefined): void => {
    for (const { place, group } of tails ?? []) {
      const end = endOf(place, words, from + 1, isNumber);
      if (end > to) {
        to = end;
        groups = [group];
      } else if (end === to && !groups.includes(group)) groups.push(group);
    }
  };
  consider(index.words.get(first.text));
  if (first.kind === 'word')
    for (const length of index.lengths)
      if (length <= first.text.length) consider(index.beginnings.get(first.text.slice(0, length)));
  if (isNumber(first)) consider(index.numbers);
  return to > from ? { from, to, groups } : undefined;
}

/** The furthest end of a phrase that stands at `place` with word `at` next; -1 when it ends nowhere. */
function endOf(place: Place, words: readonly NoteWord[], at: number, isNumber: (word: NoteWord) => boolean): number {
  let best = place.ends ? at : -1;
  const word = words[at];
  if (word === undefined || word.kind === 'break') return best;
  for (const step of place.steps)
    if (goes(step, word, isNumber)) best = Math.max(best, endOf(step.to, words, at + 1, isNumber));
  return best;
}

function goes({ by, text }: Step, word: NoteWord, isNumber: (word: NoteWord) => boolean): boolean {
  switch (by) {
    case 'word':
      return word.text === text;
    case 'beginning':
      return word.kind === 'word' && word.text.startsWith(text);
    case 'number':
      return isNumber(word);
    case 'any':
      return word.kind === 'word';
  }
}
