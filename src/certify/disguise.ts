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
  /(?:[$€£¥]|\b(?:USD|EUR|GBP|CHF|JPY|CAD|AUD)\s?)\s?\d[\d.,]*(?:\s?[kKmM]\b)?|\b\d[\d.,]*(?:\s?[kKmM]\b)?\s?(?:[$€£¥]|(?:USD|EUR|GBP|CHF|JPY|CAD|AUD)\b)/g;
/** Days and times stay; seven digits and more in one go are a phone, five an order or a sum. */
const NUMBER =
  /(\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?|\b\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\b)|\+?\(?\d(?:[().\s/-]{0,2}\d){6,}|\b\d{5,}\b/g;
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
      .replace(NUMBER, (_, day: unknown) => (typeof day === 'string' ? day : '[number]'))
      .replace(/\[[a-z]+\]|\p{L}[\p{L}\p{M}\p{N}'’]*/gu, (part) => (part.startsWith('[') ? part : shown(part)))
      .replace(RUN, '[name]');
}
