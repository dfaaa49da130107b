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

/**
 * Compiles phrases into a matcher that never backtracks. A word that ends in `*` (at least three letters
 * before it) matches every word that begins so; whole words win over stems, and where a phrase is listed
 * twice the first value counts.
 */
export function createPhraseMatcher<Value>(entries: Iterable<readonly [string, Value]>): PhraseMatcher<Value> {
  const root = node<Value>();
  for (const [phrase, value] of entries) insert(root, phrase, value);
  return (tokens, at) => {
    let here: Node<Value> | undefined = root;
    let best: PhraseMatch<Value> | null = null;
    for (let index = at; index < tokens.length; index++) {
      const token = tokens[index];
      if (token === undefined) break;
      here = here.next.get(token.text) ?? stemOf(here, token);
      if (here === undefined) break;
      if (here.value !== undefined) best = { value: here.value, to: index + 1 };
    }
    return best;
  };
}
