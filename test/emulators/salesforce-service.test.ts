import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type SalesforceEmulator,
  type SalesforceOptions,
  startSalesforce,
  volumeOrg,
} from './salesforce/salesforce.mjs';

const started: SalesforceEmulator[] = [];

async function start(options?: SalesforceOptions): Promise<SalesforceEmulator> {
  const emulator = await startSalesforce(options);
  started.push(emulator);
  return emulator;
}

afterEach(async () => {
  for (const emulator of started.splice(0)) {
    expect(emulator.bugs()).toEqual([]);
    await emulator.close();
  }
});

// biome-ignore lint/suspicious/noExplicitAny: bodies of many forms, looked at field by field
type Body = any;

interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
}

async function call(emulator: SalesforceEmulator, path: string, { method = 'GET', body, headers, token }: Asked = {}) {
  const response = await fetch(emulator.url + path, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${token ?? emulator.token}`, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: Body = /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body: parsed };
}

const ROOT = '/services/data/v66.0';
const pathOf = (soql: string, all = '') => `${ROOT}/query${all}?q=${encodeURIComponent(soql)}`;

async function everyPage(emulator: SalesforceEmulator, soql: string, all = '') {
  const pages = [];
  for (let path: string | undefined = pathOf(soql, all); path !== undefined; ) {
    const { body }: { body: Body } = await call(emulator, path);
    pages.push(body);
    path = body.nextRecordsUrl;
  }
  return pages;
}

describe('pages of the emulated org', () => {
  it('hold every row once, whatever their size, in no order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 90 }), fc.nat(1000), async (pageSize, seed) => {
        const emulator = await start({ seed, settings: { pageSize } });
        const pages = await everyPage(emulator, 'SELECT Id FROM Lead');
        const ids = pages.flatMap(({ records }) => records.map(({ Id }: Body) => Id));
        expect(new Set(ids).size).toBe(pages[0].totalSize);
        expect(ids.length).toBe(pages[0].totalSize);
        expect(ids).not.toEqual([...ids].sort());
        await emulator.close();
        started.pop();
      }),
      { numRuns: 12 },
    );
  });

  it('have locators of both forms, without a host, which can be asked for again', async () => {
    const emulator = await start({ settings: { pageSize: 100 } });
    const first = await call(emulator, pathOf('SELECT Id FROM Lead'));
    const second = await call(emulator, pathOf('SELECT Id FROM Lead'));
    const urls = [first.body.nextRecordsUrl, second.body.nextRecordsUrl].sort();
    expect(urls[0]).toMatch(/^\/services\/data\/v66.0\/query\/01g\w{15}-\d+$/);
    expect(urls[1]).toMatch(/^\/services\/data\/v66.0\/query\/0r8\w{15}-\d+$/);
    const [once, twice] = [await call(emulator, urls[0]), await call(emulator, urls[0])];
    expect(once.body).toEqual(twice.body);
  });

  it('die when an eleventh list is opened, and after a quarter of an hour', async () => {
    const emulator = await start({ settings: { pageSize: 100 } });
    const urls: string[] = [];
    for (let n = 0; n < 11; n += 1)
      urls.push((await call(emulator, pathOf('SELECT Id FROM Lead'))).body.nextRecordsUrl);
    const dead = await call(emulator, urls[0] ?? '');
    expect([dead.status, dead.body[0].errorCode]).toEqual([400, 'INVALID_QUERY_LOCATOR']);
    expect((await call(emulator, urls[1] ?? '')).status).toBe(200);
    emulator.clock.advance(16 * 60_000);
    expect((await call(emulator, urls[5] ?? '')).status).toBe(400);
  });

  it('may end with an empty one, or with one row', async () => {
    const emulator = await start({ settings: { pages: [100, 1], pageSize: 100, hasEmptyLastPage: true } });
    const pages = await everyPage(emulator, 'SELECT Id FROM Lead');
    expect(pages.map(({ records }) => records.length)).toEqual([100, 1, 64, 0]);
    expect(pages.map(({ done }) => done)).toEqual([false, false, false, true]);
  });

  it('follow what the caller advises, within limits, and are short where an org has long texts of its own', async () => {
    const emulator = await start({ org: volumeOrg({ leads: 5000 }), settings: { isRagged: false } });
    const size = async (batchSize: number) =>
      (
        await call(emulator, pathOf('SELECT Id FROM Lead'), {
          headers: { 'sforce-query-options': `batchSize=${batchSize}` },
        })
      ).body.records.length;
    expect([await size(1), await size(500), await size(9000)]).toEqual([200, 500, 2000]);
  });

  it('leave out what has been deleted since, and show owners of now', async () => {
    const emulator = await start({ settings: { pageSize: 100, isRagged: false } });
    const first = await call(emulator, pathOf('SELECT Id, OwnerId FROM Lead ORDER BY Id'));
    emulator.change('Lead', (rows) => {
      for (const row of [...rows].sort((a, b) => (String(a.Id) < String(b.Id) ? -1 : 1)).slice(100, 103))
        row.IsDeleted = true;
    });
    const second = await call(emulator, first.body.nextRecordsUrl);
    expect(second.body.records.length).toBe(first.body.totalSize - 103);
    expect(second.body.totalSize).toBe(first.body.totalSize);
  });

  it('hide archived and deleted rows from query, and show them to queryAll', async () => {
    const emulator = await start();
    emulator.change('Task', (rows) => {
      Object.assign(rows[0] ?? {}, { IsDeleted: true });
      Object.assign(rows[1] ?? {}, { IsArchived: true });
    });
    const [some] = await everyPage(emulator, 'SELECT COUNT() FROM Task');
    const [all] = await everyPage(emulator, 'SELECT COUNT() FROM Task', 'All');
    expect(all.totalSize - some.totalSize).toBe(2);
  });

  it('give children pages of their own, which end when their parents move on', async () => {
    const emulator = await start({ settings: { pageSize: 5, childPageSize: 1 } });
    const first = await call(emulator, pathOf('SELECT Id, (SELECT Id FROM OpportunityContactRoles) FROM Opportunity'));
    const children = first.body.records
      .map(({ OpportunityContactRoles: roles }: Body) => roles)
      .find((roles: Body) => roles?.done === false);
    expect(children.totalSize).toBeGreaterThan(1);
    expect((await call(emulator, children.nextRecordsUrl)).status).toBe(200);
    await call(emulator, first.body.nextRecordsUrl);
    expect((await call(emulator, children.nextRecordsUrl)).status).toBe(400);
  });
});

describe('what a user of the emulated org may see', () => {
  it('is hidden as if it were not there', async () => {
    const emulator = await start({ hidden: ['Lead.HasOptedOutOfEmail', 'Territory2', 'EmailMessage'] });
    const { body } = await call(emulator, `${ROOT}/sobjects/lead/describe`);
    expect(body.name).toBe('Lead');
    expect(body.fields.map(({ name }: Body) => name)).not.toContain('HasOptedOutOfEmail');
    expect(body.fields.find(({ name }: Body) => name === 'OwnerId')).toMatchObject({
      referenceTo: ['Group', 'User'],
      relationshipName: 'Owner',
      polymorphicForeignKey: true,
    });
    const refused = await call(emulator, pathOf('SELECT HasOptedOutOfEmail FROM Lead'));
    expect(refused.body[0]).toMatchObject({ errorCode: 'INVALID_FIELD' });
    expect((await call(emulator, `${ROOT}/sobjects/EmailMessage/describe`)).status).toBe(404);
    expect((await call(emulator, pathOf('SELECT Id FROM EmailMessage'))).body[0].errorCode).toBe('INVALID_TYPE');
  });

  it('is what is shared, and parents that are not shared are null', async () => {
    const emulator = await start({
      users: [
        { username: 'helen.marchetti.sales@brightwater.example' },
        { username: 'priya.raman.sales@brightwater.example', sees: (object) => object !== 'Account' },
      ],
    });
    const token = emulator.tokenOf('priya.raman.sales@brightwater.example');
    const { body } = await call(emulator, pathOf('SELECT Id, AccountId, Account.Name FROM Opportunity LIMIT 1'), {
      token,
    });
    expect(body.records[0].AccountId).toMatch(/^001/);
    expect(body.records[0].Account).toBe(null);
    expect((await call(emulator, pathOf('SELECT COUNT() FROM Account'), { token })).body.totalSize).toBe(0);
    expect((await call(emulator, pathOf('SELECT COUNT() FROM Account'))).body.totalSize).toBeGreaterThan(0);
  });
});

describe('the line to the emulated org', () => {
  it('counts calls in a header, or has none, and packs what is asked for packed', async () => {
    const emulator = await start({ limits: { max: 5000, used: 17 } });
    const answer = await call(emulator, pathOf('SELECT Id, Name FROM Lead'));
    expect(answer.headers.get('sforce-limit-info')).toBe('api-usage=18/5000');
    expect(answer.headers.get('content-type')).toBe('application/json;charset=UTF-8');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect((await call(emulator, `${ROOT}/limits`)).body.DailyApiRequests).toEqual({ Max: 5000, Remaining: 4981 });
    const bare = await start({ settings: { limitInfo: 'absent' } });
    expect((await call(bare, `${ROOT}/limits`)).headers.get('sforce-limit-info')).toBe(null);
    const apps = await start({ settings: { limitInfo: 'per-app-first' } });
    expect((await call(apps, `${ROOT}/limits`)).headers.get('sforce-limit-info')).toMatch(
      /^per-app-api-usage=17\/250\(.*\); api-usage=1\/15000$/,
    );
  });

  it('ends when the limit of the day is reached', async () => {
    const emulator = await start({ limits: { max: 1 } });
    expect((await call(emulator, `${ROOT}/limits`)).status).toBe(200);
    const refused = await call(emulator, `${ROOT}/limits`);
    expect([refused.status, refused.body]).toEqual([
      403,
      [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }],
    ]);
  });

  it('is too short for long URIs and long headers', async () => {
    const emulator = await start();
    const uri = await call(emulator, pathOf(`SELECT Id FROM Lead WHERE Name = '${'x'.repeat(16_400)}'`));
    expect(uri.status).toBe(414);
    expect((await call(emulator, `${ROOT}/limits`, { headers: { 'x-long': 'x'.repeat(16_400) } })).status).toBe(431);
  });

  it('knows no other sessions, versions and paths', async () => {
    const emulator = await start();
    const other = await call(emulator, `${ROOT}/limits`, { token: 'none' });
    expect([other.status, other.body[0].errorCode]).toEqual([401, 'INVALID_SESSION_ID']);
    expect((await call(emulator, '/services/data', { token: 'none' })).body.at(-1)).toEqual({
      label: "Summer '26",
      url: '/services/data/v67.0',
      version: '67.0',
    });
    expect((await call(emulator, '/services/data/v99.0/limits')).status).toBe(404);
    expect((await call(emulator, '/services/data/v30.0/limits')).status).toBe(410);
    expect((await call(emulator, `${ROOT}/nothing`)).body[0].errorCode).toBe('NOT_FOUND');
  });

  it('keeps and refuses what would write, in a composite, too', async () => {
    const emulator = await start();
    const parts = [{ method: 'PATCH', url: `${ROOT}/sobjects/Lead/00Q000000000001`, referenceId: 'a' }];
    const inside = await call(emulator, `${ROOT}/composite`, { method: 'POST', body: { compositeRequest: parts } });
    expect(inside.body.compositeResponse[0].httpStatusCode).toBe(403);
    for (const [method, path] of [
      ['POST', '/sobjects/Lead'],
      ['DELETE', '/sobjects/Lead/00Q000000000001'],
      ['POST', '/composite/sobjects'],
      ['PUT', '/jobs/ingest/750/batches'],
    ] as const)
      expect((await call(emulator, ROOT + path, { method, body: {} })).status).toBe(403);
    expect(emulator.writes().map(({ method }) => method)).toEqual(['PATCH', 'POST', 'DELETE', 'POST', 'PUT']);
  });
});

describe('composite requests to the emulated org', () => {
  const query = (referenceId: string, soql: string) => ({ method: 'GET', url: pathOf(soql), referenceId });
  const post = (emulator: SalesforceEmulator, compositeRequest: readonly unknown[], more = {}) =>
    call(emulator, `${ROOT}/composite`, { method: 'POST', body: { compositeRequest, ...more } });

  it('are one call, each part with a status of its own', async () => {
    const emulator = await start();
    const { status, body } = await post(emulator, [
      query('good', "SELECT Id FROM User WHERE Username LIKE 'priya%'"),
      query('bad', 'SELECT Nope FROM User'),
      { method: 'GET', url: `${ROOT}/sobjects/User/@{good.records[0].Id}?fields=Name`, referenceId: 'next' },
    ]);
    expect(status).toBe(200);
    expect(
      body.compositeResponse.map(({ referenceId, httpStatusCode }: Body) => [referenceId, httpStatusCode]),
    ).toEqual([
      ['good', 200],
      ['bad', 400],
      ['next', 200],
    ]);
    expect(body.compositeResponse[2].body.Name).toBe('Priya Raman');
    expect(emulator.calls()).toBe(1);
  });

  it('have no more than 25 parts and five queries, and a name for each', async () => {
    const emulator = await start();
    const queries = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => query(id, 'SELECT COUNT() FROM Lead'));
    const describes = Array.from({ length: 26 }, (_, n) => ({
      method: 'GET',
      url: `${ROOT}/sobjects/Lead/describe`,
      referenceId: `d${n}`,
    }));
    expect((await post(emulator, queries)).status).toBe(400);
    expect((await post(emulator, queries.slice(1))).status).toBe(200);
    expect((await post(emulator, describes)).status).toBe(400);
    expect((await post(emulator, describes.slice(1))).status).toBe(200);
    expect(
      (await post(emulator, [query('same', 'SELECT COUNT() FROM Lead'), query('same', 'SELECT COUNT() FROM Lead')]))
        .status,
    ).toBe(400);
  });

  it('fail as a whole where they are all or none', async () => {
    const emulator = await start();
    const { body } = await post(emulator, [query('a', 'SELECT COUNT() FROM Lead'), query('b', 'SELECT X FROM Lead')], {
      allOrNone: true,
    });
    expect(body.compositeResponse.map((part: Body) => part.body[0].errorCode)).toEqual([
      'PROCESSING_HALTED',
      'INVALID_FIELD',
    ]);
  });
});

describe('bulk jobs of the emulated org', () => {
  const create = (emulator: SalesforceEmulator, query: string, operation = 'query') =>
    call(emulator, `${ROOT}/jobs/query`, { method: 'POST', body: { operation, query } });

  it('pass through their states and give pages that each begin with a header', async () => {
    const emulator = await start({ bulk: { polls: 2, pageRows: 600 } });
    const { body: job } = await create(emulator, 'SELECT Id, Owner.Name, IsClosed, CreatedDate, Description FROM Task');
    expect(job).toMatchObject({ state: 'UploadComplete', contentType: 'CSV', apiVersion: 66, object: 'Task' });
    const path = `${ROOT}/jobs/query/${job.id}`;
    expect((await call(emulator, `${path}/results`)).status).toBe(400);
    const states = [];
    for (let n = 0; n < 3; n += 1) states.push((await call(emulator, path)).body.state);
    expect(states).toEqual(['InProgress', 'InProgress', 'JobComplete']);
    const told = [];
    for (let locator: string | null = ''; locator !== 'null'; ) {
      const page = await call(emulator, `${path}/results?maxRecords=700${locator === '' ? '' : `&locator=${locator}`}`);
      locator = page.headers.get('sforce-locator');
      told.push(Number(page.headers.get('sforce-numberofrecords')));
      expect(page.body).toMatch(/^"Id","Owner.Name","IsClosed","CreatedDate","Description"\n"00T\w{15}",/);
      expect(page.body).toMatch(/"true","\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z"/);
    }
    expect(told).toEqual([600, 600, 213]);
    expect((await call(emulator, path.replace('66', '65').concat('/results'))).status).toBe(409);
    expect((await call(emulator, path, { method: 'DELETE' })).status).toBe(204);
    expect((await call(emulator, path)).status).toBe(404);
    expect(emulator.writes()).toEqual([]);
  });

  it('take no children, no counts and no TYPEOF', async () => {
    const emulator = await start();
    for (const soql of [
      'SELECT COUNT() FROM Task',
      'SELECT Id, (SELECT Id FROM Tasks) FROM Lead',
      'SELECT TYPEOF Who WHEN Lead THEN Id END FROM Task',
    ])
      expect((await create(emulator, soql)).status).toBe(400);
  });

  it('come from an org of any size in the same rows as queries', async () => {
    const emulator = await start({
      org: volumeOrg({ leads: 300, deals: 100, activities: 12_000 }),
      bulk: { polls: 0, pageRows: 4000 },
    });
    const { body: job } = await create(emulator, 'SELECT Id, WhatId FROM Task');
    await call(emulator, `${ROOT}/jobs/query/${job.id}`);
    const lines: string[] = [];
    for (let locator: string | null = ''; locator !== 'null'; ) {
      const page = await call(
        emulator,
        `${ROOT}/jobs/query/${job.id}/results${locator === '' ? '' : `?locator=${locator}`}`,
      );
      locator = page.headers.get('sforce-locator');
      lines.push(...page.body.trim().split('\n').slice(1));
    }
    const pages = await everyPage(emulator, 'SELECT Id, WhatId FROM Task');
    const rows = pages.flatMap(({ records }) => records.map(({ Id, WhatId }: Body) => `"${Id}","${WhatId ?? ''}"`));
    expect(lines.length).toBe(10_000);
    expect(createHash('sha256').update(lines.sort().join()).digest('hex')).toBe(
      createHash('sha256').update(rows.sort().join()).digest('hex'),
    );
    const deal = pages[0].records.find(({ WhatId }: Body) => WhatId !== null).WhatId;
    const [ofDeal] = await everyPage(emulator, `SELECT Id FROM Task WHERE WhatId = '${deal}'`);
    expect(ofDeal.records.map(({ Id }: Body) => Id).sort()).toEqual(
      pages
        .flatMap(({ records }) => records.filter(({ WhatId }: Body) => WhatId === deal).map(({ Id }: Body) => Id))
        .sort(),
    );
  });
});

describe('tokens of the emulated org', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const assertionOf = (claims: Readonly<Record<string, unknown>>, alg = 'RS256') => {
    const text = `${encoded({ alg })}.${encoded({ iss: 'app', sub: 'admin@emulated.example', aud: 'https://login.salesforce.com', exp: Date.now() / 1000 + 120, ...claims })}`;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
  };
  const ask = async (emulator: SalesforceEmulator, form: Readonly<Record<string, string>>) => {
    const response = await fetch(`${emulator.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const body: Body = await response.json();
    return { status: response.status, body };
  };
  const app = {
    clientId: 'app',
    clientSecret: 'secret',
    publicKey: pem,
    runAs: 'admin@emulated.example',
    refreshToken: 'again',
  };
  const bearer = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' };

  it('are given for what an app signed', async () => {
    const emulator = await start({ apps: [app] });
    const { body } = await ask(emulator, { ...bearer, assertion: assertionOf({}) });
    expect(body).toMatchObject({ instance_url: emulator.url, token_type: 'Bearer' });
    const { body: me } = await call(emulator, new URL(body.id).pathname, { token: body.access_token });
    expect(me.username).toBe('admin@emulated.example');
    expect((await call(emulator, '/services/oauth2/userinfo')).body.organization_id).toBe(emulator.org.id);
  });

  it.each([
    ['another key', assertionOf({}).replace(/\.[^.]*$/, '.AAAA'), 'invalid_grant', 'invalid assertion'],
    ['no algorithm', assertionOf({}, 'none'), 'invalid_grant', 'invalid assertion'],
    ['another app', assertionOf({ iss: 'other' }), 'invalid_client_id', 'client identifier invalid'],
    ['another audience', assertionOf({ aud: 'https://x.example' }), 'invalid_grant', 'audience is invalid'],
    ['the past', assertionOf({ exp: 1 }), 'invalid_grant', 'expired authorization code'],
    [
      'a user who has not approved',
      assertionOf({ sub: 'else@emulated.example' }),
      'invalid_grant',
      "user hasn't approved this consumer",
    ],
    ['nothing', 'x', 'invalid_grant', 'invalid assertion'],
  ])('are refused for an assertion of %s', async (_, assertion, error, error_description) => {
    const emulator = await start({ apps: [app] });
    expect(await ask(emulator, { ...bearer, assertion })).toEqual({ status: 400, body: { error, error_description } });
  });

  it('are given for client credentials and refresh tokens, if they are right', async () => {
    const emulator = await start({
      apps: [app, { clientId: 'nobody', clientSecret: 's' }, { clientId: 'blocked', isBlocked: true }],
    });
    const credentials = { grant_type: 'client_credentials', client_id: 'app', client_secret: 'secret' };
    expect((await ask(emulator, credentials)).status).toBe(200);
    expect((await ask(emulator, { ...credentials, client_secret: 'wrong' })).body.error).toBe('invalid_client');
    expect(
      (await ask(emulator, { ...credentials, client_id: 'nobody', client_secret: 's' })).body.error_description,
    ).toBe('no client credentials user enabled');
    expect((await ask(emulator, { ...credentials, client_id: 'blocked' })).body.error).toBe('OAUTH_APP_BLOCKED');
    emulator.endSession();
    expect((await call(emulator, `${ROOT}/limits`)).status).toBe(401);
    const renewed = await ask(emulator, { ...credentials, grant_type: 'refresh_token', refresh_token: 'again' });
    expect((await call(emulator, `${ROOT}/limits`, { token: renewed.body.access_token })).status).toBe(200);
    expect(
      (await ask(emulator, { ...credentials, grant_type: 'refresh_token', refresh_token: 'old' })).body
        .error_description,
    ).toBe('expired access/refresh token');
  });
});

describe('an org of any size', () => {
  it('agrees with itself: what a record says of its activities and stages is what they say', async () => {
    const emulator = await start({
      org: volumeOrg({ leads: 30, deals: 20, activities: 900 }),
      settings: { isRagged: false },
    });
    const rows = async (soql: string): Promise<Body[]> => (await call(emulator, pathOf(soql))).body.records;
    const done = [
      ...(await rows('SELECT WhoId, WhatId, ActivityDate FROM Task')),
      ...(await rows('SELECT WhoId, WhatId, ActivityDate FROM Event')),
    ];
    const latest = (key: 'WhoId' | 'WhatId', id: string) =>
      done
        .filter((row) => row[key] === id)
        .map(({ ActivityDate }) => ActivityDate)
        .sort()
        .at(-1);
    for (const { Id, LastActivityDate } of await rows('SELECT Id, LastActivityDate FROM Lead'))
      expect(LastActivityDate).toBe(latest('WhoId', Id));
    const history = await rows(
      'SELECT OpportunityId, StageName, CreatedDate FROM OpportunityHistory ORDER BY CreatedDate',
    );
    for (const deal of await rows('SELECT Id, StageName, LastActivityDate, LastStageChangeDate FROM Opportunity')) {
      const past = history.filter(({ OpportunityId }) => OpportunityId === deal.Id);
      const moves = past.filter(({ StageName }, step) => step === 0 || StageName !== past[step - 1].StageName);
      expect(deal.LastActivityDate).toBe(latest('WhatId', deal.Id));
      expect([deal.StageName, deal.LastStageChangeDate]).toEqual([past.at(-1).StageName, moves.at(-1).CreatedDate]);
    }
  });
});
