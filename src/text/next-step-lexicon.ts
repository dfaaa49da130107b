import { fold } from './fold.ts';
import { PEOPLE_KINDS, type PeopleLexicon, STEP_KINDS, type StepLexicon, type StepWords } from './lexicon.ts';
import { anyOf, type Kinds, type StepKind } from './next-step-kinds.ts';
import { createPhraseMatcher, type PhraseMatcher } from './phrase-matcher.ts';
import type { Token } from './tokens.ts';
import { createWordBits } from './word-bits.ts';

export type StepLanguage = {
  readonly code: string;
  readonly objectFirst: boolean;
  readonly verbEndings: readonly string[];
  readonly match: PhraseMatcher<Kinds>;
};

export type CompiledSteps = {
  readonly languages: readonly StepLanguage[];
  /** The languages in which a phrase begins with a word, each a bit, in their order. */
  readonly spokenIn: (token: Token) => number;
  readonly placeholders: PhraseMatcher<true>;
  readonly noise: PhraseMatcher<true>;
  readonly headings: PhraseMatcher<true>;
  readonly markers: PhraseMatcher<true>;
  readonly abbreviations: ReadonlySet<string>;
};

const VOWEL = /[aeiouy]/;
const DOUBLES = /[^aeiou][aeiou][bdgklmnprt]$/;
const SIBILANT = /(?:s|x|z|ch|sh)$/;

type Inflected = { readonly present: readonly string[]; readonly past: readonly string[] };

function endings(word: string): Inflected {
  const stem = word.endsWith('e') ? word.slice(0, -1) : word;
  if (word.endsWith('y') && !VOWEL.test(word.at(-2) ?? ''))
    return { present: [word, `${word.slice(0, -1)}ies`, `${word}ing`], past: [`${word.slice(0, -1)}ied`] };
  const doubled = DOUBLES.test(word) ? `${word}${word.at(-1)}` : stem;
  const third = SIBILANT.test(word) ? `${word}es` : `${word}s`;
  return { present: [word, third, `${stem}ing`, `${doubled}ing`], past: [`${stem}ed`, `${doubled}ed`] };
}

/** English forms of "send over" and the like: the first word is inflected, irregular past forms are given after a slash. */
function inflect(entry: string): Inflected {
  const [base = '', ...irregular] = entry.split('/');
  const [head = '', ...rest] = base.split(' ');
  if (!/^[a-z]+$/.test(head) || head.length < 2) return { present: [base], past: [] };
  const tail = rest.length === 0 ? '' : ` ${rest.join(' ')}`;
  const forms = endings(head);
  const past = irregular.length > 0 ? irregular : forms.past.map((form) => form + tail);
  return { present: forms.present.map((form) => form + tail), past };
}

const INFLECTED: ReadonlySet<StepKind> = new Set(['verbs', 'verbNouns', 'light']);

function add(forms: Map<string, Set<StepKind>>, form: string, kind: StepKind): void {
  const key = fold(form).trim();
  const kinds = forms.get(key) ?? new Set();
  kinds.add(kind);
  forms.set(key, kinds);
}

function addInflected(forms: Map<string, Set<StepKind>>, entry: string, kind: StepKind): void {
  const { present, past } = inflect(entry);
  for (const form of present) add(forms, form, kind);
  for (const form of past) add(forms, form, 'past');
}

function collectSteps(words: StepWords, forms: Map<string, Set<StepKind>>): void {
  for (const kind of STEP_KINDS) {
    const inflected = words.inflect !== undefined && INFLECTED.has(kind);
    for (const entry of words[kind])
      if (inflected) addInflected(forms, entry, kind);
      else add(forms, entry, kind);
  }
}

/** Whole words only keep "past" where they are not also a present form ("put", "set"). */
function settle(kinds: Set<StepKind>): Kinds {
  if (kinds.has('past') && (kinds.has('verbs') || kinds.has('light') || kinds.has('arranged'))) kinds.delete('past');
  return anyOf(...kinds);
}

function language(
  code: string,
  steps: StepWords | undefined,
  people: PeopleLexicon['languages'][string] | undefined,
): StepLanguage {
  const forms = new Map<string, Set<StepKind>>();
  if (steps !== undefined) collectSteps(steps, forms);
  if (people !== undefined) for (const kind of PEOPLE_KINDS) for (const form of people[kind]) add(forms, form, kind);
  return {
    code,
    objectFirst: steps?.objectFirst ?? false,
    verbEndings: steps?.verbEndings ?? [],
    match: createPhraseMatcher([...forms].map(([form, kinds]) => [form, settle(kinds)] as const)),
  };
}

function flags(lexicon: StepLexicon, list: (words: StepWords) => readonly string[]): PhraseMatcher<true> {
  return createPhraseMatcher(
    Object.values(lexicon.languages).flatMap((words) => list(words).map((form) => [form, true as const] as const)),
  );
}

/** Turns the lexicons into one matcher per language; English comes first, whatever the order of the files. */
export function compileSteps(steps: StepLexicon, people: PeopleLexicon): CompiledSteps {
  const codes = [...new Set(['en', ...Object.keys(steps.languages), ...Object.keys(people.languages)])];
  const languages = codes.map((code) => language(code, steps.languages[code], people.languages[code]));
  return {
    languages,
    spokenIn: createWordBits((token) =>
      languages.reduce((bits, { match }, at) => (match.opens(token) ? bits | (1 << at) : bits), 0),
    ),
    placeholders: flags(steps, (words) => words.placeholders),
    noise: flags(steps, (words) => words.noise),
    headings: flags(steps, (words) => words.headings),
    markers: flags(steps, (words) => words.marker),
    abbreviations: new Set(Object.values(steps.languages).flatMap((words) => words.abbreviations.map(fold))),
  };
}
