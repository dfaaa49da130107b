import { Connection } from 'jsforce/lib/connection.js';
import { afterEach, expect, it } from 'vitest';
import { type SalesforceEmulator, startSalesforce, volumeOrg } from './salesforce/salesforce.mjs';

let emulator: SalesforceEmulator;
afterEach(async () => {
  expect(emulator.writes()).toEqual([]);
  expect(emulator.bugs()).toEqual([]);
  await emulator.close();
});

const connect = () => new Connection({ instanceUrl: emulator.url, accessToken: emulator.token, version: '66.0' });

it('takes the emulated org for one of Salesforce: it queries, walks pages and describes', async () => {
  emulator = await startSalesforce({ org: volumeOrg({ leads: 12_500 }) });
  const connection = connect();
  const all = await connection.query('SELECT Id, Owner.Name FROM Lead', { autoFetch: true, maxFetch: 20_000 });
  expect(new Set(all.records.map(({ Id }) => Id)).size).toBe(12_500);
  expect(all.done).toBe(true);
  const capped = await connection.query('SELECT Id FROM Lead', { autoFetch: true });
  expect([capped.records.length >= 10_000, capped.done, capped.totalSize]).toEqual([true, false, 12_500]);
  const counted = await connection.query('SELECT COUNT() FROM Opportunity');
  expect([counted.totalSize, counted.records]).toEqual([400, []]);
  const { fields, name } = await connection.sobject('Opportunity').describe();
  expect([name, fields.some((field) => field.name === 'StageName')]).toEqual(['Opportunity', true]);
  expect(connection.limitInfo.apiUsage).toEqual({ used: emulator.calls(), limit: 15_000 });
});

it('reads archived rows with scanAll, through both paths of pages', async () => {
  emulator = await startSalesforce({ settings: { pageSize: 100 } });
  emulator.change('Task', (rows) => {
    for (const row of rows.slice(0, 10)) row.IsArchived = true;
  });
  const connection = connect();
  const some = await connection.query('SELECT Id FROM Task', { autoFetch: true });
  const all = await connection.query('SELECT Id FROM Task', { autoFetch: true, scanAll: true });
  expect(all.records.length - some.records.length).toBe(10);
});

it('reads children as jsforce has them', async () => {
  emulator = await startSalesforce({ settings: { childPageSize: 1 } });
  const { records } = await connect().query<{
    OpportunityContactRoles: { records: unknown[]; totalSize: number } | null;
  }>('SELECT Id, (SELECT Id FROM OpportunityContactRoles) FROM Opportunity', { autoFetch: true });
  const roles = records.map(({ OpportunityContactRoles: children }) => children);
  expect(roles.some((children) => children === null) || roles.length > 0).toBe(true);
  for (const children of roles) if (children) expect(children.records.length).toBe(children.totalSize);
});

it('signs in with client credentials, and says what an error was', async () => {
  emulator = await startSalesforce({
    apps: [{ clientId: 'app', clientSecret: 'secret', runAs: 'admin@emulated.example' }],
  });
  const connection = new Connection({
    oauth2: { clientId: 'app', clientSecret: 'secret', loginUrl: emulator.url },
    version: '66.0',
  });
  // jsforce takes any grant, and its types only know that of a code.
  const me = await connection.authorize({ grant_type: 'client_credentials' } as never);
  expect(me.organizationId).toBe(emulator.org.id);
  expect((await connection.identity()).username).toBe('admin@emulated.example');
  await expect(connection.query('SELECT Nope FROM Lead')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' });
});
