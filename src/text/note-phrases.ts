import { createPlaces, type Place } from './note-places.ts';
import { createStates, NOWHERE, type States } from './note-states.ts';
import { createVocabulary, type Term, type Vocabulary } from './note-terms.ts';
import type { NoteWord } from './note-words.ts';

/** A phrase found: words `from` up to, not including, `to`. */
export type PhraseMatch = {
  readonly from: number;
  readonly to: number;
  /** The bits of the groups that list it. */
  readonly groups: number;
};

/** Finds the phrases of groups among words `from` up to, not including, `to`; among all where these are left out. */
export type PhraseFinder<Group extends string> = {
  /** All of them; the longest one at each place wins and its words count once. */
  readonly find: (words: readonly NoteWord[], from?: number, to?: number) => readonly PhraseMatch[];
  /** The longest one that begins with the first of the words. */
  readonly first: (words: readonly NoteWord[], from: number, to: number) => PhraseMatch | undefined;
  /** The bit of a group. */
  readonly bit: (group: Group) => number;
};

/** Groups are told apart by the bits of one number. */
const MOST_GROUPS = 31;

/**
 * Compiles lexicon phrases. Words match as `readWords` folds them; `reduc*` any word that begins so; `N` any number, in
 * digits or letters; `_` any one word, not the first; `(a|b c|)` alternatives, the empty one for an optional part.
 * Finders that read the same texts share a vocabulary. Throws a RangeError on a phrase that is blank or whose
 * parentheses are unbalanced, and on more than 31 groups.
 */
export function createPhraseFinder<Group extends string>(
  groups: Readonly<Record<Group, readonly string[]>>,
  numberWords: ReadonlySet<string>,
  vocabulary: Vocabulary = createVocabulary(),
): PhraseFinder<Group> {
  const names = Object.keys(groups);
  if (names.length > MOST_GROUPS) throw new RangeError(`at most ${MOST_GROUPS} groups can be told apart`);
  const place = createPlaces(vocabulary);
  for (const word of numberWords) vocabulary.learn(word);
  const starts = Object.entries<readonly string[]>(groups).flatMap(([group, phrases]) =>
    phrases.map((phrase) => checked(place(group, phrase), phrase)),
  );
  const isNumber = ({ kind, named, text }: Term): boolean => kind === 'number' || (named && numberWords.has(text));
  const states = createStates(names, starts, vocabulary, isNumber);
  return {
    find: (words, from = 0, to = words.length) => {
      const terms = vocabulary.termsOf(words);
      const matches: PhraseMatch[] = [];
      for (let at = from; at < to; at++) {
        const match = longestAt(states, terms, at, to);
        if (match === undefined) continue;
        matches.push(match);
        at = match.to - 1;
      }
      return matches;
    },
    first: (words, from, to) => (from < to ? longestAt(states, vocabulary.termsOf(words), from, to) : undefined),
    bit: (group) => 1 << names.indexOf(group),
  };
}

function checked(start: Place, phrase: string): Place {
  if (start.ends || start.steps.length === 0) throw new RangeError(`the phrase "${phrase}" must hold a word`);
  if (start.steps.some(({ by }) => by === 'any')) throw new RangeError(`the phrase "${phrase}" must begin with a word`);
  return start;
}

function longestAt(states: States, terms: Int32Array, from: number, limit: number): PhraseMatch | undefined {
  // Most words begin no phrase.
  const first = states.open(terms[from] ?? NOWHERE);
  return first === NOWHERE ? undefined : longestFrom(first, states, terms, { from, limit });
}

function longestFrom(
  first: number,
  { follow, endsAt }: States,
  terms: Int32Array,
  { from, limit }: { readonly from: number; readonly limit: number },
): PhraseMatch | undefined {
  let to = from;
  let groups = 0;
  let state = first;
  for (let at = from + 1; state !== NOWHERE; at++) {
    const ends = endsAt(state);
    if (ends !== 0) {
      to = at;
      groups = ends;
    }
    if (at >= limit) break;
    state = follow(state, terms[at] ?? NOWHERE);
  }
  return groups === 0 ? undefined : { from, to, groups };
}
