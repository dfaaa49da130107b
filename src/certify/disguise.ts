/** What must not be seen of a record, and the words that anybody may see. */
export interface Known {
  /** Names of people, companies and records. */
  readonly names: readonly string[];
  /** Whether a word (in lower case) is of our own language: rules, statuses, stages, months. */
  readonly isPlain: (word: string) => boolean;
}

const ADDRESS = /[^\s"'<>()]+@[^\s"'<>()]+/g;
const LINK = /\b(?:https?:\/\/|www\.)[^\s"'<>]+/gi;
const AMOUNT =
  /(?:[$€£¥]|\b(?:USD|EUR|GBP|CHF|JPY|CAD|AUD)\s?)\s?\d[\d.,]*\s?[kKmM]?\b|\b\d[\d.,]*\s?[kKmM]?\s?(?:[$€£¥]|(?:USD|EUR|GBP|CHF|JPY|CAD|AUD)\b)/g;
/** Five digits and more are a number of something: of a phone, an order, a sum. Dates are not. */
const NUMBER = /(?<![\d-])\+?\d[\d().\s/]{3,}\d(?![\d-])|\b\d{5,}\b/g;
const DATE = /^\d{1,4}([-/.])\d{1,2}\1\d{1,4}$/;
const WORD = /\p{L}[\p{L}\p{M}\p{N}'’]*/gu;
const RUN = /\[name\](?:[\s,&.’'-]*\[name\])+/g;

const isLatin = (word: string): boolean => /^[\p{Script=Latin}\p{M}\p{N}'’]+$/u.test(word);
const startsLarge = (word: string): boolean => /^\p{Lu}/u.test(word) || /\p{Lu}/u.test(word.slice(1));

/**
 * Makes a text fit for somebody to practice on who must not know whose it is. It errs on the safe side: whatever begins
 * with a capital and is no word of our own counts as a name, and so does every word of a name that is known.
 */
export function createDisguise({ names, isPlain }: Known): (text: string) => string {
  const known = new Set(
    names.flatMap((name) => name.toLowerCase().match(WORD) ?? []).filter((word) => word.length > 1),
  );
  const shown = (word: string): string => {
    const lower = word.toLowerCase();
    if (isPlain(lower)) return word;
    return known.has(lower) || startsLarge(word) || !isLatin(word) ? '[name]' : word;
  };
  return (text) =>
    text
      .replace(ADDRESS, '[address]')
      .replace(LINK, '[link]')
      .replace(AMOUNT, '[amount]')
      .replace(NUMBER, (number) => (DATE.test(number.trim()) ? number : '[number]'))
      .replace(/\[[a-z]+\]|\p{L}[\p{L}\p{M}\p{N}'’]*/gu, (part) => (part.startsWith('[') ? part : shown(part)))
      .replace(RUN, '[name]');
}
