import { type Token, tokenize } from './tokens.ts';
import { createWordBits } from './word-bits.ts';

/** The longest phrase that starts at a token: its value, and the index after its last token. */
export type PhraseMatch<Value> = { readonly value: Value; readonly to: number };

export type PhraseMatcher<Value> = {
  /** Looks up the longest phrase that starts at token `at`. */
  (tokens: readonly Token[], at: number): PhraseMatch<Value> | null;
  /** Whether a phrase begins with a token. */
  readonly opens: (token: Token) => boolean;
};

/** What a text may go on with; most places have one continuation or none, so tables are made when needed. */
type Node<Value> = {
  next: Map<string, Node<Value>> | undefined;
  stems: Map<string, Node<Value>> | undefined;
  value: Value | undefined;
};

const SHORTEST_STEM = 3;
/** Most phrases of a lexicon are plain words, which need no tokenizer. */
const PLAIN = /^[a-z]+(?: [a-z]+)*$/;

function node<Value>(): Node<Value> {
  return { next: undefined, stems: undefined, value: undefined };
}

function child<Value>(here: Node<Value>, by: 'next' | 'stems', key: string): Node<Value> {
  const edges = here[by] ?? new Map<string, Node<Value>>();
  here[by] = edges;
  const known = edges.get(key);
  if (known !== undefined) return known;
  const made = node<Value>();
  edges.set(key, made);
  return made;
}

function insert<Value>(root: Node<Value>, phrase: string, value: Value): void {
  let here = root;
  for (const { text, isStem } of stepsOf(phrase)) here = child(here, isStem ? 'stems' : 'next', text);
  if (here !== root) here.value ??= value;
}

type PhraseStep = { readonly text: string; readonly isStem: boolean };

function stepsOf(phrase: string): readonly PhraseStep[] {
  if (PLAIN.test(phrase)) return phrase.split(' ').map((text) => ({ text, isStem: false }));
  const parts = tokenize(phrase);
  const steps: PhraseStep[] = [];
  for (let at = 0; at < parts.length; at++) {
    const star = parts[at + 1];
    const isStem = parts[at]?.kind === 'word' && star?.text === '*' && star.glued;
    steps.push({ text: parts[at]?.text ?? '', isStem });
    if (isStem) at++;
  }
  return steps;
}

/** The first word of a phrase, as it stands in a lexicon: "in" of "in the", "trimestr*" of "trimestr* next". */
export function firstWord(phrase: string): string {
  const [first] = stepsOf(phrase);
  return first === undefined ? '' : `${first.text}${first.isStem ? '*' : ''}`;
}

function stemOf<Value>(here: Node<Value>, token: Token): Node<Value> | undefined {
  if (here.stems === undefined || token.kind !== 'word') return undefined;
  for (let length = token.text.length; length >= SHORTEST_STEM; length--) {
    const found = here.stems.get(token.text.slice(0, length));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A hyphen inside a phrase: "break-up email" is written "break up email" in the lexicon. */
function joinsWords(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  return token?.text === '-' && token.glued && tokens[index + 1]?.glued === true;
}

/**
 * Compiles phrases into a matcher that never backtracks. A word that ends in `*` (at least three letters
 * before it) matches every word that begins so; a space in a phrase also matches a hyphen; whole words win over stems, and where a phrase is listed
 * twice the first value counts.
 */
export function createPhraseMatcher<Value>(entries: Iterable<readonly [string, Value]>): PhraseMatcher<Value> {
  const root = node<Value>();
  for (const [phrase, value] of entries) insert(root, phrase, value);
  // Nearly all words open no phrase, which is told at once.
  const opens = createWordBits((token) => (step(root, [token], 0, false) === undefined ? 0 : 1));
  const match = (tokens: readonly Token[], at: number): PhraseMatch<Value> | null => {
    const token = tokens[at];
    return token === undefined || opens(token) === 0 ? null : longest(root, tokens, at);
  };
  return Object.assign(match, { opens: (token: Token) => opens(token) === 1 });
}

function longest<Value>(root: Node<Value>, tokens: readonly Token[], at: number): PhraseMatch<Value> | null {
  let here: Node<Value> | undefined = root;
  let best: PhraseMatch<Value> | null = null;
  for (let index = at; index < tokens.length; index++) {
    here = step(here, tokens, index, index > at);
    if (here === undefined) return best;
    if (here.value !== undefined && tokens[index]?.text !== '-') best = { value: here.value, to: index + 1 };
  }
  return best;
}

function step<Value>(
  here: Node<Value>,
  tokens: readonly Token[],
  index: number,
  isInside: boolean,
): Node<Value> | undefined {
  const token = tokens[index];
  if (token === undefined) return undefined;
  const known = here.next?.get(token.text) ?? stemOf(here, token);
  return known === undefined && isInside && joinsWords(tokens, index) ? here : known;
}
