import { seesActivity } from './activity.ts';
import { defineFact, unknownShape } from './fact.ts';
import { changesOf } from './folds/timeline.ts';
import { statusChanges } from './milestones.ts';
import { mayBeAnybodys } from './nobodys.ts';
import { owner } from './owner.ts';
import { sittingKey, sittings } from './sittings.ts';

const provides = {
  size: {
    type: 'number',
    label: 'Changes in one sitting',
    about:
      'How many leads the present owner moved to another status in one sitting with this one, each long after what the status tells of; 0 when none',
  },
  at: { type: 'instant', label: 'Status changed', about: 'When the status of this lead was changed in that sitting' },
  eventAt: { type: 'instant', label: 'What it tells of', about: 'When what the status tells of had happened' },
} as const;

/** Whether the owner cleaned up statuses in a batch, this lead among them. Anybody else, automation too, is nobody's fault. */
export const batch = defineFact({
  name: 'batch',
  on: ['lead'],
  about: 'Statuses changed in one sitting, long after the event',
  reads: ['lead.id', 'lead.ownerId'],
  parts: ['tasks', 'calls', 'emails', 'meetings', 'history'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    const { id } = owner.of(subject);
    if (!world.tracks('lead', 'status') || id === undefined) return unknownShape(provides);
    const late = (id && record.id ? sittings(world).get(sittingKey(id, record.id)) : undefined) ?? [];
    const changes = changesOf(record.id ? world.folds.timeline.of(record.id) : undefined);
    const isOpen = mayBeAnybodys(statusChanges(changes, world.statusOf), world);
    const [largest] = [...late].sort((a, b) => b.size - a.size || b.at - a.at);
    if (largest !== undefined) return { size: largest.size, at: largest.at, eventAt: largest.eventAt };
    return { size: seesActivity(subject) && !isOpen ? 0 : undefined, at: null, eventAt: null };
  },
});
