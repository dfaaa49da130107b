import type { Activity } from '../../model/records.ts';
import type { Fold } from '../fold.ts';

/** An open task or a meeting to come. */
export interface Plan {
  readonly id: string;
  readonly kind: 'task' | 'meeting';
  readonly text: string | null;
  /** Day, days since 1970; `null`: no due date. For a meeting, `at` says more. */
  readonly dueDate: number | null;
  readonly at: number | null;
  readonly createdAt: number | null;
}

/** What is still to be done on a record: the earliest open task and the earliest meeting to come. */
export interface Plans {
  openTasks: number;
  task: Plan | null;
  meeting: Plan | null;
}

const NEVER = Number.POSITIVE_INFINITY;

/** Not every export gives tasks an id: which is the earliest must not depend on the order of rows. */
const wordsOf = ({ text, createdAt }: Plan): string => `${text ?? ''}\n${createdAt ?? ''}`;

const isEarlier = (a: Plan, b: Plan | null): boolean => {
  if (b === null) return true;
  const [x, y] = [a.dueDate ?? a.at ?? NEVER, b.dueDate ?? b.at ?? NEVER];
  if (x !== y) return x < y;
  return a.id === b.id ? wordsOf(a) < wordsOf(b) : a.id < b.id;
};

const earlier = (a: Plan | null, b: Plan | null): Plan | null => (a !== null && isEarlier(a, b) ? a : b);

const planOf = (kind: Plan['kind'], row: Activity): Plan => ({
  id: row.id ?? '',
  kind,
  text: row.subject ?? null,
  dueDate: kind === 'task' ? (row.dueDate ?? null) : null,
  at: kind === 'meeting' ? (row.at ?? null) : null,
  createdAt: row.createdAt ?? null,
});

export const plans: Fold<Activity, Plans> = {
  takes: ({ kind, isCompleted }) => isCompleted === false && kind !== 'note',
  start: () => ({ openTasks: 0, task: null, meeting: null }),
  step: (acc, row) => {
    if (row.kind === 'meeting') acc.meeting = earlier(planOf('meeting', row), acc.meeting);
    else {
      acc.openTasks += 1;
      acc.task = earlier(planOf('task', row), acc.task);
    }
    return acc;
  },
  merge: (a, b) => ({
    openTasks: a.openTasks + b.openTasks,
    task: earlier(a.task, b.task),
    meeting: earlier(a.meeting, b.meeting),
  }),
};
