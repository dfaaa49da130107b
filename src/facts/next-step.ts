import type { NextStepJudgment } from '../text/next-step.ts';
import { defineFact, type Shape, type Subject } from './fact.ts';
import type { Plan } from './folds/plans.ts';
import { changesOf } from './folds/timeline.ts';

const provides = {
  text: { type: 'text', about: 'The next step as written: the field, else the earliest open task or meeting to come' },
  due: { type: 'date', about: 'Its date: from the text, the date field, the task or the meeting; blank when none' },
  isMissing: { type: 'boolean', about: 'No next step at all: no text, no open task, no meeting to come' },
  isConcrete: { type: 'boolean', about: 'States an action that someone can carry out' },
  isVague: { type: 'boolean', about: 'There is text, but only an intention or a wait' },
  level: {
    type: 'number',
    label: 'Next step level',
    about: 'Level 1 to 4 of the next step as a whole; see the rulebook',
  },
  origin: { type: 'text', about: 'Where it stands: `field`, `task` or `meeting`' },
  updatedAt: { type: 'instant', about: 'When it was last edited' },
} as const;

interface Composite {
  readonly text: string | null;
  readonly origin: 'field' | 'task' | 'meeting';
  readonly updatedAt: number | null | undefined;
}

/** The earliest open task or meeting to come; `undefined` when none was found and not every kind can be seen. */
function planOf({ record, world }: Subject): Plan | null | undefined {
  const { task, meeting } = (record.id ? world.folds.plans.of(record.id) : undefined) ?? { task: null, meeting: null };
  const day = ({ dueDate, at }: Plan): number => dueDate ?? (at === null ? Infinity : world.calendar.zone.toDay(at));
  if (task !== null && meeting !== null) return day(meeting) <= day(task) ? meeting : task;
  const found = task ?? meeting;
  return found ?? (world.has('tasks') && world.has('meetings') ? null : undefined);
}

/** The date field counts as blank where the CRM has none. */
const dateField = ({ record, world }: Subject): number | null | undefined =>
  record.nextStepDate ?? (world.hasField(record.type, 'nextStepDate') ? record.nextStepDate : null);

/** The next-step field as written. Leads come without one: where none is mapped there is none, and plans stand in. */
const written = ({ record, world }: Subject): string | null | undefined =>
  record.type === 'lead' && !world.hasField('lead', 'nextStep') ? (record.nextStep ?? null) : record.nextStep;

/** The field as it was last edited. */
function fieldOf({ record, world }: Subject, text: string | null): Composite {
  const changes = record.id ? changesOf(world.folds.timeline.of(record.id)) : [];
  const edited = record.nextStepUpdatedAt ?? changes.findLast(({ field }) => field === 'nextStep')?.at;
  return { text, origin: 'field', updatedAt: edited ?? record.modifiedAt ?? record.createdAt };
}

const planDay = ({ world }: Subject, plan: Plan | null | undefined): number | null | undefined =>
  plan ? (plan.dueDate ?? (plan.at === null ? null : world.calendar.zone.toDay(plan.at))) : plan;

function judge({ world }: Subject, { text, updatedAt }: Composite): NextStepJudgment {
  const { zone } = world.calendar;
  const updatedDay = updatedAt === null || updatedAt === undefined ? world.today : zone.toDay(updatedAt);
  return world.judgeNextStep({ text, updatedDay, asOfDay: world.today });
}

/** A date outside the text lifts a concrete action to level 3 as a date in it would. */
function levelWith(judged: NextStepJudgment, due: number | null | undefined, today: number): number | undefined {
  if (judged.level !== 2 || !judged.isConcrete || judged.due !== null) return judged.level;
  if (due === undefined) return undefined;
  return due !== null && due >= today ? 3 : 2;
}

function shapeOf(
  subject: Subject,
  { text, origin, updatedAt }: Composite,
  judged: NextStepJudgment,
  plan: Plan | null | undefined,
): Shape<typeof provides> {
  const due = judged.due ?? dateField(subject) ?? planDay(subject, plan);
  const level = levelWith(judged, due, subject.world.today);
  return {
    text,
    due,
    isMissing: false,
    isConcrete: judged.isConcrete,
    isVague: judged.vague,
    level,
    origin,
    updatedAt,
  };
}

const nothing = { text: null, due: null, isConcrete: false, isVague: false, level: 1, origin: null, updatedAt: null };
const unknown = {
  text: undefined,
  due: undefined,
  isConcrete: undefined,
  isVague: undefined,
  level: undefined,
  origin: undefined,
  updatedAt: undefined,
};

/** The next step of a record; see "The next step of a record" in the rulebook. */
export const nextStep = defineFact({
  name: 'nextStep',
  on: ['lead', 'deal'],
  about: 'What is to happen next, from the next-step field, the open tasks and the meetings to come',
  reads: [
    'record.nextStep',
    'record.nextStepDate',
    'record.nextStepUpdatedAt',
    'record.modifiedAt',
    'record.createdAt',
  ],
  parts: ['tasks', 'meetings', 'history'],
  provides,
  derive: (subject) => {
    const plan = planOf(subject);
    const text = written(subject);
    if (text === undefined) return { ...unknown, isMissing: plan ? false : undefined };
    const own = judge(subject, fieldOf(subject, text));
    if (text !== null && !own.isPlaceholder) return shapeOf(subject, fieldOf(subject, text), own, plan);
    if (plan === undefined) return { ...unknown, isMissing: undefined };
    if (plan === null) return { ...nothing, text, isMissing: true };
    const step: Composite = { text: plan.text, origin: plan.kind, updatedAt: plan.createdAt };
    return shapeOf(subject, step, judge(subject, step), plan);
  },
  labelOf: (subject, property) => {
    const origin = nextStep.of(subject).origin;
    if (origin === 'task') return property === 'due' ? 'Task due date' : 'Task subject';
    if (origin === 'meeting') return property === 'due' ? 'Meeting date' : 'Meeting subject';
    const { record, world } = subject;
    return world.columnOf(record.type, property === 'due' && record.nextStepDate ? 'nextStepDate' : 'nextStep');
  },
  since: ({ updatedAt }) => updatedAt,
});
