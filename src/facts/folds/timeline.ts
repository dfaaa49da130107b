import type { HistoryEntry } from '../../model/records.ts';
import type { Fold } from '../fold.ts';
import { appended } from './appended.ts';

/** One recorded change of a field of a record. */
export interface Change {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly at: number;
  readonly byId: string | null;
}

/** The changes of a record, unordered until `changesOf` sorts them once the last of them is folded. */
export interface Timeline {
  changes: Change[];
  isSorted: boolean;
  /** Whether earlier changes were left out. */
  isCut?: boolean;
}

/** The latest changes kept of one record: enough for years of honest work, and a bound on runaway automation. */
const MOST = 800;

const code = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1;
const order = (a: Change, b: Change): number =>
  a.at - b.at || code(a.field, b.field) || code(a.to, b.to) || code(a.from, b.from) || code(a.byId, b.byId);

const isRepeat = (change: Change, before: Change | undefined): boolean =>
  before !== undefined && before.field === change.field && before.to === change.to && change.from === null;

/** Repeats are kept until the end: whether a change is one depends on rows that may be yet to come. */
function cut(timeline: Timeline): Timeline {
  timeline.isCut = timeline.isCut === true || timeline.changes.length > MOST;
  timeline.changes = timeline.changes.sort(order).slice(-MOST);
  return timeline;
}

function settle(timeline: Timeline): Timeline {
  const latest = new Map<string, Change>();
  const kept: Change[] = [];
  for (const change of cut(timeline).changes) {
    if (isRepeat(change, latest.get(change.field))) continue;
    latest.set(change.field, change);
    kept.push(change);
  }
  timeline.changes = kept;
  timeline.isSorted = true;
  return timeline;
}

/**
 * A record's changes in order of time. A snapshot that repeats the value of the change before it (Salesforce writes one
 * for every save of an opportunity) is dropped.
 */
export const changesOf = (timeline: Timeline | undefined): readonly Change[] =>
  timeline === undefined ? [] : (timeline.isSorted ? timeline : settle(timeline)).changes;

export const timeline: Fold<HistoryEntry, Timeline> = {
  start: () => ({ changes: [], isSorted: false }),
  step: (acc, { field, from, to, at, byId }) => {
    if (!field || at === undefined || at === null) return acc;
    const change = { field, from: from ?? null, to: to ?? null, at, byId: byId ?? null };
    acc.changes = appended(acc.changes, change);
    acc.isSorted = false;
    return acc.changes.length > 2 * MOST ? cut(acc) : acc;
  },
  merge: (a, b) => ({
    changes: [...a.changes, ...b.changes],
    isSorted: false,
    isCut: a.isCut === true || b.isCut === true,
  }),
};

/** Whether earlier changes of a record than those that `changesOf` gives were left out. */
export const isCut = (timeline: Timeline | undefined): boolean => {
  changesOf(timeline);
  return timeline?.isCut === true;
};
