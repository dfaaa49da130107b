import { byCodeUnit } from '../lib/code-order.ts';
import { oncePerWorld } from './fact.ts';
import { changesOf } from './folds/timeline.ts';
import { milestoneOf, reachedAt, type StatusChange, statusChanges } from './milestones.ts';
import type { World } from './world.ts';

/** A change of status that was put off: somebody made it long after what it tells of. */
export interface LateChange {
  readonly recordId: string;
  readonly at: number;
  /** When it happened. */
  readonly eventAt: number;
  /** How many such changes were made in one sitting with this one, itself included. */
  size: number;
}

/** Sittings larger than this are not counted further: no limit is anywhere near. */
const MOST = 64;

/** The late changes of one lead; each tells of what happened since the status before. */
function lateIn(id: string, changes: readonly StatusChange[], { calendar, limits, folds }: World): readonly StatusAt[] {
  const touches = folds.touches.of(id);
  return changes.flatMap((change) => {
    const milestone = milestoneOf(change.category);
    const wasNew = changes.findLast(({ at, category }) => category === 'new' && at < change.at);
    const eventAt = milestone === undefined ? null : reachedAt(touches, milestone, wasNew?.at ?? -Infinity);
    if (eventAt === null || eventAt === undefined || eventAt >= change.at || !change.byId) return [];
    if (!calendar.isOlder(eventAt, limits.batchLag, change.at)) return [];
    return [{ byId: change.byId, late: { recordId: id, at: change.at, eventAt, size: 1 } }];
  });
}

interface StatusAt {
  readonly byId: string;
  readonly late: LateChange;
}

/** Counts, for each change, the most that fit into one window with it. */
function countSittings(list: readonly LateChange[], { calendar, limits }: World): void {
  let last = 0;
  const counts = list.map(({ at }, first) => {
    const end = calendar.add(at, limits.batchWindow);
    while (last < list.length && (list[last]?.at ?? Infinity) <= end) last += 1;
    return last - first;
  });
  list.forEach((change, place) => {
    for (let first = place; first >= 0 && place - first < MOST; first -= 1) {
      const count = counts[first] ?? 0;
      if (count <= place - first) break;
      change.size = Math.max(change.size, count);
    }
  });
}

/** The late changes of status by the person who made them, then by lead, worked out over all leads at once. */
export const sittings = oncePerWorld((world): ReadonlyMap<string, readonly LateChange[]> => {
  const byPerson = new Map<string, LateChange[]>();
  for (const [id, timeline] of world.folds.timeline.entries()) {
    for (const { byId, late } of lateIn(id, statusChanges(changesOf(timeline), world.statusOf), world)) {
      const list = byPerson.get(byId);
      if (list === undefined) byPerson.set(byId, [late]);
      else list.push(late);
    }
  }
  const byPersonAndLead = new Map<string, LateChange[]>();
  for (const [byId, list] of byPerson) {
    list.sort((a, b) => a.at - b.at || byCodeUnit(a.recordId, b.recordId));
    countSittings(list, world);
    for (const late of list) {
      const key = sittingKey(byId, late.recordId);
      byPersonAndLead.set(key, [...(byPersonAndLead.get(key) ?? []), late]);
    }
  }
  return byPersonAndLead;
});

/** Where the late changes that a person made on a lead are found. */
export const sittingKey = (personId: string, leadId: string): string => `${personId} ${leadId}`;
