import { describe, expect, it } from 'vitest';
import { nextStep } from '../../src/facts/next-step.ts';
import { formatDay } from '../../src/lib/time.ts';
import { deal, lead } from '../support/records.ts';
import { viewOf } from '../support/view.ts';

const task = {
  kind: 'task',
  subject: 'Send Dana the offer',
  dueDate: Date.UTC(2026, 10, 20) / 86_400_000,
  isCompleted: false,
};

describe('a lead in a CRM without a next-step field', () => {
  const world = { hasField: () => false };

  it('has its open task as next step', () => {
    const { text, due, isMissing, origin } = nextStep.of(viewOf(lead(), { world, activities: [task] }));
    expect([text, formatDay(due ?? 0), isMissing, origin]).toEqual([
      'Send Dana the offer',
      '2026-11-20',
      false,
      'task',
    ]);
  });

  it('has none without a task or a meeting to come', () => {
    expect(nextStep.of(viewOf(lead(), { world })).isMissing).toBe(true);
  });

  it('may have one that cannot be seen where tasks are hidden', () => {
    expect(nextStep.of(viewOf(lead(), { world, without: ['tasks'] })).isMissing).toBeUndefined();
  });
});

it('is not known where the field exists and cannot be read', () => {
  expect(nextStep.of(viewOf(lead())).isMissing).toBeUndefined();
  expect(nextStep.of(viewOf(deal(), { world: { hasField: () => false } })).isMissing).toBeUndefined();
});
