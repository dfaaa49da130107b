import { MINUTE, parseDay } from '../lib/time.ts';
import type { Subject } from './fact.ts';
import type { Change } from './folds/timeline.ts';

/** The next step as it stood after one edit. */
export interface StepState {
  /** Its words without dates; empty when it was blank. */
  readonly words: string;
  /** Day; from the date field, else from the text. */
  readonly due: number | null;
  /** Who edited it. */
  readonly byId: string | null;
}

/** What is left when whatever may be part of a date is gone: figures, and the words that the date lexicon knows. */
function wordsOf(text: string | null, { world }: Subject): string {
  const words = (text ?? '').toLowerCase().match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? [];
  return words.filter((word) => !/\p{Nd}/u.test(word) && !world.isDateWord(word)).join(' ');
}

/** Text and date field are saved together, but history may keep them a moment apart. */
const SAME_EDIT = MINUTE;

/** The value of a field before the first of some changes: what that change says, or what still stands. */
const before = (changes: readonly Change[], field: string, present: string | null): string | null => {
  const first = changes.find((change) => change.field === field);
  return first === undefined ? present : first.from;
};

/** The next step before and after each edit of its text or its date field, in order of time. */
export function nextStepStates(subject: Subject, all: readonly Change[]): readonly StepState[] {
  const { record, world } = subject;
  const { zone } = world.calendar;
  const changes = all.filter(({ field }) => field === 'nextStep' || field === 'nextStepDate');
  let text = before(changes, 'nextStep', record.nextStep ?? null);
  let date = before(changes, 'nextStepDate', null);
  const dueOf = (judged: number | null): number | null =>
    date === null ? judged : (parseDay(date.slice(0, 10)) ?? judged);
  const states: StepState[] = [{ words: wordsOf(text, subject), due: dueOf(null), byId: null }];
  changes.forEach((change, place) => {
    if (change.field === 'nextStep') text = change.to;
    else date = change.to;
    const next = changes[place + 1];
    if (next !== undefined && next.at - change.at < SAME_EDIT) return;
    const judged = world.judgeNextStep({ text, updatedDay: zone.toDay(change.at), asOfDay: zone.toDay(change.at) });
    states.push({ words: wordsOf(text, subject), due: dueOf(judged.due), byId: change.byId });
  });
  return states;
}
