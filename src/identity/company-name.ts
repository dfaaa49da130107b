import { foldWord } from './person-name.ts';

const WORDS = /[\p{L}\p{Nd}]+/gu;
const MOST_CHARACTERS = 200;

/**
 * A company name in one spelling: lower case, without diacritics and punctuation, and without the legal form at its end.
 * `null` where nothing is left, or where it stands in for a name.
 */
export function createCompanyNames(
  legalForms: readonly string[],
  isPlaceholder: (name: string) => boolean,
): (name: string) => string | null {
  const forms = new Set(legalForms);
  return (name) => {
    if (isPlaceholder(name)) return null;
    const joined = name.slice(0, MOST_CHARACTERS).normalize('NFC').replace(/['’.]/gu, '');
    const words = (joined.match(WORDS) ?? []).map((word) => foldWord(word)[0]);
    while (words.length > 1 && forms.has(words.at(-1) ?? '')) words.pop();
    return words.join(' ') || null;
  };
}
