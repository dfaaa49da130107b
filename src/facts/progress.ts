import { seesActivity, touchesOf } from './activity.ts';
import { defineFact, type Shape, type Subject, unknownShape } from './fact.ts';
import { changesOf } from './folds/timeline.ts';
import { type Milestone, reachedAt, type StatusChange, shows, statusChanges } from './milestones.ts';
import { owner } from './owner.ts';
import { status } from './status.ts';

const provides = {
  contactedAt: {
    type: 'instant',
    label: 'First contact',
    about:
      'The first call, e-mail or meeting of ours since the lead was new, or when the present owner got it if that was later; blank when there is none, or the status said so before the present owner got it',
  },
  contactShownAt: {
    type: 'instant',
    label: 'Status past new',
    about: 'When the status went past new; blank when it has not',
  },
  metAt: { type: 'instant', label: 'First meeting', about: 'The same for the first meeting held' },
  metShownAt: {
    type: 'instant',
    label: 'Status past working',
    about: 'When the status went past working; blank when it has not',
  },
} as const;

/** When the status first said what a milestone calls for, since the lead was last new. */
function shownAt(
  { record, world }: Subject,
  category: string | null | undefined,
  cycle: readonly StatusChange[],
  milestone: Milestone,
): number | null | undefined {
  if (record.type !== 'lead' || !category) return undefined;
  const [first] = cycle;
  const before = first?.from ? world.statusOf(first.from) : undefined;
  if (before !== undefined && first?.category !== 'new' && shows(before, milestone)) return record.createdAt;
  const change = cycle.find((one) => one.category !== undefined && shows(one.category, milestone));
  if (change !== undefined) return change.at;
  if (!shows(category, milestone)) return null;
  return world.tracks('lead', 'status') && cycle.length === 0 ? record.createdAt : undefined;
}

type Moment = { readonly at: number | null | undefined; readonly shownAt: number | null | undefined };

/** What happened before the present owner got the lead is theirs to show from then on, unless it was shown already. */
function attributed(reached: number | null | undefined, shown: Moment['shownAt'], since: number): Moment {
  if (reached === null || reached === undefined || reached >= since) return { at: reached, shownAt: shown };
  if (shown !== null && shown !== undefined && shown <= since) return { at: null, shownAt: shown };
  return { at: since, shownAt: shown };
}

/** Whether the status of a lead keeps up with what happens to it. */
export const progress = defineFact({
  name: 'progress',
  on: ['lead'],
  about: 'What has happened to the lead, and since when its status says so',
  reads: ['lead.id', 'lead.status', 'lead.isConverted', 'lead.createdAt', 'lead.ownerId'],
  parts: ['tasks', 'calls', 'emails', 'meetings', 'history'],
  provides,
  derive: (subject): Shape<typeof provides> => {
    const { record, world } = subject;
    if (record.type !== 'lead' || typeof record.createdAt !== 'number') return unknownShape(provides);
    const { category } = status.of(subject);
    const changes = statusChanges(
      changesOf(record.id ? world.folds.timeline.of(record.id) : undefined),
      world.statusOf,
    );
    const again = changes.findLastIndex((change) => change.category === 'new');
    const cycle = changes.slice(Math.max(again, 0));
    const from = Math.max(record.createdAt, changes[again]?.at ?? record.createdAt);
    const since = Math.max(from, owner.of(subject).since ?? from);
    const sees = seesActivity(subject);
    // Of what is hidden, something may have come first.
    const reached = (milestone: Milestone): number | null | undefined =>
      sees ? reachedAt(touchesOf(subject), milestone, from) : undefined;
    const shown = (milestone: Milestone): Moment['shownAt'] => shownAt(subject, category, cycle, milestone);
    const contact = attributed(reached('contact'), shown('contact'), since);
    const meeting = attributed(reached('meeting'), shown('meeting'), since);
    return {
      contactedAt: contact.at,
      contactShownAt: contact.shownAt,
      metAt: meeting.at,
      metShownAt: meeting.shownAt,
    };
  },
});
