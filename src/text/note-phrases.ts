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
type Place = {
  readonly words: Map<string, Place[]>;
  readonly beginnings: Map<string, Place[]>;
  readonly numbers: Place[];
  readonly any: Place[];
  ends: boolean;
};

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
    for (const phrase of phrases) enter(index, compile(parse(phrase), { ...newPlace(), ends: true }), group, phrase);
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

function newPlace(): Place {
  return { words: new Map(), beginnings: new Map(), numbers: [], any: [], ends: false };
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
  const start = newPlace();
  for (const choice of choices) {
    let rest = after;
    for (const part of choice.toReversed()) {
      if (typeof part !== 'string') rest = compile(part, rest);
      else {
        const place = newPlace();
        lead(place, stepsOf(part), rest);
        rest = place;
      }
    }
    merge(start, rest);
  }
  return start;
}

function stepsOf(text: string): readonly string[] {
  return text
    .split(' ')
    .filter((part) => part !== '')
    .flatMap((part) => {
      if (part === NUMBER || part === ANY) return [part];
      const beginning = part.length > 1 && part.endsWith('*');
      const words = readWords(beginning ? part.slice(0, -1) : part).map((word) => word.text);
      return beginning ? [...words.slice(0, -1), `${words.at(-1) ?? ''}*`] : words;
    });
}

function lead(from: Place, steps: readonly string[], to: Place): void {
  let here = from;
  for (const [at, step] of steps.entries()) {
    const next = at === steps.length - 1 ? to : newPlace();
    if (step === NUMBER) here.numbers.push(next);
    else if (step === ANY) here.any.push(next);
    else if (step.length > 1 && step.endsWith('*')) push(here.beginnings, step.slice(0, -1), next);
    else push(here.words, step, next);
    here = next;
  }
}

function merge(into: Place, from: Place): void {
  if (from.ends) into.ends = true;
  into.numbers.push(...from.numbers);
  into.any.push(...from.any);
  for (const [word, places] of from.words) for (const place of places) push(into.words, word, place);
  for (const [word, places] of from.beginnings) for (const place of places) push(into.beginnings, word, place);
}

function push<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function enter(index: Index, start: Place, group: string, phrase: string): void {
  if (start.ends || start.any.length > 0) throw new RangeError(`the phrase "${phrase}" must begin with a word`);
  for (const place of start.numbers) index.numbers.push({ place, group });
  for (const [word, places] of start.words) for (const place of places) push(index.words, word, { place, group });
  for (const [word, places] of start.beginnings)
    for (const place of places) push(index.beginnings, word, { place, group });
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
  const go = (places: readonly Place[] | undefined): void => {
    for (const next of places ?? []) best = Math.max(best, endOf(next, words, at + 1, isNumber));
  };
  go(place.words.get(word.text));
  if (place.numbers.length > 0 && isNumber(word)) go(place.numbers);
  if (word.kind !== 'word') return best;
  go(place.any);
  for (const [beginning, places] of place.beginnings) if (word.text.startsWith(beginning)) go(places);
  return best;
}
