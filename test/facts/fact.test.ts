import { describe, expect, it } from 'vitest';
import { defineFact, forgetSubjects } from '../../src/facts/fact.ts';
import { deal } from '../support/records.ts';
import { viewOf } from '../support/view.ts';

/** A fact that tells how often it was worked out. */
function counting() {
  let times = 0;
  return defineFact({
    name: 'times',
    on: ['deal'],
    about: 'How often it was worked out',
    reads: [],
    parts: [],
    provides: { count: { type: 'number', about: 'Times' } },
    derive: () => {
      times += 1;
      return { count: times };
    },
  });
}

describe('a fact', () => {
  it('is worked out once for each record, and again once the record is forgotten', () => {
    const times = counting();
    const [one, other] = [viewOf(deal({ id: '0061' })), viewOf(deal({ id: '0062' }))];
    expect([one, one, other, other].map((view) => times.of(view).count)).toEqual([1, 1, 2, 2]);
    forgetSubjects();
    expect(times.of(other).count).toBe(3);
  });
});
