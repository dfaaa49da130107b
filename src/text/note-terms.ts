import type { NoteWord } from './note-words.ts';
import { createWordBits } from './word-bits.ts';

/**
 * All that phrases can tell of a word. Words that no phrase tells apart share a term, so there are never more terms
 * than words and beginnings in the lexicons, whatever a text holds.
 */
export type Term = {
  readonly id: number;
  readonly kind: NoteWord['kind'];
  /** The word itself where a phrase names it, else the longest beginning of a phrase that it has. */
  readonly text: string;
  readonly named: boolean;
};

/** The words and beginnings of phrases. All of them are learned before the first text is read. */
export type Vocabulary = {
  readonly learn: (word: string) => void;
  readonly learnBeginning: (beginning: string) => void;
  /** The ids of the terms of a text, one for each word; to be read before another text is. */
  readonly termsOf: (words: readonly NoteWord[]) => Int32Array;
  readonly term: (id: number) => Term;
};

/** Letters that lead to beginnings. */
type Letter = { readonly next: Map<number, Letter>; readonly text: string; learned: boolean };

const letter = (text: string): Letter => ({ next: new Map(), text, learned: false });

/** A vocabulary that several finders share, so that each word is looked up once for all of them. */
export function createVocabulary(): Vocabulary {
  const named = new Set<string>();
  const beginnings = letter('');
  const terms = createTerms();
  const termOf = createWordBits(({ kind, text }) =>
    named.has(text)
      ? terms.of(kind, text, true)
      : terms.of(kind, kind === 'word' ? longestBeginning(beginnings, text) : '', false),
  );
  let last: readonly NoteWord[] | undefined;
  let found = new Int32Array(256);
  return {
    learn: (word) => void named.add(word),
    learnBeginning: (beginning) => learnLetters(beginnings, beginning),
    termsOf: (words) => {
      // One finder after another reads the same text.
      if (last === words) return found;
      last = words;
      if (words.length > found.length) found = new Int32Array(2 * words.length);
      let at = 0;
      for (const word of words) found[at++] = termOf(word);
      return found;
    },
    term: terms.at,
  };
}

/** Makes each term once. */
function createTerms() {
  const known = { named: new Map<string, Term[]>(), other: new Map<string, Term[]>() };
  const terms: Term[] = [];
  return {
    of: (kind: NoteWord['kind'], text: string, named: boolean): number => {
      const table = named ? known.named : known.other;
      const sameText = table.get(text);
      const found = sameText?.find((term) => term.kind === kind);
      if (found) return found.id;
      const made = { id: terms.length, kind, text, named };
      terms.push(made);
      if (sameText) sameText.push(made);
      else table.set(text, [made]);
      return made.id;
    },
    at: (id: number): Term => {
      const term = terms[id];
      if (term === undefined) throw new RangeError(`no term has the id ${id}`);
      return term;
    },
  };
}

function learnLetters(root: Letter, beginning: string): void {
  let here = root;
  for (let at = 0; at < beginning.length; at++) {
    const code = beginning.charCodeAt(at);
    const next = here.next.get(code) ?? letter(beginning.slice(0, at + 1));
    here.next.set(code, next);
    here = next;
  }
  here.learned = true;
}

function longestBeginning(root: Letter, word: string): string {
  let here: Letter | undefined = root;
  let longest = '';
  for (let at = 0; at < word.length; at++) {
    here = here.next.get(word.charCodeAt(at));
    if (here === undefined) break;
    if (here.learned) longest = here.text;
  }
  return longest;
}
