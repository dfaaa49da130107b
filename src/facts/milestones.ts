import { firstFrom } from './folds/outermost.ts';
import type { Change } from './folds/timeline.ts';
import type { Touches } from './folds/touches.ts';
import type { LeadCategory } from './world.ts';

/** What happens to a lead and calls for a status that says so. */
export type Milestone = 'contact' | 'meeting';

const order: Readonly<Record<string, number>> = {
  new: 0,
  working: 1,
  qualified: 2,
  nurture: 3,
  disqualified: 3,
  converted: 3,
};

const calledFor: Readonly<Record<Milestone, LeadCategory>> = { contact: 'working', meeting: 'qualified' };

/** Whether a status says at least as much as a milestone calls for. */
export const shows = (category: string, milestone: Milestone): boolean =>
  (order[category] ?? 0) >= (order[calledFor[milestone]] ?? 0);

/** The milestone that a change into a category tells of; closing and recycling tell of none that can be seen. */
export function milestoneOf(category: LeadCategory | undefined): Milestone | undefined {
  if (category === 'working') return 'contact';
  return category === 'qualified' ? 'meeting' : undefined;
}

/**
 * The first contact made, or meeting held, from a moment on; `null` when there is none, `undefined` where there were so
 * many that the first is not kept.
 */
export function reachedAt(touches: Touches | undefined, milestone: Milestone, from: number): number | null | undefined {
  const { at, isCut } = firstFrom((milestone === 'contact' ? touches?.contacts : touches?.meetings) ?? [], from);
  return isCut ? undefined : at;
}

/** A change of status, and the category that it led to. */
export interface StatusChange extends Change {
  readonly category: LeadCategory | undefined;
}

/** The changes of status among all changes of a lead. */
export const statusChanges = (
  changes: readonly Change[],
  statusOf: (label: string) => LeadCategory | undefined,
): readonly StatusChange[] =>
  changes
    .filter(({ field }) => field === 'status')
    .map((change) => ({ ...change, category: change.to === null ? undefined : statusOf(change.to) }));
