import { expect, test } from 'vitest';
import { associationsOf } from '../../../src/sources/hubspot/associations.ts';
import { fakeAsk } from './fake-ask.ts';

const to = (id: number, label: string | null = null) => ({
  toObjectId: id,
  associationTypes: [{ category: label === null ? 'HUBSPOT_DEFINED' : 'USER_DEFINED', typeId: 3, label }],
});

const none = (id: string) => ({
  subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
  context: { fromObjectId: [id] },
});
const broken = (id: string) => ({ subCategory: 'crm.associations.UNAVAILABLE', context: { fromObjectId: [id] } });

test('records without associations have none, and those with a real error are not known', async () => {
  const { ask } = fakeAsk(() => ({
    results: [{ from: { id: '1' }, to: [to(10), to(11, 'Champion')] }],
    errors: [none('2'), broken('3')],
    numErrors: 2,
  }));
  const found = await associationsOf(ask, 'deals', 'contacts', ['1', '2', '3', '4']);
  expect(found.of('1')?.map(({ id }) => id)).toEqual(['10', '11']);
  expect(found.of('2')).toEqual([]);
  expect(found.of('3')).toBeUndefined();
  expect(found.of('4')).toEqual([]);
  expect(found.unknown).toBe(1);
});

test('an error that names nobody leaves open whoever has no answer', async () => {
  const { ask } = fakeAsk(() => ({ results: [{ from: { id: '1' }, to: [to(10)] }], numErrors: 1 }));
  const found = await associationsOf(ask, 'deals', 'contacts', ['1', '2']);
  expect(found.of('1')).toHaveLength(1);
  expect(found.of('2')).toBeUndefined();
});

test('pages are followed for each record on its own', async () => {
  const asked: unknown[] = [];
  const { ask } = fakeAsk(({ body }) => {
    asked.push(body);
    return asked.length === 1
      ? {
          results: [
            { from: { id: '1' }, to: [to(10)], paging: { next: { after: 'x' } } },
            { from: { id: '2' }, to: [to(12)] },
          ],
        }
      : { results: [{ from: { id: '1' }, to: [to(11)] }] };
  });
  const found = await associationsOf(ask, 'deals', 'contacts', ['1', '2']);
  expect(found.of('1')?.map(({ id }) => id)).toEqual(['10', '11']);
  expect(asked[1]).toEqual({ inputs: [{ id: '1', after: 'x' }] });
});

test('a page that leads to itself ends, and its record is not known', async () => {
  const { ask, posts } = fakeAsk(() => ({
    results: [{ from: { id: '1' }, to: [to(10)], paging: { next: { after: 'x' } } }],
  }));
  const found = await associationsOf(ask, 'deals', 'contacts', ['1']);
  expect(found.of('1')).toBeUndefined();
  expect(posts).toHaveLength(2);
});

test('a thousand records are asked for at once', async () => {
  const { ask, posts } = fakeAsk(() => ({ results: [] }));
  await associationsOf(
    ask,
    'deals',
    'contacts',
    Array.from({ length: 2001 }, (_, i) => String(i + 1)),
  );
  expect(posts).toHaveLength(3);
});
