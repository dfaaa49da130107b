import { defineFact } from './fact.ts';

const provides = {
  tasks: { type: 'number', label: 'Open tasks', about: 'Open tasks on the record' },
  subject: { type: 'text', label: 'Open task', about: 'Subject of the earliest of them' },
  due: { type: 'date', label: 'Task due date', about: 'When that one is due' },
} as const;

/** What is still to be done on the record, whatever its next-step field says. */
export const openWork = defineFact({
  name: 'openWork',
  on: ['lead', 'deal'],
  about: 'Tasks still open on the record',
  reads: ['record.id'],
  parts: ['tasks'],
  provides,
  derive: ({ record, world }) => {
    const plans = record.id ? world.folds.plans.of(record.id) : undefined;
    const none = world.has('tasks') ? 0 : undefined;
    return {
      tasks: plans?.openTasks || none,
      subject: plans?.task?.text ?? (none === 0 ? null : undefined),
      due: plans?.task?.dueDate ?? (none === 0 ? null : undefined),
    };
  },
});
