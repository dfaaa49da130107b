import { fold } from './fold.ts';
import type { DateLexicon, DateWords } from './lexicon.ts';
import { createPhraseMatcher, firstWord, type PhraseMatcher } from './phrase-matcher.ts';
import type { Token } from './tokens.ts';
import { createWordBits } from './word-bits.ts';

export type Period = 'week' | 'month' | 'quarter' | 'year';
export type Unit = 'day' | 'workday' | 'week' | 'month';

/** What a date phrase does; `count` is in days or periods from the day of writing. */
export type DatePhrase =
  | { readonly does: 'day' | 'dayEnd'; readonly count: number }
  | { readonly does: 'end' | 'period'; readonly of: Period; readonly count: number }
  | { readonly does: 'endOf' | 'within' | 'agoBefore' | 'weekOf' | 'weekNumber' | 'since' | 'not' }
  | { readonly does: 'weekday'; readonly which: 'next' | 'coming' | 'this' | 'last' };

/** One reading of a month's or weekday's name. */
export type NameSense = {
  readonly of: 'month' | 'weekday';
  readonly number: number;
  readonly language: string;
  readonly weak: boolean;
  readonly adjacent: boolean;
};

/** What a single word may do beside a date, each a bit of a number. */
export const roleBits = {
  before: 1 << 0,
  dayOfMonth: 1 << 1,
  bareDayOfMonth: 1 << 2,
  afterDay: 1 << 3,
  ordinals: 1 << 4,
  connectors: 1 << 5,
  rangeWords: 1 << 6,
  links: 1 << 7,
  through: 1 << 8,
  quarters: 1 << 9,
  hours: 1 << 10,
  notBefore: 1 << 11,
} as const;

export type WordRole = keyof typeof roleBits;

export type CompiledDates = {
  readonly languages: readonly string[];
  /** How common a word is in each language, in their order: `COMMON_BITS` for each. */
  readonly commonIn: (token: Token) => number;
  /** Whether a date may begin with a word. */
  readonly opens: PhraseMatcher<true>;
  readonly names: PhraseMatcher<readonly NameSense[]>;
  readonly phrases: PhraseMatcher<{ readonly phrase: DatePhrase; readonly language: string; readonly weak: boolean }>;
  readonly units: PhraseMatcher<Unit>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly after: PhraseMatcher<'coming' | 'last'>;
  readonly hence: PhraseMatcher<'hence' | 'ago'>;
  /** The roles that a word has, by `roleBits`. */
  readonly rolesOf: (token: Token) => number;
  readonly notAfter: PhraseMatcher<true>;
};

type Entry<Value> = readonly [string, Value];
type Each = readonly (readonly [string, DateWords])[];

function* phraseEntries(words: DateWords): Generator<Entry<DatePhrase>> {
  for (const form of words.not) yield [form, { does: 'not' }];
  for (const [count, forms] of Object.entries(words.days))
    for (const form of forms) yield [form, { does: 'day', count: Number(count) }];
  for (const form of words.dayEnd) yield [form, { does: 'dayEnd', count: 0 }];
  yield* periodEntries('end', words.ends);
  yield* periodEntries('period', words.periods);
  for (const does of ['endOf', 'within', 'agoBefore', 'weekOf', 'weekNumber', 'since'] as const)
    for (const form of words[does]) yield [form, { does }];
  for (const which of ['next', 'coming', 'this', 'last'] as const)
    for (const form of words[which]) yield [form, { does: 'weekday', which }];
}

function* periodEntries(does: 'end' | 'period', periods: DateWords['ends']): Generator<Entry<DatePhrase>> {
  for (const of of ['week', 'month', 'quarter', 'year'] as const)
    for (const [count, forms] of Object.entries(periods[of] ?? {}))
      for (const form of forms) yield [form, { does, of, count: Number(count) }];
}

function nameEntries(languages: Each): Map<string, NameSense[]> {
  const senses = new Map<string, NameSense[]>();
  for (const [language, words] of languages) {
    const weak = new Set(words.weak.map(fold));
    const adjacent = new Set(words.adjacent.map(fold));
    for (const [of, table] of [['month', words.months] as const, ['weekday', words.weekdays] as const])
      for (const [number, forms] of Object.entries(table))
        for (const form of forms.map(fold)) {
          const sense = { of, number: Number(number), language, weak: weak.has(form), adjacent: adjacent.has(form) };
          senses.set(form, [...(senses.get(form) ?? []), sense]);
        }
  }
  return senses;
}

/** How often a language may list a word as common: as itself, and as another one that is folded to it ("as", "às"). */
export const COMMON_BITS = 2;

function commonWords(languages: Each): CompiledDates['commonIn'] {
  const common = languages.map(([, words]) => words.common.map(fold));
  const times = (words: readonly string[], text: string): number => words.filter((word) => word === text).length;
  return createWordBits(({ text }) =>
    common.reduce((bits, words, at) => bits | (Math.min(times(words, text), 3) << (COMMON_BITS * at)), 0),
  );
}

function all(languages: Each, list: (words: DateWords) => readonly string[]): Set<string> {
  return new Set(languages.flatMap(([, words]) => list(words).map(fold)));
}

function entries<Value>(languages: Each, list: (words: DateWords) => readonly string[], value: Value): Entry<Value>[] {
  return languages.flatMap(([, words]) => list(words).map((form) => [form, value] as const));
}

const isRole = (name: string): name is WordRole => Object.hasOwn(roleBits, name);

function rolesOf(languages: Each): CompiledDates['rolesOf'] {
  const roles = Object.keys(roleBits)
    .filter(isRole)
    .map((role) => ({ bit: roleBits[role], words: all(languages, (words) => words[role]) }));
  return createWordBits(({ text }) => roles.reduce((bits, { bit, words }) => (words.has(text) ? bits | bit : bits), 0));
}

/** Turns the words of dates into lookups; the first language named wins where two claim a phrase. */
export function compileDates(lexicon: DateLexicon): CompiledDates {
  const languages = Object.entries(lexicon.languages);
  const numerals = languages.flatMap(([, words]) =>
    Object.entries(words.numbers).flatMap(([value, forms]) =>
      forms.map((form) => [fold(form), Number(value)] as const),
    ),
  );
  const names = nameEntries(languages);
  const phrases = languages.flatMap(([language, words]) => {
    const weak = new Set(words.weak.map(fold));
    return [...phraseEntries(words)].map(
      ([form, phrase]) => [form, { phrase, language, weak: weak.has(fold(form)) }] as const,
    );
  });
  const quarters = all(languages, (words) => words.quarters);
  const openings = [...names.keys(), ...phrases.map(([form]) => form), ...numerals.map(([form]) => form), ...quarters];
  return {
    languages: languages.map(([language]) => language),
    commonIn: commonWords(languages),
    opens: createPhraseMatcher(openings.map((form) => [firstWord(form), true] as const)),
    names: createPhraseMatcher(names),
    phrases: createPhraseMatcher(phrases),
    units: createPhraseMatcher(
      (['workday', 'day', 'week', 'month'] as const).flatMap((unit) =>
        entries(languages, (words) => words.units[unit] ?? [], unit),
      ),
    ),
    numbers: new Map(numerals),
    after: createPhraseMatcher([
      ...entries(languages, (words) => words.comingAfter, 'coming' as const),
      ...entries(languages, (words) => words.lastAfter, 'last' as const),
    ]),
    hence: createPhraseMatcher([
      ...entries(languages, (words) => words.hence, 'hence' as const),
      ...entries(languages, (words) => words.ago, 'ago' as const),
    ]),
    rolesOf: rolesOf(languages),
    notAfter: createPhraseMatcher(entries(languages, (words) => words.notAfter, true as const)),
  };
}
