import { readHtml } from '../lib/html-text.ts';
import { markBlankLabels } from './note-blanks.ts';
import { createEvidenceReader } from './note-evidence.ts';
import type { NoteLexicon } from './note-lexicon.ts';
import { createPhraseFinder, type PhraseMatch } from './note-phrases.ts';
import { createPlanReader, type PlanDate } from './note-plan.ts';
import { sentencesOf } from './note-sentences.ts';
import { createVocabulary, type Vocabulary } from './note-terms.ts';
import { judgmentOf, NOTHING, type NoteJudgment, type NoteSpan, type Sentence } from './note-verdict.ts';
import { type NoteWord, withoutEscapes, wordsOf } from './note-words.ts';
import { createPasteFinder, type WordRun } from './paste.ts';
import type { PasteLexicon } from './paste-lexicon.ts';
import { ANALYZED_CHARACTERS, type Token, tokenize } from './tokens.ts';

export type { NoteJudgment } from './note-verdict.ts';

export type NoteInput = {
  readonly text: string | null;
  /** Day on which the note was written; relative dates are read from it. Days since 1970-01-01. */
  readonly writtenDay: number;
  /** Day of the audit, in days since 1970-01-01. A plan counts as of the day of writing, so it changes nothing today. */
  readonly asOfDay: number;
};

export type NoteAnalyzer = (input: NoteInput) => NoteJudgment;

/** Finds dates in a text, or in its tokens, that was written on a day; see `createDateFinder`. */
export type FindDates = (
  text: string | readonly Token[],
  editedDay: number,
) => readonly {
  readonly day: number;
  readonly lastDay?: number;
  readonly start: number;
  readonly end: number;
  readonly precision: string;
  readonly past?: boolean;
}[];

type Lexicons = { readonly note: NoteLexicon; readonly paste: PasteLexicon };

/**
 * Compiles the analyzer of notes: does a note say what happened, why it matters and what comes next? Level 1 none, a
 * fragment, or pasted text; 2 one or two; 3 all three; 4 all three with names and a dated next action. Reads the first
 * `ANALYZED_CHARACTERS` of a text, in linear time; never throws on any text.
 */
export function createNoteAnalyzer(lexicons: Lexicons, findDates: FindDates): NoteAnalyzer {
  const { note } = lexicons;
  const vocabulary = createVocabulary();
  const pastedIn = createPasteFinder(lexicons.paste, vocabulary);
  const instructions = createPhraseFinder({ all: note.instructions }, new Set(note.numberWords), vocabulary);
  const judge = createJudge(note, vocabulary);
  return ({ text, writtenDay }) => {
    if (text === null || text.trim() === '') return NOTHING;
    const html = readHtml(text.slice(0, 2 * ANALYZED_CHARACTERS));
    const shown = html.text.slice(0, ANALYZED_CHARACTERS);
    const plain = withoutEscapes(shown);
    const tokens = tokenize(plain);
    const words = wordsOf(tokens);
    const spanOf = ({ from, to }: WordRun): NoteSpan => ({
      start: html.sourceOf(words[from]?.start ?? 0),
      end: html.sourceOf(Math.max(0, (words[to - 1]?.end ?? 1) - 1)) + 1,
    });
    const [injected] = instructions.find(words);
    const read = injected ? words.slice(0, injected.from) : words;
    const pasted = pastedIn(read);
    const judged = judge(read, findDates(plain === shown ? tokens : shown, writtenDay), pasted, writtenDay, spanOf);
    const [first] = pasted;
    if (judged.level > 1 || first === undefined) return judged;
    return { ...NOTHING, paste: true, spans: { paste: spanOf(first) } };
  };
}

type Judge = (
  words: readonly NoteWord[],
  dates: ReturnType<FindDates>,
  pasted: readonly WordRun[],
  writtenDay: number,
  spanOf: (run: WordRun) => NoteSpan,
) => NoteJudgment;

/** Each character makes a token at most, and each token two words at most. */
const MOST_WORDS = 2 * ANALYZED_CHARACTERS;
/** Whether a date stands behind a word is asked of words that a note may not have any more. */
const BEHIND = 2;

function createJudge(note: NoteLexicon, vocabulary: Vocabulary): Judge {
  const evidence = createEvidenceReader(note, vocabulary);
  const planOf = createPlanReader(note, vocabulary);
  const bounds = new Set(note.bounds);
  const abbreviations = new Set(note.abbreviations);
  const placeholders = new Set(note.placeholders);
  // One note is judged at a time.
  const skipped = new Uint8Array(MOST_WORDS);
  const dated = new Uint8Array(MOST_WORDS + BEHIND);
  return (words, found, pasted, writtenDay, spanOf) => {
    skipped.fill(0, 0, words.length);
    dated.fill(0, 0, words.length + BEHIND);
    markBlankLabels(words, placeholders, skipped);
    for (const { from, to } of pasted) skipped.fill(1, from, to);
    const dates = datesOf(words, found, { writtenDay, near: note.near, bounds });
    for (const { from, to } of dates) dated.fill(1, from, to);
    const matchesOf = advancing(evidence.find(words));
    const sentences = sentencesOf(words, abbreviations, skipped).map((run): Sentence => {
      const inside = dates.filter(({ from, to }) => from >= run.from && to <= run.to);
      return {
        run,
        evidence: evidence.weigh(words, run, matchesOf(run), dated),
        dates: inside.length,
        plan: planOf(
          words,
          run,
          inside.filter((date) => date.ahead),
        ),
      };
    });
    return judgmentOf(note, words, sentences, spanOf);
  };
}

/** Hands out the matches that begin in a sentence; sentences are asked for in their order. */
function advancing(matches: readonly PhraseMatch[]): (run: WordRun) => readonly PhraseMatch[] {
  let next = 0;
  return ({ from, to }) => {
    while ((matches[next]?.from ?? from) < from) next++;
    let end = next;
    while ((matches[end]?.from ?? to) < to) end++;
    return matches.slice(next, end);
  };
}

/** How many words before a date may bound it: "until end of 12/15". */
const BOUND_REACH = 3;

/** Dates as runs of words; `ahead` are those that lay in the future when the note was written. */
function datesOf(
  words: readonly NoteWord[],
  found: ReturnType<FindDates>,
  { writtenDay, near, bounds }: { writtenDay: number; near: number; bounds: ReadonlySet<string> },
) {
  const runs: (PlanDate & { readonly ahead: boolean })[] = [];
  let at = 0;
  for (const { start, end, day, lastDay, precision, past } of found) {
    while (at < words.length && (words[at]?.end ?? 0) <= start) at++;
    const from = at;
    while (at < words.length && (words[at]?.start ?? 0) < end) at++;
    const ahead = past !== true && (lastDay ?? day) > writtenDay;
    const bounded = words.slice(Math.max(0, from - BOUND_REACH), from).some(({ text }) => bounds.has(text));
    // "She left on Friday", "close by EOQ": only a day in digits is an appointment by itself.
    const digits = words.slice(from, at).some(({ kind }) => kind === 'number');
    const soon = ahead && digits && precision === 'day' && day - writtenDay <= near && !bounded;
    runs.push({ from, to: at, day, precision, ahead, near: soon });
  }
  return runs;
}
