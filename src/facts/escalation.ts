import { defineFact } from './fact.ts';
import { owner } from './owner.ts';

const provides = {
  at: {
    type: 'instant',
    label: 'Escalated',
    about: 'When the owner last put down a task for somebody else on the record; blank when never',
  },
  subject: { type: 'text', label: 'Task for somebody else', about: 'The subject of that task' },
} as const;

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
    const asked = (record.id ? world.folds.requests.of(record.id) : undefined) ?? [];
    const own = asked.filter(({ byId, forId }) => byId === id && forId !== id);
    const latest = own.reduce<(typeof own)[number] | undefined>(
      (best, one) => (best === undefined || one.at > best.at ? one : best),
      undefined,
    );
    if (latest !== undefined) return { at: latest.at, subject: latest.subject };
    const none = world.has('tasks') && id !== undefined ? null : undefined;
    return { at: none, subject: none };
  },
});
