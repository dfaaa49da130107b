import { createPlaces, type Place } from './note-places.ts';
import { createStates, type Follow, type State } from './note-states.ts';
import { createVocabulary, type Term, type Vocabulary } from './note-terms.ts';
import type { NoteWord } from './note-words.ts';

/** A phrase found: words `from` up to, not including, `to`. */
export type PhraseMatch = {
  readonly from: number;
  readonly to: number;
  /** The groups that list it. */
  readonly groups: readonly string[];
};

/**
 * Finds all listed phrases among the words `from` up to, not including, `to` (all words where these are left out);
 * the longest one at each place wins and its words count once.
 */
export type PhraseFinder = (words: readonly NoteWord[], from?: number, to?: number) => readonly PhraseMatch[];

/**
 * Compiles lexicon phrases. Words match as `readWords` folds them; `reduc*` any word that begins so; `N` any number, in
 * digits or letters; `_` any one word, not the first; `(a|b c|)` alternatives, the empty one for an optional part.
 * Finders that read the same texts share a vocabulary. Throws a RangeError on a phrase that is blank or whose
 * parentheses are unbalanced.
 */
export function createPhraseFinder(
  groups: Readonly<Record<string, readonly string[]>>,
  numberWords: ReadonlySet<string>,
  vocabulary: Vocabulary = createVocabulary(),
): PhraseFinder {
  const place = createPlaces(vocabulary);
  for (const word of numberWords) vocabulary.learn(word);
  const starts = Object.entries(groups).flatMap(([group, phrases]) =>
    phrases.map((phrase) => checked(place(group, phrase), phrase)),
  );
  const isNumber = ({ kind, named, text }: Term): boolean => kind === 'number' || (named && numberWords.has(text));
  const { root, follow } = createStates(Object.keys(groups), starts, isNumber);
  return (words, from = 0, to = words.length) => {
    const terms = vocabulary.termsOf(words);
    const matches: PhraseMatch[] = [];
    for (let at = from; at < to; ) {
      const match = longestAt(root, follow, terms, at, to);
      if (match) matches.push(match);
      at = match ? match.to : at + 1;
    }
    return matches;
  };
}

function checked(start: Place, phrase: string): Place {
  if (start.ends || start.steps.length === 0) throw new RangeError(`the phrase "${phrase}" must hold a word`);
  if (start.steps.some(({ by }) => by === 'any')) throw new RangeError(`the phrase "${phrase}" must begin with a word`);
  return start;
}

function longestAt(
  root: State,
  follow: Follow,
  terms: readonly Term[],
  from: number,
  limit: number,
): PhraseMatch | undefined {
  let longest: PhraseMatch | undefined;
  let here = root;
  for (let at = from; at < limit; at++) {
    const term = terms[at];
    const next = term === undefined ? null : follow(here, term);
    if (next === null) break;
    if (next.ends.length > 0) longest = { from, to: at + 1, groups: next.ends };
    here = next;
  }
  return longest;
}
