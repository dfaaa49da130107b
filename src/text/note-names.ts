import type { NoteLexicon } from './note-lexicon.ts';
import type { NoteWord } from './note-words.ts';

/** The folded name that a word is, if it looks like one. */
export type NameReader = (words: readonly NoteWord[], at: number, sentenceStart: number) => string | undefined;

const PLAIN_WORD = /^[a-z]+$/;

/**
 * Names are capitalized words that no lexicon lists. At the start of a sentence every word is capitalized, so a word
 * there is a name only if none of the lists knows it. CAPITALS are acronyms or shouting, not names.
 */
export function createNameReader(lexicon: NoteLexicon): NameReader {
  const known = knownWords(lexicon);
  return (words, at, sentenceStart) => {
    const word = words[at];
    if (word?.kind !== 'word' || word.capital !== 'first' || word.text.length < 2) return undefined;
    const common = known.has(word.text) || (at === sentenceStart && looksLikeVerb(word.text));
    return common ? undefined : word.text;
  };
}

/** "Resubmitted", "Waiting", "Continuing": sentences of notes often begin with a verb. */
function looksLikeVerb(text: string): boolean {
  return text.length > 4 && (text.endsWith('ed') || text.endsWith('ing'));
}

function knownWords(lexicon: NoteLexicon): ReadonlySet<string> {
  const groups = Object.values(lexicon.points).map(({ phrases }) => phrases);
  const lists = [
    ...groups,
    ...Object.values(lexicon.next),
    lexicon.neutral,
    lexicon.topics,
    lexicon.roles,
    lexicon.notNames,
  ];
  const words = lists.flat().flatMap((phrase) => phrase.split(/[\s()|]+/));
  return new Set(words.filter((word) => PLAIN_WORD.test(word)));
}
