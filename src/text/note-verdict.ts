import type { Evidence } from './note-evidence.ts';
import type { NoteLexicon } from './note-lexicon.ts';
import type { Plan } from './note-plan.ts';
import type { NoteWord } from './note-words.ts';
import type { WordRun } from './paste.ts';

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

/** One sentence judged. */
export type Sentence = {
  readonly run: WordRun;
  readonly evidence: Evidence;
  readonly dates: number;
  readonly plan: Plan;
};

/** What is said of a note that says nothing. */
export const NOTHING: NoteJudgment = { what: false, why: false, next: false, paste: false, level: 1, spans: {} };

/** What all sentences add up to; `length` counts words and numbers. */
type Total = {
  length: number;
  what: number;
  why: number;
  figures: number;
  others: number;
  valued: boolean;
  readonly names: Set<string>;
};

function totalOf(words: readonly NoteWord[], sentences: readonly Sentence[]): Total {
  const total: Total = { length: 0, what: 0, why: 0, figures: 0, others: 0, valued: false, names: new Set() };
  for (const { run, evidence, dates } of sentences) {
    total.length += lengthOf(words, run);
    total.what += evidence.what;
    total.why += evidence.why;
    total.figures += evidence.figures;
    total.others += evidence.roles + dates;
    total.valued ||= evidence.valued;
    for (const name of evidence.names) total.names.add(name);
  }
  return total;
}

function lengthOf(words: readonly NoteWord[], { from, to }: WordRun): number {
  let length = 0;
  for (let at = from; at < to; at++) {
    const kind = words[at]?.kind;
    if (kind === 'word' || kind === 'number') length++;
  }
  return length;
}

/** Whether a note tells what happened and why it matters; `undefined` where it is a fragment or airy prose. */
function saidIn(
  total: Total,
  { needed, figures, names: namePoints }: NoteLexicon,
): { readonly what: boolean; readonly why: boolean } | undefined {
  const { length, names } = total;
  const specifics = names.size + total.figures + total.others;
  const substance = specifics + (total.what + total.why) / 2;
  const airy = length >= needed.proseFrom && substance * needed.wordsPerSpecific < length;
  if (length < needed.words || airy) return undefined;
  const dense = specifics >= needed.denseSpecifics && length >= needed.denseWords;
  // A note full of specifics seldom leaves out why they matter.
  const value = (total.valued ? figures.why : 0) + (dense ? needed.denseWhy : 0);
  const why = total.why + value >= needed.why;
  const whatPoints =
    total.what +
    Math.min(figures.mostWhat, total.figures * figures.what) +
    Math.min(namePoints.mostWhat, names.size * namePoints.what);
  return { what: why || dense || whatPoints >= needed.what, why };
}

/** Judges a note by its sentences; `spanOf` tells where in the text as given a run of words stands. */
export function judgmentOf(
  lexicon: NoteLexicon,
  words: readonly NoteWord[],
  sentences: readonly Sentence[],
  spanOf: (run: WordRun) => NoteSpan,
): NoteJudgment {
  const total = totalOf(words, sentences);
  const said = saidIn(total, lexicon);
  if (said === undefined) return NOTHING;
  const { what, why } = said;
  const plan = sentences.find((sentence) => sentence.plan === 'dated') ?? sentences.find(({ plan }) => plan === 'step');
  const whatBy = what ? best(sentences, (evidence) => evidence.what + evidence.figures) : undefined;
  const whyBy = why ? best(sentences, (evidence) => evidence.why + Number(evidence.valued)) : undefined;
  return {
    what,
    why,
    next: plan !== undefined,
    paste: false,
    level: levelOf({ what, why, next: plan !== undefined }, plan?.plan === 'dated' && total.names.size > 0),
    spans: {
      ...(whatBy ? { what: spanOf(whatBy.run) } : {}),
      ...(whyBy ? { why: spanOf(whyBy.run) } : {}),
      ...(plan ? { next: spanOf(plan.run) } : {}),
    },
  };
}

function best(sentences: readonly Sentence[], of: (evidence: Evidence) => number): Sentence | undefined {
  let found: Sentence | undefined;
  for (const sentence of sentences)
    if (found === undefined || of(sentence.evidence) > of(found.evidence)) found = sentence;
  return found;
}

function levelOf(said: { what: boolean; why: boolean; next: boolean }, carried: boolean): NoteJudgment['level'] {
  const count = Number(said.what) + Number(said.why) + Number(said.next);
  if (count === 0) return 1;
  if (count < 3) return 2;
  return carried ? 4 : 3;
}
