import type { NoteLexicon } from './note-lexicon.ts';
import { createPhraseFinder } from './note-phrases.ts';
import type { NoteWord } from './note-words.ts';
import type { WordRun } from './paste.ts';

/** A date of the note, as days since 1970-01-01 and a run of words. */
export type PlanDate = WordRun & {
  readonly day: number;
  readonly precision: string;
};

/** What a sentence says comes next: nothing, a step, or a step on a day (or in a week) to come. */
export type Plan = 'none' | 'step' | 'dated';

/** Reads the plan out of a sentence; `dates` are those of the sentence that lie ahead of the day of writing. */
export type PlanReader = (words: readonly NoteWord[], sentence: WordRun, dates: readonly PlanDate[]) => Plan;

const EXACT = new Set(['day', 'week']);

/** Compiles the reading of plans. */
export function createPlanReader(lexicon: NoteLexicon): PlanReader {
  const numberWords = new Set(lexicon.numberWords);
  const { order, ...next } = lexicon.next;
  const find = createPhraseFinder(next, numberWords);
  const orders = createPhraseFinder({ order }, numberWords);
  const vague = createPhraseFinder({ vague: lexicon.vague }, numberWords);
  const placeholders = new Set(lexicon.placeholders);
  return (words, { from, to }, dates) => {
    const sentence = words.slice(from, to);
    const matches = find(sentence);
    const ordered = orders(sentence)[0]?.from === 0;
    if (matches.length === 0 && !ordered) return 'none';
    const groups = new Set(matches.flatMap((match) => match.groups));
    if (groups.has('finished')) return 'step';
    const label = matches.find((match) => match.groups.includes('label'));
    const content = label ? sentence.slice(label.to).filter(({ kind }) => kind === 'word' || kind === 'number') : [];
    const labelled = content.length > 1 && !placeholders.has(content[0]?.text ?? '');
    const doing = matches.some((match) => match.groups.includes('doing') && startsClause(sentence, match.from));
    const deed = groups.has('action') || groups.has('again') || groups.has('arranged') || ordered;
    const coming = dates.some(({ precision }) => EXACT.has(precision));
    if (coming && (deed || labelled || groups.has('loose') || doing)) return 'dated';
    const promised = groups.has('promise') && (groups.has('action') || groups.has('again'));
    const willing = promised || ordered || doing;
    if (dates.length > 0 && (groups.has('again') || willing || labelled)) return 'step';
    if (groups.has('hedge') || vague(sentence).length > 0) return 'none';
    if (labelled && (deed || doing)) return 'step';
    return willing && !groups.has('loose') ? 'step' : 'none';
  };
}

/** "Sending the quote", "…, sending the quote": not "momentum is building". */
function startsClause(sentence: readonly NoteWord[], at: number): boolean {
  const before = sentence[at - 1];
  return before === undefined || before.kind === 'mark' || before.text === 'and' || before.text === 'am';
}
