import { Client } from '@hubspot/api-client';
import { afterEach, describe, expect, test } from 'vitest';
import { FAULTS, type Hubspot, type HubspotOptions, startHubspot, tellVolume } from './hubspot.mjs';

let hub: Hubspot;
afterEach(() => hub.close());

const start = async (options?: HubspotOptions): Promise<void> => {
  hub = await startHubspot(options);
};

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}
interface Body {
  readonly [name: string]: unknown;
  readonly results?: readonly Found[];
}
interface Found {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly [name: string]: unknown;
}

async function ask(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<Answer> {
  const response = await fetch(hub.url + path, {
    method,
    headers: { authorization: `Bearer ${hub.token}`, 'content-type': 'application/json' },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
}

const search = (filters: readonly unknown[], more: object = {}, type = 'deals') =>
  ask(`/crm/v3/objects/${type}/search`, {
    filterGroups: [{ filters }],
    sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
    limit: 200,
    properties: ['dealname', 'dealstage', 'amount', 'hubspot_owner_id', 'closedate', 'hs_next_step'],
    ...more,
  });

const idsOf = ({ body }: Answer): readonly string[] => (body.results ?? []).map(({ id }) => id);

describe('reading records', () => {
  test('answers alike under the numbered and the dated addresses', async () => {
    await start();
    const [numbered, dated, byTypeId] = await Promise.all([
      ask('/crm/v3/objects/deals?limit=3&properties=dealname'),
      ask('/crm/objects/2026-09/deals?limit=3&properties=dealname'),
      ask('/crm/objects/2026-03/0-3?limit=3&properties=dealname'),
    ]);
    expect(dated.body.results).toEqual(numbered.body.results);
    expect(byTypeId.body.results).toEqual(numbered.body.results);
    expect((await ask('/crm/owners/2026-09')).body).toEqual((await ask('/crm/v3/owners/?limit=100')).body);
  });

  test('gives null for what is blank, leaves out what is not defined, and always adds some', async () => {
    await start();
    const { body } = await ask('/crm/v3/objects/deals?limit=1&properties=hs_next_step,nothing&properties=dealname');
    expect(body.results?.[0]?.properties).toEqual({
      createdate: '2026-03-02T15:00:00.000Z',
      dealname: 'Copperfield Sprinklers - Dispatch',
      hs_lastmodifieddate: '2026-06-11T19:00:31.000Z',
      hs_next_step: null,
      hs_object_id: '17349120017',
    });
  });

  test('pages through a list by the id of the next record', async () => {
    await start();
    const seen: string[] = [];
    for (let after: string | undefined = '0'; after !== undefined; ) {
      const page: Answer = await ask(`/crm/v3/objects/contacts?limit=100&after=${after}`);
      seen.push(...idsOf(page));
      after = /"after":"(\d+)"/.exec(page.text)?.[1];
    }
    expect(new Set(seen).size).toBe(hub.portal.tables.contacts?.size());
    expect((await ask('/crm/v3/objects/contacts?limit=101')).status).toBe(400);
    expect((await ask(`/crm/v3/objects/contacts?properties=${'x'.repeat(9000)}`)).status).toBe(414);
  });

  test('keeps the past of a property, the newest value first', async () => {
    await start();
    const [id] = idsOf(await search([{ propertyName: 'dealstage', operator: 'EQ', value: 'closedwon' }]));
    const inputs = [{ id }];
    const { body } = await ask('/crm/v3/objects/deals/batch/read', { inputs, propertiesWithHistory: ['dealstage'] });
    const [record] = body.results ?? [];
    const past = JSON.stringify(record?.propertiesWithHistory);
    const moments = [...past.matchAll(/"timestamp":"([^"]+)"/g)].map(([, at]) => at ?? '');
    expect(past).toContain('"value":"closedwon"');
    expect(moments.length).toBeGreaterThan(3);
    expect(moments).toEqual(moments.toSorted().reverse());
  });

  test('refuses batches that are too large, and tells what it did not find', async () => {
    await start();
    const inputs = Array.from({ length: 101 }, (_, place) => ({ id: String(place + 1) }));
    const path = '/crm/v3/objects/deals/batch/read';
    expect((await ask(path, { inputs })).status).toBe(400);
    expect((await ask(path, { inputs: inputs.slice(50), propertiesWithHistory: ['amount'] })).status).toBe(400);
    const partly = await ask(path, { inputs: [{ id: '17349120017' }, { id: '5' }] });
    expect(partly.status).toBe(207);
    expect(partly.body).toMatchObject({
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['5'] } }],
    });
  });

  test('counts roll-ups from engagements, a while later', async () => {
    await start({ clock: { now: () => Date.parse('2026-11-18T17:00:00Z') }, rollUpDelay: 30 * 86_400_000 });
    const { body } = await ask('/crm/v3/objects/deals?limit=100&properties=notes_last_updated,num_associated_contacts');
    const latest = (body.results ?? [])
      .map(({ properties }) => properties.notes_last_updated ?? '')
      .toSorted()
      .at(-1);
    expect(latest?.slice(0, 7)).toBe('2026-10');
  });

  test('finds what was merged under its old id, and archived records on demand', async () => {
    await start();
    const { deals } = hub.portal.tables;
    const [first = '', second = '', third = ''] = deals?.ids() ?? [];
    deals?.merge(first, second, Date.now());
    deals?.remove(third, Date.now());
    const merged = await ask(`/crm/v3/objects/deals/${first}?properties=hs_merged_object_ids`);
    expect(merged.body).toMatchObject({ id: second, properties: { hs_merged_object_ids: first } });
    expect((await ask(`/crm/v3/objects/deals/${third}`)).status).toBe(404);
    expect(idsOf(await ask('/crm/v3/objects/deals?archived=true'))).toEqual([third]);
  });
});

describe('searching', () => {
  const operators: readonly (readonly [string, object, (record: Found['properties']) => boolean])[] = [
    ['EQ', { propertyName: 'dealstage', value: 'closedwon' }, ({ dealstage }) => dealstage === 'closedwon'],
    ['NEQ', { propertyName: 'dealstage', value: 'closedwon' }, ({ dealstage }) => dealstage !== 'closedwon'],
    ['LT', { propertyName: 'amount', value: '40000' }, ({ amount }) => amount !== null && Number(amount) < 40_000],
    ['LTE', { propertyName: 'amount', value: '40000' }, ({ amount }) => amount !== null && Number(amount) <= 40_000],
    ['GT', { propertyName: 'amount', value: '40000' }, ({ amount }) => Number(amount) > 40_000],
    ['GTE', { propertyName: 'amount', value: '40000' }, ({ amount }) => Number(amount) >= 40_000],
    [
      'BETWEEN',
      { propertyName: 'amount', value: '20000', highValue: '40000' },
      ({ amount }) => Number(amount) >= 20_000 && Number(amount) <= 40_000,
    ],
    [
      'IN',
      { propertyName: 'dealstage', values: ['closedwon', 'closedlost'] },
      ({ dealstage }) => /^closed/.test(dealstage ?? ''),
    ],
    [
      'NOT_IN',
      { propertyName: 'dealstage', values: ['closedwon', 'closedlost'] },
      ({ dealstage }) => !/^closed/.test(dealstage ?? ''),
    ],
    ['HAS_PROPERTY', { propertyName: 'hs_next_step' }, (record) => record.hs_next_step !== null],
    ['NOT_HAS_PROPERTY', { propertyName: 'hs_next_step' }, (record) => record.hs_next_step === null],
    [
      'CONTAINS_TOKEN',
      { propertyName: 'dealname', value: 'marin*' },
      ({ dealname }) => /\bmarin/i.test(dealname ?? ''),
    ],
    [
      'NOT_CONTAINS_TOKEN',
      { propertyName: 'dealname', value: 'marin*' },
      ({ dealname }) => !/\bmarin/i.test(dealname ?? ''),
    ],
  ];

  test.each(operators)('knows %s', async (operator, filter, isWanted) => {
    await start();
    const all = (await search([{ propertyName: 'hs_object_id', operator: 'GT', value: '0' }])).body.results ?? [];
    const found = await search([{ ...filter, operator }]);
    const expected = all.filter(({ properties }) => isWanted(properties)).map(({ id }) => id);
    expect(idsOf(found)).toEqual(expected);
    expect(found.body.total).toBe(expected.length);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.length);
  });

  test('compares instants as milliseconds, and texts of lists in lower case alone', async () => {
    await start();
    const since = (value: string) => search([{ propertyName: 'createdate', operator: 'GT', value }]);
    const moment = '2026-10-01T00:00:00Z';
    expect(idsOf(await since(String(Date.parse(moment))))).toEqual(idsOf(await since(moment)));
    const named = (name: string) =>
      search([{ propertyName: 'firstname', operator: 'IN', values: [name] }], {}, 'contacts');
    expect((await named('hanna')).body.total).not.toBe(0);
    expect((await named('Hanna')).body.total).toBe(0);
  });

  test.each([
    ['more than five groups', { filterGroups: Array(6).fill({ filters: [] }) }],
    [
      'more than six filters in a group',
      { filterGroups: [{ filters: Array(7).fill({ propertyName: 'amount', operator: 'GT', value: '1' }) }] },
    ],
    [
      'a property that there is not',
      { filterGroups: [{ filters: [{ propertyName: 'nothing', operator: 'HAS_PROPERTY' }] }] },
    ],
    [
      'an operator that there is not',
      { filterGroups: [{ filters: [{ propertyName: 'amount', operator: 'LIKE', value: '1' }] }] },
    ],
    ['two sorts', { sorts: ['amount', 'dealname'] }],
    ['a sort by nothing', { sorts: ['nothing'] }],
    ['a page of more than 200', { limit: 201 }],
    ['a cursor that is no number', { after: 'abc' }],
    ['results beyond 10,000', { after: '9900', limit: 200 }],
    ['a body of more than 3,000 characters', { properties: Array(300).fill('hs_next_step') }],
  ])('refuses %s', async (_what, body) => {
    await start();
    const { status, body: told } = await ask('/crm/v3/objects/deals/search', body);
    expect(status).toBe(400);
    expect(told).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR', correlationId: expect.any(String) });
  });

  test('learns of changes late, while lists know them at once', async () => {
    await start({ searchDelay: 60_000 });
    const { deals } = hub.portal.tables;
    const record = deals?.get(deals.ids()[0] ?? '');
    if (record === undefined) throw new Error('no deal');
    deals?.change({ ...record, properties: { ...record.properties, amount: '123456789' } }, hub.clock.now());
    const filter = [{ propertyName: 'amount', operator: 'EQ', value: '123456789' }];
    expect((await search(filter)).body.total).toBe(0);
    expect((await ask(`/crm/v3/objects/deals/${record.id}?properties=amount`)).text).toContain('123456789');
    hub.clock.move(61_000);
    expect(idsOf(await search(filter))).toEqual([record.id]);
  });

  test('has no order of its own', async () => {
    await start();
    const [one, two] = [await search([], { sorts: [] }), await search([], { sorts: [] })];
    expect(idsOf(one)).not.toEqual(idsOf(two));
    expect(idsOf(one).toSorted()).toEqual(idsOf(two).toSorted());
  });
});

describe('associations', () => {
  const path = '/crm/v4/associations/deals/contacts/batch/read';

  test('come as numbers, with the plain entry beside the label, and are told where there are none', async () => {
    await start();
    const { status, body, text } = await ask(path, { inputs: [{ id: '17349120017' }, { id: '5' }] });
    expect(status).toBe(207);
    expect(text).toMatch(/"toObjectId":22150000068,/);
    expect(JSON.stringify(body.results)).toContain('"label":null},{"category":"USER_DEFINED"');
    expect(body.errors).toMatchObject([{ subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND' }]);
    expect(JSON.stringify(body.results)).not.toContain('"id":"5"');
  });

  test('page for each record on its own', async () => {
    await start({ associationPage: 1 });
    const first = await ask(path, { inputs: [{ id: '17349120017' }] });
    const after = /"after":"([^"]+)"/.exec(first.text)?.[1];
    const second = await ask(path, { inputs: [{ id: '17349120017', after }] });
    expect(first.text).toContain('22150000068');
    expect(second.text).not.toContain('22150000068');
    expect(second.text).toContain('22150000085');
  });

  test('keep ids that JavaScript cannot count', async () => {
    await start({ fault: 'long-ids' });
    const { text } = await ask('/crm/v4/associations/contacts/deals/batch/read', { inputs: [{ id: '22150000068' }] });
    expect(text).toContain('"toObjectId":9007199254740995,');
  });
});

describe('settings', () => {
  test('know who has left, and queues', async () => {
    await start();
    const gone = (await ask('/crm/v3/owners?archived=true')).body.results ?? [];
    expect(gone).toMatchObject([{ userId: null, userIdIncludingInactive: expect.any(Number), archived: true }]);
    const here = (await ask('/crm/v3/owners')).body.results ?? [];
    expect(here.filter(({ type }) => type === 'QUEUE').length).toBe(2);
    expect((await ask(`/crm/v3/owners/${gone[0]?.id}?archived=true`)).status).toBe(200);
  });

  test('say of stages as text whether they are closed, and keep the archived ones', async () => {
    await start();
    const { text } = await ask('/crm/v3/pipelines/deals');
    expect(text).toContain('"metadata":{"isClosed":"true","probability":"1.0"}');
    expect(text).toContain('"label":"Verbal"');
  });

  test('tell the time zone and the region', async () => {
    await start({ account: { region: 'eu1', timeZone: 'Europe/Berlin' } });
    const { body } = await ask('/account-info/2026-09/details');
    expect(body).toMatchObject({
      uiDomain: 'app-eu1.hubspot.com',
      dataHostingLocation: 'eu1',
      timeZone: 'Europe/Berlin',
    });
  });
});

describe('limits', () => {
  test('of ten seconds slide, and stand in the headers of everything but searches', async () => {
    await start({ limits: { perTenSeconds: 3 } });
    const [first, , third, fourth] = [
      await ask('/crm/v3/owners'),
      await ask('/crm/v3/owners'),
      await ask('/crm/v3/owners'),
      await ask('/crm/v3/owners'),
    ];
    expect(first.headers.get('x-hubspot-ratelimit-remaining')).toBe('2');
    expect(third.status).toBe(200);
    expect(fourth.body).toMatchObject({ policyName: 'TEN_SECONDLY_ROLLING' });
    expect((await search([])).headers.get('x-hubspot-ratelimit-max')).toBeNull();
    hub.clock.move(10_001);
    expect((await ask('/crm/v3/owners')).status).toBe(200);
  });

  test('of searches are five a second, without a name', async () => {
    await start({ clock: { now: () => 1_800_000_000_000 } });
    const answers = await Promise.all(Array.from({ length: 6 }, () => search([])));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.map(({ body }) => [body.message, body.policyName])).toEqual([
      ['You have reached your secondly limit.', undefined],
    ]);
  });

  test('of a day end at midnight in the time zone of the account', async () => {
    await start({ limits: { perDay: 1 }, account: { timeZone: 'Pacific/Auckland' } });
    hub.clock.set(Date.parse('2026-11-18T10:59:00Z'));
    await ask('/crm/v3/owners');
    expect((await ask('/crm/v3/owners')).body).toMatchObject({ policyName: 'DAILY' });
    hub.clock.move(2 * 60_000);
    expect((await ask('/crm/v3/owners')).status).toBe(200);
  });
});

describe('tokens', () => {
  test('that are unknown or have expired are refused', async () => {
    await start({ tokens: { old: { kind: 'oauth', scopes: [], expiresAt: 0 } } });
    expect((await ask('/crm/v3/owners')).body).toMatchObject({ category: 'EXPIRED_AUTHENTICATION' });
    const response = await fetch(`${hub.url}/crm/v3/owners`, { headers: { authorization: 'Bearer else' } });
    expect(await response.json()).toMatchObject({ category: 'INVALID_AUTHENTICATION' });
  });

  test.each([
    ['private-app', /"category":"MISSING_SCOPES"/],
    ['oauth', /requires one of \[leads-read\]/],
  ] as const)('of a %s are told which scope they lack', async (kind, told) => {
    await start({ tokens: { some: { kind, scopes: ['crm.objects.deals.read'] } } });
    expect((await ask('/crm/v3/objects/deals')).status).toBe(200);
    const refused = await ask('/crm/v3/objects/leads');
    expect(refused.status).toBe(403);
    expect(refused.text).toMatch(told);
  });
});

test('whatever could change something is refused and written down', async () => {
  await start();
  expect((await ask('/crm/v3/objects/deals/17349120017', { properties: {} }, 'PATCH')).status).toBe(405);
  expect((await ask('/crm/v3/objects/deals/batch/update', { inputs: [] })).status).toBe(405);
  expect((await ask('/crm/v3/objects/deals/17349120017', undefined, 'DELETE')).status).toBe(405);
  await search([]);
  expect(hub.writes()).toEqual([
    'PATCH /crm/v3/objects/deals/17349120017',
    'POST /crm/v3/objects/deals/batch/update',
    'DELETE /crm/v3/objects/deals/17349120017',
  ]);
});

test('the official client reads it', async () => {
  await start({ leads: 'objects' });
  const client = new Client({ accessToken: hub.token, basePath: hub.url, numberOfApiCallRetries: 2 });
  const { deals, owners, pipelines, properties } = client.crm;
  const page = await deals.basicApi.getPage(2, undefined, ['dealname'], ['dealstage'], ['contacts']);
  expect(page.results.map(({ id }) => id)).toEqual(['17349120017', '17349120034']);
  expect(page.results[0]?.propertiesWithHistory?.dealstage?.length).toBeGreaterThan(1);
  expect(page.results[0]?.associations?.contacts?.results.length).toBeGreaterThan(0);
  const found = await deals.searchApi.doSearch({
    filterGroups: [{ filters: [{ propertyName: 'dealname', operator: 'CONTAINS_TOKEN' as never, value: 'marin' }] }],
    properties: ['dealname'],
    limit: 5,
  } as never);
  expect(found.results.map(({ properties: { dealname } }) => dealname)).toEqual(['Marin Ferry Docks - Dispatch']);
  const batch = await deals.batchApi.read({
    inputs: [{ id: '17349120017' }],
    properties: ['amount'],
    propertiesWithHistory: [],
  });
  expect(batch.results[0]?.properties.amount).toMatch(/^\d+$/);
  const linked = await client.crm.associations.v4.batchApi.getPage('deals', 'contacts', {
    inputs: [{ id: '17349120017' }],
  });
  expect(linked.results[0]?.to.length).toBeGreaterThan(1);
  expect((await owners.ownersApi.getPage()).results.length).toBeGreaterThan(5);
  expect((await pipelines.pipelinesApi.getAll('deals')).results[0]?.stages.length).toBe(9);
  expect((await properties.coreApi.getAll('contacts')).results.length).toBeGreaterThan(20);
  expect((await client.crm.objects.leads.basicApi.getPage(100)).results.length).toBe(100);
  expect(hub.writes()).toEqual([]);
});

describe('an account of any size', () => {
  test('is the same each time, and its links lead back', async () => {
    await start({ portal: tellVolume({ deals: 300, leads: 40 }) });
    const again = tellVolume({ deals: 300, leads: 40 });
    const id = again.tables.deals?.ids()[123] ?? '';
    expect(hub.portal.tables.deals?.get(id)).toEqual(again.tables.deals?.get(id));
    for (const to of ['contacts', 'companies', 'notes', 'emails']) {
      const there = await ask(`/crm/v4/associations/deals/${to}/batch/read`, { inputs: [{ id }] });
      const other = /"toObjectId":(\d+)/.exec(there.text)?.[1];
      const back = await ask(`/crm/v4/associations/${to}/deals/batch/read`, { inputs: [{ id: other }] });
      expect([to, back.text.includes(`"toObjectId":${id}`)]).toEqual([to, true]);
    }
  });

  test('is found whole by windows of ids', async () => {
    await start({ portal: tellVolume({ deals: 450, perDeal: 0 }), limits: { isOff: true } });
    const last = hub.portal.tables.deals?.ids()[249] ?? '';
    const rest = await search([{ propertyName: 'hs_object_id', operator: 'GT', value: last }]);
    expect(rest.body.total).toBe(200);
    expect(idsOf(rest)).toEqual(hub.portal.tables.deals?.ids().slice(250));
  });
});

test('there is a fault for each of the 25 that a client has to survive', async () => {
  await start();
  const numbers = new Set(Object.values(FAULTS).map(({ number }) => number));
  expect([...numbers].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 26 }, (_, number) => number));
});
