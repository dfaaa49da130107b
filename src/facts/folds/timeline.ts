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

/** The changes of a record, unordered until `changesOf` sorts them. */
export interface Timeline {
  changes: Change[];
  isSorted: boolean;
}

/** The latest changes kept of one record: enough for years of honest work, and a bound on runaway automation. */
const MOST = 400;

const code = (a: string | null, b: string | null): number => (a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1);
const order = (a: Change, b: Change): number =>
  a.at - b.at || code(a.field, b.field) || code(a.to, b.to) || code(a.from, b.from);

const isRepeat = (change: Change, before: Change | undefined): boolean =>
  before !== undefined && before.field === change.field && before.to === change.to && change.from === null;

function settle(timeline: Timeline): Timeline {
  const latest = new Map<string, Change>();
  const kept: Change[] = [];
  for (const change of timeline.changes.sort(order)) {
    if (isRepeat(change, latest.get(change.field))) continue;
    latest.set(change.field, change);
    kept.push(change);
  }
  timeline.changes = kept.slice(-MOST);
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
    return acc.changes.length > 2 * MOST ? settle(acc) : acc;
  },
  merge: (a, b) => ({ changes: [...a.changes, ...b.changes], isSorted: false }),
};
