import type { NoteLexicon } from './note-lexicon.ts';
import { createPhraseFinder, type PhraseMatch } from './note-phrases.ts';
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
  readonly unsure: boolean;
  /** "Do not contact." */
  readonly finished: boolean;
};

/** Compiles the reading of plans. */
export function createPlanReader(lexicon: NoteLexicon): PlanReader {
  const cuesOf = createCueReader(lexicon);
  return (words, { from, to }, dates) => {
    const cues = cuesOf(words.slice(from, to));
    return planOf(cues, dates);
  };
}

function planOf(cues: Cues, dates: readonly PlanDate[]): Plan {
  if (cues.finished) return 'step';
  if (isDated(cues, dates)) return 'dated';
  // A month or a quarter is date enough only for what somebody means to do, not for any deed mentioned with it.
  if ((dates.length > 0 || cues.coarse) && (cues.again || cues.willing || cues.labelled)) return 'step';
  const step = (cues.labelled && cues.deed) || (cues.willing && !cues.loose);
  return step && !cues.unsure ? 'step' : 'none';
}

function isDated(cues: Cues, dates: readonly PlanDate[]): boolean {
  const exact = dates.some(({ precision }) => EXACT.has(precision));
  return (exact && (cues.deed || cues.labelled || cues.loose)) || dates.some(({ near }) => near);
}

function createCueReader(lexicon: NoteLexicon): (sentence: readonly NoteWord[]) => Cues {
  const numberWords = new Set(lexicon.numberWords);
  const { order, ...next } = lexicon.next;
  const find = createPhraseFinder(next, numberWords);
  const ordersIn = createPhraseFinder({ order }, numberWords);
  const vagueIn = createPhraseFinder({ vague: lexicon.vague }, numberWords);
  const placeholders = new Set(lexicon.placeholders);
  return (sentence) => {
    const matches = find(sentence);
    const ordered = ordersIn(sentence)[0]?.from === 0;
    const groups = new Set(matches.flatMap((match) => match.groups));
    const doing = matches.some((match) => match.groups.includes('doing') && startsClause(sentence, match.from));
    const act = groups.has('action') || groups.has('again');
    return {
      deed: act || ordered || doing || groups.has('arranged'),
      willing: ordered || doing || (groups.has('promise') && act),
      again: groups.has('again'),
      coarse: groups.has('coarse'),
      labelled: isLabelled(sentence, matches, placeholders),
      loose: groups.has('loose'),
      unsure: groups.has('hedge') || vagueIn(sentence).length > 0,
      finished: groups.has('finished'),
    };
  };
}

function isLabelled(
  sentence: readonly NoteWord[],
  matches: readonly PhraseMatch[],
  placeholders: ReadonlySet<string>,
): boolean {
  const label = matches.find(({ groups }) => groups.includes('label'));
  if (label === undefined) return false;
  const content = sentence.slice(label.to).filter(({ kind }) => kind === 'word' || kind === 'number');
  return content.length > 1 && !placeholders.has(content[0]?.text ?? '');
}

/** "Sending the quote", "…, sending the quote": not "momentum is building". */
function startsClause(sentence: readonly NoteWord[], at: number): boolean {
  const before = sentence[at - 1];
  return before === undefined || before.kind === 'mark' || before.text === 'and' || before.text === 'am';
}
