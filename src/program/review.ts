import { byCodeUnit } from '../lib/code-order.ts';
import { addMonths, type Day, formatDay, parseDay } from '../lib/time.ts';
import type { ChangeRow, Review, StandardRow } from '../model/review.ts';
import type { PinnedFile } from '../model/run.ts';

/** A standard that has not changed for so many months is out of date, whatever its review date says. */
const LONGEST = 18;
/** Days before the review at which it is due soon. */
const SOON = 30;

export interface Standard {
  readonly kind: 'pack' | 'rubric';
  readonly id: string;
  readonly version: string;
  readonly reviewBy: string | null;
  readonly changed: string | null;
}

/** The files that decided a run; without a run, those in force now. */
export interface PinnedRun {
  readonly run: string | null;
  readonly day: string;
  readonly pinned: readonly Pick<PinnedFile, 'name' | 'hash'>[];
}

function standardRow({ kind, id, version, reviewBy, changed }: Standard, today: Day): StandardRow {
  const due = reviewBy === null ? undefined : parseDay(reviewBy);
  const daysLeft = due === undefined ? null : due - today;
  const last = changed === null ? undefined : parseDay(changed);
  const isUnchangedForLong = last !== undefined && addMonths(last, LONGEST) <= today;
  const isOverdue = isUnchangedForLong || (daysLeft !== null && daysLeft < 0);
  const isSoon = daysLeft !== null && daysLeft <= SOON;
  return {
    kind,
    id,
    version,
    reviewBy,
    daysLeft,
    changed,
    isUnchangedForLong,
    state: isOverdue ? 'overdue' : isSoon ? 'soon' : 'current',
  };
}

function changesBetween(a: PinnedRun, b: PinnedRun): readonly ChangeRow[] {
  const [before, after] = [a, b].map(({ pinned }) => new Map(pinned.map(({ name, hash }) => [name, hash])));
  const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort(byCodeUnit);
  return names
    .filter((name) => before?.get(name) !== after?.get(name))
    .map((file) => ({
      between: [a.day, b.day],
      runs: [a.run ?? '', b.run],
      file,
      what: !before?.has(file) ? 'added' : after?.has(file) ? 'changed' : 'removed',
    }));
}

const states = ['overdue', 'soon', 'current'] as const;

export interface ReviewInput {
  readonly asOf: string;
  readonly today: Day;
  readonly standards: readonly Standard[];
  readonly pivots: readonly {
    readonly date: string;
    readonly kind: string;
    readonly what: string;
    readonly certifications: readonly string[] | null;
  }[];
  /** In order of time; the last may be what is in force now. */
  readonly runs: readonly PinnedRun[];
}

/** What of packs and rubrics is due for review, which pivots they have not followed, and what changed from run to run. */
export function reviewOf({ asOf, today, standards, pivots, runs }: ReviewInput): Review {
  const rubrics = standards.filter(({ kind }) => kind === 'rubric');
  const day = formatDay(today);
  return {
    schemaVersion: 1,
    asOf,
    standards: standards
      .map((one) => standardRow(one, today))
      .sort(
        (a, b) =>
          states.indexOf(a.state) - states.indexOf(b.state) || byCodeUnit(a.kind, b.kind) || byCodeUnit(a.id, b.id),
      ),
    pivots: pivots
      .filter(({ date }) => date <= day)
      .map(({ date, kind, what, certifications }) => ({
        date,
        kind,
        what,
        outdates: rubrics
          .filter(({ id, changed }) => (certifications?.includes(id) ?? true) && (changed ?? '') < date)
          .map(({ id }) => id),
      }))
      .sort((a, b) => byCodeUnit(a.date, b.date)),
    changes: runs.slice(1).flatMap((run, i) => {
      const before = runs[i];
      return before === undefined ? [] : changesBetween(before, run);
    }),
    runs: runs.filter(({ run }) => run !== null).length,
  };
}
