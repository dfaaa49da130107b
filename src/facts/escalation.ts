import { defineFact } from './fact.ts';
import { requestsOf } from './folds/requests.ts';
import { owner } from './owner.ts';
import type { World } from './world.ts';

const provides = {
  at: {
    type: 'instant',
    label: 'Escalated',
    about: 'When the owner last put down a task for somebody else on the record; blank when never',
  },
  subject: { type: 'text', label: 'Task for somebody else', about: 'The subject of that task' },
} as const;

/** Whether it can be seen who put down a task for whom, and when. */
const seesRequests = (world: World): boolean =>
  world.has('tasks') && ['createdAt', 'createdById', 'ownerId'].every((field) => world.hasField('activity', field));

/** Whether the owner has told somebody else that the record needs them. */
export const escalation = defineFact({
  name: 'escalation',
  on: ['lead', 'deal'],
  about: 'What the owner has asked of others',
  reads: ['record.id', 'record.ownerId'],
  parts: ['tasks'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    const { id } = owner.of(subject);
    const { latest: asked, isCut } = requestsOf(record.id ? world.folds.requests.of(record.id) : undefined);
    const latest = asked.find(({ byId, forId }) => byId === id && forId !== id);
    if (latest !== undefined) return { at: latest.at, subject: latest.subject };
    const none = seesRequests(world) && id !== undefined && !isCut ? null : undefined;
    return { at: none, subject: none };
  },
});
