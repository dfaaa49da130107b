import { expect, test } from 'vitest';
import { Rejected } from '../../../src/sources/hubspot/ask.ts';
import { byId, searchIds } from '../../../src/sources/hubspot/search.ts';
import { startTold } from '../../../src/sources/hubspot/told.ts';
import { fakeAsk, type Posted } from './fake-ask.ts';

interface Body {
  readonly filterGroups: readonly {
    readonly filters: readonly { propertyName: string; operator: string; value?: string; values?: string[] }[];
  }[];
  readonly limit: number;
  readonly after?: string;
}

const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && 'filterGroups' in value;

function bodyOf({ body }: Posted): Body {
  if (!isBody(body)) throw new Error('no search');
  return body;
}

/** Ids from 1 on, as a portal gives them: 200 a page, no more than 10,000 of one query. */
const portalOf = (count: number) => (posted: Posted) => {
  const { filterGroups, limit, after } = bodyOf(posted);
  const beyond = Number(filterGroups[0]?.filters.find(({ operator }) => operator === 'GT')?.value ?? 0);
  const from = Number(after ?? 0);
  if (from + limit > 10_000) throw new Error('beyond what HubSpot gives of one query');
  const total = count - beyond;
  const results = Array.from({ length: Math.min(limit, total - from) }, (_, i) => ({
    id: String(beyond + from + i + 1),
  }));
  const next = from + limit < total ? { paging: { next: { after: String(from + limit) } } } : {};
  return { total, results, ...next };
};

const owned = [[{ propertyName: 'hubspot_owner_id', operator: 'EQ', value: '7' }]] as const;

test('a search beyond 10,000 goes on behind the greatest id', async () => {
  const { ask, posts } = fakeAsk(portalOf(23_456));
  const told = startTold([]);
  const ids = await searchIds(ask, 'deals', owned, told);
  expect(ids).toHaveLength(23_456);
  expect(new Set(ids).size).toBe(23_456);
  expect(told.counted()).toEqual([]);
  expect(posts).toHaveLength(Math.ceil(10_000 / 200) * 2 + Math.ceil(3456 / 200));
  for (const posted of posts) expect(JSON.stringify(posted.body).length).toBeLessThanOrEqual(3000);
});

test('fewer results than were counted are told', async () => {
  const { ask } = fakeAsk(() => ({ total: 5, results: [{ id: '1' }] }));
  const told = startTold([]);
  expect(await searchIds(ask, 'deals', owned, told)).toEqual(['1']);
  expect(told.counted()[0]?.reason).toBe('4 that HubSpot counts were not among the results of its search');
});

test.each([
  ['a cursor that comes again', { results: [{ id: '1' }], total: 900, paging: { next: { after: '200' } } }],
  ['an empty page that leads on', { results: [], total: 900, paging: { next: { after: '200' } } }],
])('%s ends the search, and is told', async (_what, page) => {
  const { ask, posts } = fakeAsk(() => page);
  const gaps: Parameters<typeof startTold>[0] = [];
  await searchIds(ask, 'deals', owned, startTold(gaps));
  expect(posts.length).toBeLessThan(4);
  expect(gaps.map(({ reason }) => reason)).toEqual([
    'HubSpot gave a page without an end: what lay behind it was not read',
  ]);
});

test('a list of values too long for one body is asked for in parts', async () => {
  const domains = Array.from({ length: 400 }, (_, i) => `company-number-${i}.example`);
  const asked: string[] = [];
  const { ask, posts } = fakeAsk((posted) => {
    const values = bodyOf(posted).filterGroups[0]?.filters[0]?.values ?? [];
    asked.push(...values);
    return { total: values.length, results: values.map((value) => ({ id: value.replace(/\D/g, '') })) };
  });
  const groups = [[{ propertyName: 'hs_email_domain', operator: 'IN', values: domains }]] as const;
  const ids = await searchIds(ask, 'contacts', groups, startTold([]));
  expect(ids).toEqual(domains.map((_, i) => String(i)));
  expect(asked.toSorted()).toEqual(domains.toSorted());
  for (const posted of posts) expect(JSON.stringify(posted.body).length).toBeLessThanOrEqual(3000);
});

test('ids are ordered as the numbers they are, however long', () => {
  expect(['9007199254740993', '10', '9', '9007199254740992'].toSorted(byId)).toEqual([
    '9',
    '10',
    '9007199254740992',
    '9007199254740993',
  ]);
});

test('where a portal takes less at once, less is asked for', async () => {
  const domains = Array.from({ length: 40 }, (_, i) => `company-number-${i}.example`);
  const { ask } = fakeAsk((posted) => {
    const values = bodyOf(posted).filterGroups[0]?.filters[0]?.values ?? [];
    const request = { method: 'POST', url: 'https://api.hubapi.com/crm/v3/objects/contacts/search' } as const;
    if (values.length > 7) throw new Rejected({ kind: 'status', request, status: 400, message: 'too long' });
    return { total: values.length, results: values.map((value) => ({ id: value.replace(/\D/g, '') })) };
  });
  const groups = [[{ propertyName: 'hs_email_domain', operator: 'IN', values: domains }]] as const;
  expect(await searchIds(ask, 'contacts', groups, startTold([]))).toHaveLength(40);
});
