import { BasicApiRequestFactory } from '@hubspot/api-client/lib/codegen/crm/objects/apis/BasicApi.js';
import { BatchApiRequestFactory } from '@hubspot/api-client/lib/codegen/crm/objects/apis/BatchApi.js';
import { SearchApiRequestFactory } from '@hubspot/api-client/lib/codegen/crm/objects/apis/SearchApi.js';
import { createConfiguration, ServerConfiguration } from '@hubspot/api-client/lib/codegen/crm/objects/index.js';
import { describe, expect, test } from 'vitest';
import { objects, path, type Resource, versions } from '../../../src/sources/hubspot/paths.ts';

const configuration = createConfiguration({ baseServer: new ServerConfiguration('https://api.hubapi.com', {}) });
const pathOf = (url: string): string => new URL(url).pathname;

describe('addresses', () => {
  test.each(objects)('of %s are those that the client of HubSpot calls', async (object) => {
    const list = await new BasicApiRequestFactory(configuration).getPage(object);
    const batch = await new BatchApiRequestFactory(configuration).read(object, {
      inputs: [],
      properties: [],
      propertiesWithHistory: [],
    });
    const search = await new SearchApiRequestFactory(configuration).doSearch(object, {});
    expect(path({ kind: 'list', object }, 'v3')).toBe(pathOf(list.getUrl()));
    expect(path({ kind: 'batch', object }, 'v3')).toBe(pathOf(batch.getUrl()));
    expect(path({ kind: 'search', object }, 'v3')).toBe(pathOf(search.getUrl()));
  });

  test.each<[Resource, string, string]>([
    [{ kind: 'account' }, '/account-info/v3/details', '/account-info/2026-09/details'],
    [{ kind: 'owners' }, '/crm/v3/owners/', '/crm/owners/2026-09'],
    [{ kind: 'pipelines', object: 'deals' }, '/crm/v3/pipelines/deals', '/crm/pipelines/2026-09/deals'],
    [{ kind: 'properties', object: 'leads' }, '/crm/v3/properties/leads', '/crm/properties/2026-09/leads'],
    [
      { kind: 'associations', from: 'deals', to: 'notes' },
      '/crm/v4/associations/deals/notes/batch/read',
      '/crm/associations/2026-09/deals/notes/batch/read',
    ],
    [
      { kind: 'labels', from: 'deals', to: 'contacts' },
      '/crm/v4/associations/deals/contacts/labels',
      '/crm/associations/2026-09/deals/contacts/labels',
    ],
    [{ kind: 'batch', object: 'deals' }, '/crm/v3/objects/deals/batch/read', '/crm/objects/2026-09/deals/batch/read'],
  ])('of %o stand in both families', (resource, numbered, dated) => {
    expect(path(resource, 'v3')).toBe(numbered);
    expect(path(resource, '2026-09')).toBe(dated);
    expect(path(resource, '2026-03')).toBe(dated.replace('2026-09', '2026-03'));
  });

  test('name their version', () => {
    for (const version of versions) expect(path({ kind: 'account' }, version)).toContain(version);
  });
});
