import { describe, expect, it } from 'vitest';
import { CallsExhausted, createCallBudget, gapAfter } from '../../../src/sources/live/call-budget.ts';

const made = (budget: ReturnType<typeof createCallBudget>, calls: number): void => {
  for (let i = 0; i < calls; i++) budget.admit();
};

describe('the calls of a run', () => {
  it('end where --max-calls says, and stay ended', () => {
    const budget = createCallBudget({ maxCalls: 3, reserve: 0.1 });
    made(budget, 3);
    expect(() => budget.admit()).toThrow(CallsExhausted);
    expect(() => budget.admit()).toThrow('stopped: --max-calls 3 were made (allow more');
    expect(budget.usage()).toEqual({
      made: 3,
      planned: 3,
      remaining: null,
      limit: null,
      stopped: '--max-calls 3 were made',
    });
  });

  it('are told as long as some are left', () => {
    const budget = createCallBudget({ maxCalls: 8, reserve: 0.1 });
    expect(createCallBudget({ maxCalls: undefined, reserve: 0.1 }).left()).toBe(Number.POSITIVE_INFINITY);
    made(budget, 3);
    expect(budget.left()).toBe(5);
    budget.note({ remaining: 12, limit: 100 });
    expect(budget.left()).toBe(2);
    made(budget, 2);
    expect(budget.left()).toBe(0);
    expect(() => budget.admit()).toThrow(CallsExhausted);
  });

  it('end before the reserve, counting those that the CRM has not told of yet', () => {
    const budget = createCallBudget({ maxCalls: undefined, reserve: 0.1 });
    budget.admit();
    budget.note({ remaining: 103, limit: 1000 });
    made(budget, 3);
    expect(() => budget.admit()).toThrow('100 of 1000 calls of the day are left, and 10 % are kept for others');
    expect(budget.usage()).toMatchObject({ made: 4, remaining: 100, limit: 1000 });
  });

  it('may all be used without a reserve', () => {
    const budget = createCallBudget({ maxCalls: undefined, reserve: 0 });
    budget.note({ remaining: 2, limit: 1000 });
    made(budget, 2);
    expect(() => budget.admit()).toThrow('0 of 1000 calls');
  });

  it('are planned as the run learns what it needs, and are never fewer than were made', () => {
    const budget = createCallBudget({ maxCalls: undefined, reserve: 0.1 });
    budget.plan(5);
    budget.plan(7);
    expect(budget.usage()).toMatchObject({ planned: 12, made: 0, stopped: null });
    made(budget, 13);
    expect(budget.usage()).toMatchObject({ planned: 13, made: 13 });
  });

  it('end where the CRM itself says so', () => {
    const budget = createCallBudget({ maxCalls: undefined, reserve: 0.1 });
    const error = budget.exhaust('the daily limit of the portal is reached');
    expect(() => budget.admit()).toThrow(error);
    expect(gapAfter(error, 'activities', ['tasks'])).toEqual({
      what: 'activities',
      reason: 'not read to the end: the daily limit of the portal is reached',
      hides: ['tasks'],
      isIncomplete: true,
    });
  });
});
