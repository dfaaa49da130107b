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
  const find = createPhraseFinder(next, numberWords, vocabulary);
  const ordersIn = createPhraseFinder({ order }, numberWords, vocabulary);
  const vagueIn = createPhraseFinder({ vague: lexicon.vague }, numberWords, vocabulary);
  const placeholders = new Set(lexicon.placeholders);
  return (words, { from, to }) => {
    const matches = find(words, from, to);
    const has = (group: keyof typeof next): boolean => matches.some(({ groups }) => groups.includes(group));
    const ordered = ordersIn(words, from, to)[0]?.from === from;
    const doing = matches.some(
      (match) => match.groups.includes('doing') && (match.from === from || startsClause(words[match.from - 1])),
    );
    const act = has('action') || has('again');
    return {
      deed: act || ordered || doing || has('arranged'),
      willing: ordered || doing || (act && has('promise')),
      again: has('again'),
      coarse: has('coarse'),
      labelled: isLabelled(words, to, matches, placeholders),
      loose: has('loose'),
      unsure: () => has('hedge') || vagueIn(words, from, to).length > 0,
      finished: has('finished'),
    };
  };
}

function isLabelled(
  words: readonly NoteWord[],
  to: number,
  matches: readonly PhraseMatch[],
  placeholders: ReadonlySet<string>,
): boolean {
  const label = matches.find(({ groups }) => groups.includes('label'));
  if (label === undefined) return false;
  const content = words.slice(label.to, to).filter(({ kind }) => kind === 'word' || kind === 'number');
  return content.length > 1 && !placeholders.has(content[0]?.text ?? '');
}

/** "Sending the quote", "…, sending the quote": not "momentum is building". */
function startsClause(before: NoteWord | undefined): boolean {
  return before === undefined || before.kind === 'mark' || before.text === 'and' || before.text === 'am';
}
