import type { DateLexicon } from './lexicon.ts';

const plain = (word: string): string => word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** Tells the names of months and weekdays, of every language of the lexicon, from other words. */
export function createDateWords({ languages }: DateLexicon): (word: string) => boolean {
  const named = Object.values(languages).flatMap(({ months, weekdays }) =>
    [...Object.values(months), ...Object.values(weekdays)].flat(),
  );
  const words = new Set(named.map(plain));
  return (word) => words.has(plain(word));
}
