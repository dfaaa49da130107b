import type { Certainty } from './columns.ts';
import { foldName, type LabelLexicon } from './lexicon.ts';

/** What a label is proposed to stand for, and by what; or why it is not placed. */
export type Placing<Meaning extends string> =
  | { readonly meaning: Meaning; readonly certainty: Certainty; readonly why: string }
  | { readonly meaning: undefined; readonly certainty: 'unplaced'; readonly why: string };

interface Hit<Meaning extends string> {
  readonly meaning: Meaning;
  readonly term: string;
}

/** Every term that stands within a label as whole words, without those that a longer one contains. */
function hitsIn<Meaning extends string>(label: string, { meanings }: LabelLexicon<Meaning>): readonly Hit<Meaning>[] {
  const padded = ` ${label} `;
  const hits = [...meanings].flatMap(([meaning, terms]) =>
    terms.filter((term) => padded.includes(` ${term} `)).map((term) => ({ meaning, term })),
  );
  return hits.filter(
    ({ term }) => !hits.some((other) => other.term !== term && ` ${other.term} `.includes(` ${term} `)),
  );
}

const isCovered = (word: string, hits: readonly Hit<string>[]): boolean =>
  hits.some(({ term }) => ` ${term} `.includes(` ${word} `));

/** Proposes what a label stands for; never guesses where words point two ways. */
export function placeLabel<Meaning extends string>(label: string, lexicon: LabelLexicon<Meaning>): Placing<Meaning> {
  const folded = foldName(label);
  const exact = [...lexicon.meanings].filter(([, terms]) => terms.includes(folded)).map(([meaning]) => meaning);
  const [only] = exact;
  if (only !== undefined && exact.length === 1) return { meaning: only, certainty: 'sure', why: 'a common label' };
  const hits = hitsIn(folded, lexicon);
  const found = [...new Set(hits.map(({ meaning }) => meaning))];
  const [first] = found;
  if (first === undefined) return { meaning: undefined, certainty: 'unplaced', why: 'no word of it is known' };
  if (found.length > 1)
    return {
      meaning: undefined,
      certainty: 'unplaced',
      why: hits.map(({ term, meaning }) => `"${term}" says ${meaning}`).join(', '),
    };
  const turned = folded.split(' ').find((word) => lexicon.negations.has(word) && !isCovered(word, hits));
  if (turned !== undefined) return { meaning: undefined, certainty: 'unplaced', why: `"${turned}" turns it around` };
  return { meaning: first, certainty: 'likely', why: `contains "${hits[0]?.term ?? ''}"` };
}
