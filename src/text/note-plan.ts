import type { NoteLexicon } from './note-lexicon.ts';
import { createPhraseFinder, type PhraseMatch } from './note-phrases.ts';
import type { Vocabulary } from './note-terms.ts';
import type { NoteWord } from './note-words.ts';
import type { WordRun } from './paste.ts';

/** A date of the note, as days since 1970-01-01 and a run of words. */
export type PlanDate = WordRun & {
  readonly day: number;
  readonly precision: string;
  /** A day soon after the writing that does not merely bound something. */
  readonly near: boolean;
};

/** What a sentence says comes next: nothing, a step, or a step on a day (or in a week) to come. */
export type Plan = 'none' | 'step' | 'dated';

/** Reads the plan out of a sentence; `dates` are those of the sentence that lie ahead of the day of writing. */
export type PlanReader = (words: readonly NoteWord[], sentence: WordRun, dates: readonly PlanDate[]) => Plan;

const EXACT = new Set(['day', 'week']);

/** What of a plan a sentence holds. */
type Cues = {
  /** A deed that a calendar can hold, or one that is arranged, under way or ordered. */
  readonly deed: boolean;
  /** Somebody will, shall or must do it, or is at it. */
  readonly willing: boolean;
  /** A return to somebody later. */
  readonly again: boolean;
  /** "Spring", "early 2028": a time, if no date. */
  readonly coarse: boolean;
  /** It stands under "Next step:". */
  readonly labelled: boolean;
  /** "Follow up", "stay in touch". */
  readonly loose: boolean;
  /** "Might", "something", "at some point". */
  readonly unsure: () => boolean;
  /** "Do not contact." */
  readonly finished: boolean;
};

/** Compiles the reading of plans. */
export function createPlanReader(lexicon: NoteLexicon, vocabulary: Vocabulary): PlanReader {
  const cuesOf = createCueReader(lexicon, vocabulary);
  return (words, sentence, dates) => planOf(cuesOf(words, sentence), dates);
}

function planOf(cues: Cues, dates: readonly PlanDate[]): Plan {
  if (cues.finished) return 'step';
  if (isDated(cues, dates)) return 'dated';
  // A month or a quarter is date enough only for what somebody means to do, not for any deed mentioned with it.
  if ((dates.length > 0 || cues.coarse) && (cues.again || cues.willing || cues.labelled)) return 'step';
  const step = (cues.labelled && cues.deed) || (cues.willing && !cues.loose);
  return step && !cues.unsure() ? 'step' : 'none';
}

function isDated(cues: Cues, dates: readonly PlanDate[]): boolean {
  const exact = dates.some(({ precision }) => EXACT.has(precision));
  return (exact && (cues.deed || cues.labelled || cues.loose)) || dates.some(({ near }) => near);
}

function createCueReader(
  lexicon: NoteLexicon,
  vocabulary: Vocabulary,
): (words: readonly NoteWord[], sentence: WordRun) => Cues {
  const numberWords = new Set(lexicon.numberWords);
  const { order, ...next } = lexicon.next;
  const { find, bit } = createPhraseFinder(next, numberWords, vocabulary);
  const orders = createPhraseFinder({ order }, numberWords, vocabulary);
  const vague = createPhraseFinder({ vague: lexicon.vague }, numberWords, vocabulary);
  const placeholders = new Set(lexicon.placeholders);
  const [label, again, coarse, loose] = [bit('label'), bit('again'), bit('coarse'), bit('loose')];
  const [promise, arranged, doing] = [bit('promise'), bit('arranged'), bit('doing')];
  const [hedge, finished] = [bit('hedge'), bit('finished')];
  const act = bit('action') | again;
  return (words, { from, to }) => {
    const matches = find(words, from, to);
    let found = 0;
    for (const { groups } of matches) found |= groups;
    const has = (bits: number): boolean => (found & bits) !== 0;
    const ordered = orders.first(words, from, to) !== undefined;
    const atIt = has(doing) && matches.some((match) => (match.groups & doing) !== 0 && opensClause(words, from, match));
    return {
      deed: has(act) || ordered || atIt || has(arranged),
      willing: ordered || atIt || (has(act) && has(promise)),
      again: has(again),
      coarse: has(coarse),
      labelled: has(label) && isFilled(words, to, matches, { label, placeholders }),
      loose: has(loose),
      unsure: () => has(hedge) || vague.find(words, from, to).length > 0,
      finished: has(finished),
    };
  };
}

/** Whether something stands behind the label of a next step. */
function isFilled(
  words: readonly NoteWord[],
  to: number,
  matches: readonly PhraseMatch[],
  { label, placeholders }: { readonly label: number; readonly placeholders: ReadonlySet<string> },
): boolean {
  const from = matches.find(({ groups }) => (groups & label) !== 0)?.to ?? to;
  const content = words.slice(from, to).filter(({ kind }) => kind === 'word' || kind === 'number');
  return content.length > 1 && !placeholders.has(content[0]?.text ?? '');
}

/** "Sending the quote", "…, sending the quote": not "momentum is building". */
function opensClause(words: readonly NoteWord[], sentence: number, { from }: PhraseMatch): boolean {
  const before = words[from - 1];
  return (
    from === sentence || before === undefined || before.kind === 'mark' || before.text === 'and' || before.text === 'am'
  );
}
