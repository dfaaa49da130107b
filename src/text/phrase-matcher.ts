import { type Token, tokenize } from './tokens.ts';

/** The longest phrase that starts at a token: its value, and the index after its last token. */
export type PhraseMatch<Value> = { readonly value: Value; readonly to: number };

/** Looks up the longest phrase that starts at token `at`. */
export type PhraseMatcher<Value> = (tokens: readonly Token[], at: number) => PhraseMatch<Value> | null;

type Node<Value> = {
  readonly next: Map<string, Node<Value>>;
  readonly stems: Map<string, Node<Value>>;
  value: Value | undefined;
};

const SHORTEST_STEM = 3;

function node<Value>(): Node<Value> {
  return { next: new Map(), stems: new Map(), value: undefined };
}

function child<Value>(edges: Map<string, Node<Value>>, key: string): Node<Value> {
  const known = edges.get(key);
  if (known !== undefined) return known;
  const made = node<Value>();
  edges.set(key, made);
  return made;
}

function insert<Value>(root: Node<Value>, phrase: string, value: Value): void {
  const parts = tokenize(phrase);
  let here = root;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (part === undefined) continue;
    const star = parts[at + 1];
    if (part.kind === 'word' && star?.text === '*' && star.glued) {
      here = child(here.stems, part.text);
      at++;
    } else {
      here = child(here.next, part.text);
    }
  }
  if (here !== root) here.value ??= value;
}

function stemOf<Value>(here: Node<Value>, token: Token): Node<Value> | undefined {
  if (here.stems.size === 0 || token.kind !== 'word') return undefined;
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
  return (tokens, at) => longest(root, tokens, at);
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
  const known = here.next.get(token.text) ?? stemOf(here, token);
  return known === undefined && isInside && joinsWords(tokens, index) ? here : known;
}
