import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Fold, startFold } from '../../../src/facts/fold.ts';
import { conversions } from '../../../src/facts/folds/conversions.ts';
import { requests } from '../../../src/facts/folds/requests.ts';
import { touches } from '../../../src/facts/folds/touches.ts';
import { wins } from '../../../src/facts/folds/wins.ts';
import { workers } from '../../../src/facts/folds/workers.ts';
import type { Activity, Deal, Lead } from '../../../src/model/records.ts';

const people = fc.constantFrom('005A', '005B', '005C');

const activity: fc.Arbitrary<Activity> = fc.record({
  kind: fc.constantFrom('task', 'call', 'email', 'meeting', 'note'),
  at: fc.integer({ min: 0, max: 99 }),
  createdAt: fc.integer({ min: 1, max: 99 }),
  isCompleted: fc.boolean(),
  direction: fc.constantFrom('inbound', 'outbound', null),
  ownerId: people,
  createdById: people,
});

const lead: fc.Arbitrary<Lead> = fc
  .record({
    type: fc.constant('lead' as const),
    id: fc.constantFrom('00Q1', '00Q2', '00Q3'),
  })
  .map(({ type, id }) => ({ type, id, ownerId: id.replace('00Q', '005') }));

/** What a fold says of some rows, in an order of its own: lists in folds stand in none. */
function settled(value: unknown): unknown {
  if (value instanceof Map) return settled([...value]);
  if (Array.isArray(value))
    return value
      .map(settled)
      .map((one) => JSON.stringify(one))
      .sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, settled(one)]));
}

function expectMerges<Row, Acc>(fold: Fold<Row, Acc>, row: fc.Arbitrary<Row>): void {
  fc.assert(
    fc.property(fc.array(fc.tuple(row, fc.boolean()), { minLength: 1, maxLength: 40 }), (rows) => {
      const [whole, left, right] = [startFold(fold), startFold(fold), startFold(fold)];
      for (const [one, isLeft] of rows) {
        whole.add('record', one);
        (isLeft ? left : right).add('record', one);
      }
      left.join(right);
      const [joined, single] = [left.of('record'), whole.of('record')];
      expect(settled(joined)).toEqual(settled(single));
    }),
  );
}

test('two workers who share the activities of a record find what one would', () => {
  expectMerges(touches, activity);
  expectMerges(workers, activity);
});

test('the latest requests are the same, whoever has seen which', () => {
  fc.assert(
    fc.property(fc.array(activity, { maxLength: 40 }), fc.integer({ min: 0, max: 40 }), (rows, cut) => {
      const fold = (some: readonly Activity[]) => some.reduce(requests.step, requests.start());
      const latest = (list: ReturnType<typeof fold>) => requests.merge(list, []);
      expect(latest(requests.merge(fold(rows.slice(cut)), fold(rows.slice(0, cut))))).toEqual(latest(fold(rows)));
    }),
  );
});

test('of two leads that became one deal the same answers, whichever comes first', () => {
  expectMerges(conversions, lead);
});

test('two workers who share the rows of a won deal find what one would', () => {
  const deal: fc.Arbitrary<Deal> = fc.record({
    type: fc.constant('deal' as const),
    createdAt: fc.constantFrom(1, 2, 3, null, undefined),
  });
  expectMerges(wins, deal);
});
