import { seesActivity } from './activity.ts';
import { defineFact } from './fact.ts';
import { workedBy } from './folds/workers.ts';
import { owner } from './owner.ts';

const provides = {
  firstAt: {
    type: 'instant',
    label: "Owner's first activity",
    about: 'The first activity of the present owner on the record; blank when there is none',
  },
  lastAt: {
    type: 'instant',
    label: "Owner's last activity",
    about: 'The latest activity of the present owner on the record; blank when there is none',
  },
} as const;

/** What the present owner has done on the record, apart from what anybody else has. */
export const ownerWork = defineFact({
  name: 'ownerWork',
  on: ['lead', 'deal'],
  about: 'What the present owner has done on the record',
  reads: ['record.id', 'record.ownerId'],
  parts: ['tasks', 'calls', 'emails', 'meetings'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    const { id } = owner.of(subject);
    const worked = record.id && id ? workedBy(world.folds.workers.of(record.id), id) : null;
    const none = seesActivity(subject) && id !== undefined && worked !== undefined ? null : undefined;
    return { firstAt: worked?.firstAt ?? none, lastAt: worked?.lastAt ?? none };
  },
});
