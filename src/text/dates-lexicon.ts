import { fold } from './fold.ts';
import type { DateLexicon, DateWords } from './lexicon.ts';
import { createPhraseMatcher, firstWord, type PhraseMatcher } from './phrase-matcher.ts';

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

export type WordRole =
  | 'hence'
  | 'ago'
  | 'before'
  | 'dayOfMonth'
  | 'bareDayOfMonth'
  | 'afterDay'
  | 'ordinals'
  | 'connectors'
  | 'rangeWords'
  | 'links'
  | 'through'
  | 'quarters'
  | 'hours';

export type CompiledDates = {
  readonly languages: readonly string[];
  /** Languages in which a word is common. */
  readonly common: ReadonlyMap<string, readonly number[]>;
  /** Whether a date may begin with a word. */
  readonly opens: PhraseMatcher<true>;
  readonly names: PhraseMatcher<readonly NameSense[]>;
  readonly phrases: PhraseMatcher<{ readonly phrase: DatePhrase; readonly language: string; readonly weak: boolean }>;
  readonly units: PhraseMatcher<Unit>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly after: PhraseMatcher<'coming' | 'last'>;
  readonly hence: PhraseMatcher<'hence' | 'ago'>;
  readonly roles: Readonly<Record<WordRole, ReadonlySet<string>>>;
  readonly notBefore: ReadonlySet<string>;
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

function commonWords(languages: Each): Map<string, number[]> {
  const common = new Map<string, number[]>();
  for (const [index, [, words]] of languages.entries())
    for (const word of words.common.map(fold)) common.set(word, [...(common.get(word) ?? []), index]);
  return common;
}

function all(languages: Each, list: (words: DateWords) => readonly string[]): Set<string> {
  return new Set(languages.flatMap(([, words]) => list(words).map(fold)));
}

function entries<Value>(languages: Each, list: (words: DateWords) => readonly string[], value: Value): Entry<Value>[] {
  return languages.flatMap(([, words]) => list(words).map((form) => [form, value] as const));
}

function roleSets(languages: Each): CompiledDates['roles'] {
  return {
    hence: all(languages, (words) => words.hence),
    ago: all(languages, (words) => words.ago),
    before: all(languages, (words) => words.before),
    dayOfMonth: all(languages, (words) => words.dayOfMonth),
    bareDayOfMonth: all(languages, (words) => words.bareDayOfMonth),
    afterDay: all(languages, (words) => words.afterDay),
    ordinals: all(languages, (words) => words.ordinals),
    connectors: all(languages, (words) => words.connectors),
    rangeWords: all(languages, (words) => words.rangeWords),
    links: all(languages, (words) => words.links),
    through: all(languages, (words) => words.through),
    quarters: all(languages, (words) => words.quarters),
    hours: all(languages, (words) => words.hours),
  };
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
  const roles = roleSets(languages);
  const openings = [
    ...names.keys(),
    ...phrases.map(([form]) => form),
    ...numerals.map(([form]) => form),
    ...roles.quarters,
  ];
  return {
    languages: languages.map(([language]) => language),
    common: commonWords(languages),
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
    roles,
    notBefore: all(languages, (words) => words.notBefore),
    notAfter: createPhraseMatcher(entries(languages, (words) => words.notAfter, true as const)),
  };
}
