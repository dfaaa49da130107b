import { MINUTE, parseDay } from '../lib/time.ts';
import type { Subject } from './fact.ts';
import type { Change } from './folds/timeline.ts';
import type { World } from './world.ts';

/** The next step as it stood after one edit. */
export interface StepState {
  /** Day; from the date field, else from the text. */
  readonly due: number | null;
  /** Who edited it. */
  readonly byId: string | null;
}

/** Text and date field as they were saved; without a moment, as they were before any edit. */
interface Edit {
  readonly text: string | null;
  readonly date: string | null;
  readonly at: number | null;
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

function editsOf({ record }: Subject, all: readonly Change[]): readonly Edit[] {
  const changes = all.filter(({ field }) => field === 'nextStep' || field === 'nextStepDate');
  let text = before(changes, 'nextStep', record.nextStep ?? null);
  let date = before(changes, 'nextStepDate', null);
  const edits: Edit[] = [{ text, date, at: null, byId: null }];
  changes.forEach(({ field, to, at, byId }, place) => {
    if (field === 'nextStep') text = to;
    else date = to;
    const next = changes[place + 1];
    if (next === undefined || next.at - at >= SAME_EDIT) edits.push({ text, date, at, byId });
  });
  return edits;
}

/** The last edits, those after which the next step read as it reads now; dates aside, and none where it is blank. */
function presentOf(edits: readonly Edit[], subject: Subject): readonly Edit[] {
  const last = edits.at(-1);
  const words = last === undefined ? '' : wordsOf(last.text, subject);
  if (last === undefined || words === '') return [];
  const isOther = ({ text }: Edit): boolean => text !== last.text && wordsOf(text, subject) !== words;
  return edits.slice(edits.findLastIndex(isOther) + 1);
}

function dueOf({ text, date, at }: Edit, { calendar, judgeNextStep }: World): number | null {
  const day = date === null ? undefined : parseDay(date.slice(0, 10));
  if (day !== undefined || at === null) return day ?? null;
  const updatedDay = calendar.zone.toDay(at);
  return judgeNextStep({ text, updatedDay, asOfDay: updatedDay }).due;
}

/**
 * The next step in its present words, before and after each edit that left them as they are, in order of time. Empty
 * where there are none, and where they were written but once: that is the rule, and nothing has to be read then.
 */
export function presentStates(subject: Subject, changes: readonly Change[]): readonly StepState[] {
  const edits = presentOf(editsOf(subject, changes), subject);
  if (edits.length < 2) return [];
  return edits.map((edit) => ({ due: dueOf(edit, subject.world), byId: edit.byId }));
}
