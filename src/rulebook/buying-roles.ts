import { z } from 'zod';
import { MOST_MET } from '../facts/folds/participants.ts';
import type { BuyingRoles } from '../facts/world.ts';

const words = z.array(z.array(z.string().min(1)));
/** In the order in which they are looked for: a vice president is no president, and a managing director no director. */
const levels = ['vp', 'c-level', 'director', 'manager', 'staff'] as const;
const level = z.enum(levels);

/** rules/lexicons/buying-roles.yaml. */
export const buyingRolesSchema = z.strictObject({
  roles: z.record(z.string(), words),
  functions: z.record(z.string(), words),
  levels: z.record(z.enum(['lookalike', ...levels]), words),
  decides: z.strictObject({ levels: z.array(level), finance: z.array(level) }),
  'champion-behavior': z.strictObject({
    meetings: z.int().positive().max(MOST_MET),
    stages: z.int().positive(),
  }),
});

/** Longest part of a title that is looked at, and the titles that are remembered: CRM text is anything at all. */
const MOST_CHARACTERS = 160;
const MOST_TITLES = 20_000;

/** Words in lower case, without accents and punctuation. */
const wordsOf = (text: string): readonly string[] =>
  text
    .slice(0, MOST_CHARACTERS)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}*]+/u)
    .filter((word) => word !== '');

type Matches = (word: string) => boolean;

function matcherOf(pattern: string): Matches {
  if (pattern.endsWith('*')) return (word) => word.startsWith(pattern.slice(0, -1));
  if (pattern.startsWith('*')) return (word) => word.endsWith(pattern.slice(1));
  return (word) => word === pattern;
}

const standsIn = (title: readonly string[], entry: readonly Matches[]): boolean =>
  entry.length > 0 && title.some((_, start) => entry.every((matches, i) => matches(title[start + i] ?? '')));

type Classify = (title: readonly string[]) => string | null;

/** The first kind with an entry that stands in a title. */
function classifier(kinds: readonly (readonly [string, readonly (readonly string[])[]])[]): Classify {
  const entries = kinds.flatMap(([kind, lists]) =>
    lists.flat().map((entry) => ({ kind, matchers: wordsOf(entry).map(matcherOf) })),
  );
  return (title) => entries.find(({ matchers }) => standsIn(title, matchers))?.kind ?? null;
}

/** Remembers answers; a CRM that has more titles than this begins anew. */
function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = answer(text);
    if (known.size >= MOST_TITLES) known.clear();
    known.set(text, found);
    return found;
  };
}

interface Standing {
  readonly job: string | null;
  readonly level: string | null;
}

/** Reads buying roles out of the roles recorded on deals, and functions and levels out of titles. */
export function createBuyingRoles(lexicon: z.infer<typeof buyingRolesSchema>): BuyingRoles {
  const roles = new Map(
    Object.entries(lexicon.roles).flatMap(([role, lists]) =>
      lists.flat().map((label) => [wordsOf(label).join(' '), role] as const),
    ),
  );
  const jobOf = classifier(Object.entries(lexicon.functions));
  const looksSenior = classifier([['staff', lexicon.levels.lookalike]]);
  const rankOf = classifier(levels.map((one) => [one, lexicon.levels[one]]));
  const standingOf = remembered((title): Standing => {
    const said = wordsOf(title);
    return { job: jobOf(said), level: looksSenior(said) ?? rankOf(said) };
  });
  const { levels: deciding, finance } = lexicon.decides;
  const decides = ({ job, level: rank }: Standing): boolean =>
    deciding.some((one) => one === rank) || (job === 'finance' && finance.some((one) => one === rank));
  const roleOf = (label: string): string | null => roles.get(wordsOf(label).join(' ')) ?? null;
  return {
    roleOf,
    isEconomicBuyer: (recorded, title) =>
      recorded.some((label) => roleOf(label) === 'economic-buyer') || (title !== null && decides(standingOf(title))),
    isChampion: (recorded) => recorded.some((label) => roleOf(label) === 'champion'),
    functionOf: (title) => standingOf(title).job,
    levelOf: (title) => standingOf(title).level,
    championBehavior: lexicon['champion-behavior'],
  };
}
