import type { CompiledSteps } from './next-step-lexicon.ts';
import type { PhraseMatcher } from './phrase-matcher.ts';
import type { Token } from './tokens.ts';

const MERGE_FIELD = /\{[!{%$#]|\}\}|%%|\[\[|<%|\$\{/;
const VOWELS = /[aeiouy]/;
const MASH_LENGTH = 4;
const MOST_MASHED = 3;

/** Whether every word of the text is a placeholder ("TBD", "N/A - see notes"). */
function isAllPlaceholders(tokens: readonly Token[], placeholders: PhraseMatcher<true>): boolean {
  let at = 0;
  while (at < tokens.length) {
    const found = tokens[at]?.kind === 'mark' ? null : placeholders(tokens, at);
    if (found === null && (tokens[at]?.kind === 'word' || tokens[at]?.kind === 'number')) return false;
    at = found?.to ?? at + 1;
  }
  return true;
}

/** "sdfgh", "xxxx": what hands on a keyboard leave. */
function isMash(token: Token): boolean {
  const { text, capital } = token;
  if (text.length < MASH_LENGTH || !/^[a-z]+$/.test(text)) return false;
  const same = new Set(text).size === 1;
  return same || (capital !== 'all' && !VOWELS.test(text));
}

function holds(tokens: readonly Token[], phrases: PhraseMatcher<true>): boolean {
  return tokens.some((_, at) => phrases(tokens, at) !== null);
}

/** Whether a text says as little as a blank field: placeholders, links, marks, digits, templates, noise. */
export function isBlankish(
  text: string,
  tokens: readonly Token[],
  compiled: CompiledSteps,
  hasDates: boolean,
): boolean {
  let [words, mashed] = [0, 0];
  for (const token of tokens)
    if (token.kind === 'word') {
      words++;
      if (words <= MOST_MASHED && isMash(token)) mashed++;
    }
  if (words === 0) return !hasDates;
  if (isAllPlaceholders(tokens, compiled.placeholders) || words === mashed) return true;
  return MERGE_FIELD.test(text) || holds(tokens, compiled.noise);
}
