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
  hours: words,
  not: words,
  notBefore: words,
  notAfter: words,
});

/** What `rules/lexicons/dates.yaml` holds: the words of dates, by language code. */
export const dateLexiconSchema = z.strictObject({ languages: z.record(z.string(), dateWords) });

export type DateLexicon = z.infer<typeof dateLexiconSchema>;
export type DateWords = z.infer<typeof dateWords>;
