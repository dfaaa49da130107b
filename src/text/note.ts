import { readHtml } from './html-text.ts';
import { blankLabels } from './note-blanks.ts';
import { createEvidenceFinder, createEvidenceReader } from './note-evidence.ts';
import type { NoteLexicon } from './note-lexicon.ts';
import { createPhraseFinder } from './note-phrases.ts';
import { createPlanReader, type PlanDate } from './note-plan.ts';
import { sentencesOf } from './note-sentences.ts';
import { createVocabulary, type Vocabulary } from './note-terms.ts';
import { type NoteWord, readWords } from './note-words.ts';
import { createPasteFinder, type WordRun } from './paste.ts';
import type { PasteLexicon } from './paste-lexicon.ts';
import { ANALYZED_CHARACTERS } from './tokens.ts';

export type NoteSpan = { readonly start: number; readonly end: number };

/** What a note says; `spans` index the text as given (`end` exclusive) and hold what decided. */
export type NoteJudgment = {
  readonly what: boolean;
  readonly why: boolean;
  readonly next: boolean;
  /** Pasted or auto-logged text without a summary by the rep. */
  readonly paste: boolean;
  readonly level: 1 | 2 | 3 | 4;
  readonly spans: {
    readonly what?: NoteSpan;
    readonly why?: NoteSpan;
    readonly next?: NoteSpan;
    readonly paste?: NoteSpan;
  };
};

export type NoteInput = {
  readonly text: string | null;
  /** Day on which the note was written; relative dates are read from it. Days since 1970-01-01. */
  readonly writtenDay: number;
  /** Day of the audit, in days since 1970-01-01. A plan counts as of the day of writing, so it changes nothing today. */
  readonly asOfDay: number;
};

export type NoteAnalyzer = (input: NoteInput) => NoteJudgment;

/** Finds dates in a text that was written on a day; see `createDateFinder`. */
export type FindDates = (
  text: string,
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

/** One sentence judged. */
type Sentence = WordRun & {
  readonly what: number;
  readonly why: number;
  readonly figures: number;
  readonly valued: boolean;
  readonly names: readonly string[];
  readonly roles: number;
  readonly dates: number;
  readonly plan: 'none' | 'step' | 'dated';
};

const NOTHING: NoteJudgment = { what: false, why: false, next: false, paste: false, level: 1, spans: {} };

/**
 * Compiles the analyzer of notes: does a note say what happened, why it matters and what comes next? Level 1 none, a
 * fragment, or pasted text; 2 one or two; 3 all three; 4 all three with names and a dated next action. Reads the first
 * `ANALYZED_CHARACTERS` of a text, in linear time; never throws on any text.
 */
export function createNoteAnalyzer(lexicons: Lexicons, findDates: FindDates): NoteAnalyzer {
  const { note } = lexicons;
  const vocabulary = createVocabulary();
  const pastedIn = createPasteFinder(lexicons.paste, vocabulary);
  const instructionsIn = createPhraseFinder({ instructions: note.instructions }, new Set(note.numberWords), vocabulary);
  const judge = createJudge(note, vocabulary, findDates);
  const placeholders = new Set(note.placeholders);
  return ({ text, writtenDay }) => {
    if (text === null || text.trim() === '') return NOTHING;
    const html = readHtml(text.slice(0, 2 * ANALYZED_CHARACTERS));
    const shown = html.text.slice(0, ANALYZED_CHARACTERS);
    const words = readWords(shown);
    const spanOf = ({ from, to }: WordRun): NoteSpan => ({
      start: html.sourceOf(words[from]?.start ?? 0),
      end: html.sourceOf(Math.max(0, (words[to - 1]?.end ?? 1) - 1)) + 1,
    });
    const [injected] = instructionsIn(words);
    const read = injected ? words.slice(0, injected.from) : words;
    const pasted = pastedIn(read);
    const skipped = skippedWords(read, pasted, placeholders);
    const judged = judge(shown, read, skipped, writtenDay, spanOf);
    const [first] = pasted;
    const last = pasted.at(-1);
    if (judged.level > 1 || first === undefined || last === undefined) return judged;
    return { ...NOTHING, paste: true, spans: { paste: spanOf({ from: first.from, to: first.to }) } };
  };
}

function skippedWords(
  words: readonly NoteWord[],
  pasted: readonly WordRun[],
  placeholders: ReadonlySet<string>,
): ReadonlySet<number> {
  const skipped = new Set(blankLabels(words, placeholders));
  for (const { from, to } of pasted) for (let at = from; at < to; at++) skipped.add(at);
  return skipped;
}

type Judge = (
  text: string,
  words: readonly NoteWord[],
  skipped: ReadonlySet<number>,
  writtenDay: number,
  spanOf: (run: WordRun) => NoteSpan,
) => NoteJudgment;

function createJudge(note: NoteLexicon, vocabulary: Vocabulary, findDates: FindDates): Judge {
  const evidenceIn = createEvidenceFinder(note, vocabulary);
  const weigh = createEvidenceReader(note, vocabulary);
  const planOf = createPlanReader(note, vocabulary);
  const bounds = new Set(note.bounds);
  const abbreviations = new Set(note.abbreviations);
  return (text, words, skipped, writtenDay, spanOf) => {
    const matches = evidenceIn(words);
    const dates = datesOf(words, findDates(text, writtenDay), { writtenDay, near: note.near, bounds });
    const dated = new Set(dates.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)));
    let next = 0;
    const sentences = sentencesOf(words, abbreviations, (at) => skipped.has(at)).map((run): Sentence => {
      while ((matches[next]?.from ?? run.to) < run.from) next++;
      const mine: (typeof matches)[number][] = [];
      for (let at = next; at < matches.length; at++) {
        const match = matches[at];
        if (match === undefined || match.from >= run.to) break;
        mine.push(match);
      }
      const inside = dates.filter(({ from, to }) => from >= run.from && to <= run.to);
      const evidence = weigh(words, run, mine, (at) => dated.has(at));
      const plan = planOf(
        words,
        run,
        inside.filter(({ ahead }) => ahead),
      );
      return { ...run, ...evidence, dates: inside.length, plan };
    });
    return sum(note, words, sentences, spanOf);
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

function sum(
  { needed, figures, names: namePoints }: NoteLexicon,
  words: readonly NoteWord[],
  sentences: readonly Sentence[],
  spanOf: (run: WordRun) => NoteSpan,
): NoteJudgment {
  const add = (of: (sentence: Sentence) => number): number =>
    sentences.reduce((total, sentence) => total + of(sentence), 0);
  const length = add(
    ({ from, to }) => words.slice(from, to).filter(({ kind }) => kind === 'word' || kind === 'number').length,
  );
  const names = new Set(sentences.flatMap((sentence) => sentence.names));
  const counted = add((sentence) => sentence.figures);
  const specifics = names.size + counted + add(({ roles, dates }) => roles + dates);
  const points = { what: add(({ what }) => what), why: add(({ why }) => why) };
  const whatPoints =
    points.what +
    Math.min(figures.mostWhat, counted * figures.what) +
    Math.min(namePoints.mostWhat, names.size * namePoints.what);

  const substance = specifics + (points.what + points.why) / 2;
  const airy = length >= needed.proseFrom && substance * needed.wordsPerSpecific < length;
  if (length < needed.words || airy) return NOTHING;
  const dense = specifics >= needed.denseSpecifics && length >= needed.denseWords;
  // A note full of specifics seldom leaves out why they matter.
  const value = (sentences.some(({ valued }) => valued) ? figures.why : 0) + (dense ? needed.denseWhy : 0);
  const why = points.why + value >= needed.why;
  const what = why || dense || whatPoints >= needed.what;
  const plan = sentences.find((sentence) => sentence.plan === 'dated') ?? sentences.find(({ plan }) => plan === 'step');
  return {
    what,
    why,
    next: plan !== undefined,
    paste: false,
    level: levelOf({ what, why, next: plan !== undefined }, plan?.plan === 'dated' && names.size > 0),
    spans: {
      ...(what
        ? quote(
            'what',
            best(sentences, ({ what, figures }) => what + figures),
            spanOf,
          )
        : {}),
      ...(why
        ? quote(
            'why',
            best(sentences, ({ why, valued }) => why + Number(valued)),
            spanOf,
          )
        : {}),
      ...(plan ? quote('next', plan, spanOf) : {}),
    },
  };
}

function quote<Key extends string>(key: Key, run: WordRun | undefined, spanOf: (run: WordRun) => NoteSpan) {
  return run ? { [key]: spanOf(run) } : {};
}

function best(sentences: readonly Sentence[], of: (sentence: Sentence) => number): Sentence | undefined {
  let found: Sentence | undefined;
  for (const sentence of sentences) if (found === undefined || of(sentence) > of(found)) found = sentence;
  return found;
}

function levelOf(said: { what: boolean; why: boolean; next: boolean }, carried: boolean): NoteJudgment['level'] {
  const count = Number(said.what) + Number(said.why) + Number(said.next);
  if (count === 0) return 1;
  if (count < 3) return 2;
  return carried ? 4 : 3;
}
