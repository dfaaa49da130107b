import { z } from 'zod';

/** Phrases in the notation of `createPhraseFinder`. */
const phrases = z.array(z.string().min(1).max(2000)).readonly();
const count = z.number().int().min(1).max(100);

/** What `rules/lexicons/paste.yaml` holds: the marks of text that nobody wrote as a note. */
export const pasteLexiconSchema = z.strictObject({
  headers: phrases,
  subjects: phrases,
  headerLines: count,
  quoteOpeners: phrases,
  quoteVerbs: phrases,
  threads: phrases,
  machines: phrases,
  machineHeadings: phrases,
  headingsOfMachine: count,
  system: phrases,
  letterMarks: count,
  greetings: phrases,
  signOffs: phrases,
  letterPhrases: phrases,
  transcriptLines: count,
});

export type PasteLexicon = z.infer<typeof pasteLexiconSchema>;
