import { z } from 'zod';

/** Words or phrases; case and diacritics do not matter, a final `*` stands for any ending. */
const words = z.array(z.string().min(1).max(80)).readonly().default([]);
/** Phrases by a whole number: an offset in days or periods, a month, a weekday, the value of a numeral. */
const byNumber = z.record(z.string().regex(/^-?\d{1,3}$/), words).default({});
const byPeriod = z
  .strictObject({ week: byNumber, month: byNumber, quarter: byNumber, year: byNumber })
  .partial()
  .default({});

const dateWords = z.strictObject({
  common: words,
  months: byNumber,
  weekdays: byNumber,
  weak: words,
  adjacent: words,
  days: byNumber,
  dayEnd: words,
  ends: byPeriod,
  periods: byPeriod,
  endOf: words,
  units: z.strictObject({ day: words, workday: words, week: words, month: words }).partial().default({}),
  numbers: byNumber,
  within: words,
  hence: words,
  ago: words,
  agoBefore: words,
  next: words,
  coming: words,
  comingAfter: words,
  this: words,
  last: words,
  lastAfter: words,
  weekOf: words,
  weekNumber: words,
  since: words,
  before: words,
  dayOfMonth: words,
  bareDayOfMonth: words,
  afterDay: words,
  ordinals: words,
  connectors: words,
  rangeWords: words,
  links: words,
  through: words,
  quarters: words,
  hours: words,
  not: words,
  notBefore: words,
  notAfter: words,
});

/** What `rules/lexicons/dates.yaml` holds: the words of dates, by language code. */
export const dateLexiconSchema = z.strictObject({ languages: z.record(z.string(), dateWords) });

export type DateLexicon = z.infer<typeof dateLexiconSchema>;
export type DateWords = z.infer<typeof dateWords>;

/** Kinds of words by which a next step is judged; their meaning is told at the head of the lexicon's file. */
export const STEP_KINDS = [
  'wait',
  'uncertain',
  'negation',
  'soft',
  'nudges',
  'meet',
  'verbs',
  'verbNouns',
  'light',
  'arranged',
  'past',
  'commits',
  'modal',
  'and',
  'subordinate',
  'determiners',
  'prepositions',
  'contractions',
  'infinitive',
  'pronouns',
  'events',
  'deliverables',
  'vagueObjects',
  'topics',
  'topicNouns',
  'weakTopics',
  'with',
  'toward',
  'filler',
  'background',
  'report',
] as const;

/** Kinds of words by which people are told. */
export const PEOPLE_KINDS = ['roles', 'heads', 'internal', 'own', 'parties', 'titles', 'modified', 'notNames'] as const;

const stepWords = z.strictObject({
  wait: words,
  uncertain: words,
  negation: words,
  soft: words,
  nudges: words,
  meet: words,
  verbs: words,
  verbNouns: words,
  light: words,
  arranged: words,
  past: words,
  commits: words,
  modal: words,
  and: words,
  subordinate: words,
  determiners: words,
  prepositions: words,
  contractions: words,
  infinitive: words,
  pronouns: words,
  events: words,
  deliverables: words,
  vagueObjects: words,
  topics: words,
  topicNouns: words,
  weakTopics: words,
  with: words,
  toward: words,
  filler: words,
  background: words,
  report: words,
  /** `english`: verbs are listed in their base form, from which -s, -ing and -ed are made. */
  inflect: z.literal('english').optional(),
  /** Objects stand before their verb ("Angebot senden"). */
  objectFirst: z.boolean().default(false),
  verbEndings: words,
  placeholders: words,
  noise: words,
  headings: words,
  marker: words,
  abbreviations: words,
});

const peopleWords = z.strictObject({
  roles: words,
  heads: words,
  internal: words,
  own: words,
  parties: words,
  titles: words,
  modified: words,
  notNames: words,
});

/** What `rules/lexicons/next-step.yaml` holds, by language code. */
export const stepLexiconSchema = z.strictObject({ languages: z.record(z.string(), stepWords) });

/** What `rules/lexicons/people.yaml` holds, by language code. */
export const peopleLexiconSchema = z.strictObject({ languages: z.record(z.string(), peopleWords) });

export type StepLexicon = z.infer<typeof stepLexiconSchema>;
export type StepWords = z.infer<typeof stepWords>;
export type PeopleLexicon = z.infer<typeof peopleLexiconSchema>;
