import { z } from 'zod';

/** Phrases in the notation of `createPhraseFinder`. */
const phrases = z.array(z.string().min(1).max(2000)).readonly();
const points = z.number().min(0).max(10);
const count = z.number().int().min(1).max(1000);

const pointGroup = z.strictObject({ what: points.default(0), why: points.default(0), phrases });

/** What `rules/lexicons/note.yaml` holds: the words that tell what happened, why it matters and what comes next. */
export const noteLexiconSchema = z.strictObject({
  needed: z.strictObject({
    what: points,
    why: points,
    words: count,
    proseFrom: count,
    wordsPerSpecific: count,
    denseSpecifics: count,
    denseWords: count,
    denseWhy: points,
  }),
  figures: z.strictObject({ what: points, mostWhat: points, why: points }),
  names: z.strictObject({ what: points, mostWhat: points }),
  deadline: z.strictObject({ why: points }),
  numberWords: phrases,
  money: z.strictObject({ before: phrases, after: phrases, suffix: phrases }),
  abbreviations: phrases,
  points: z.strictObject({
    learned: pointGroup,
    stance: pointGroup,
    told: pointGroup,
    reason: pointGroup,
    stake: pointGroup,
  }),
  next: z.strictObject({
    label: phrases,
    promise: phrases,
    arranged: phrases,
    action: phrases,
    again: phrases,
    coarse: phrases,
    order: phrases,
    doing: phrases,
    loose: phrases,
    finished: phrases,
    hedge: phrases,
  }),
  near: count,
  bounds: phrases,
  limits: phrases,
  vague: phrases,
  topics: phrases,
  neutral: phrases,
  logistics: phrases,
  roles: phrases,
  notNames: phrases,
  placeholders: phrases,
  instructions: phrases,
});

export type NoteLexicon = z.infer<typeof noteLexiconSchema>;
