import { expect, test } from 'vitest';
import { assertRead } from '../../../src/sources/hubspot/assert-read.ts';

const root = 'https://api.hubapi.com';

test.each([
  ['GET', '/crm/v3/objects/deals?limit=1', undefined],
  ['POST', '/crm/v3/objects/deals/search', '{}'],
  ['POST', '/crm/v3/objects/deals/batch/read', '{}'],
  ['POST', '/crm/associations/2026-09/deals/contacts/batch/read', '{}'],
] as const)('%s %s reads', (method, path, body) => {
  expect(() => assertRead({ method, url: root + path, ...(body && { body }) })).not.toThrow();
});

test.each([
  ['POST', '/crm/v3/objects/deals'],
  ['POST', '/crm/v3/objects/deals/batch/create'],
  ['POST', '/crm/v3/objects/deals/batch/update'],
  ['POST', '/crm/v3/objects/deals/batch/archive'],
  ['POST', '/crm/v3/objects/deals/batch/upsert?x=/search'],
  ['POST', '/crm/v3/objects/deals/merge#/search'],
  ['POST', '/crm/v3/objects/deals/merge/..%2fsearch'],
  ['POST', '/crm/v3/objects/deals/batch/create%2Fsearch'],
  ['POST', '/crm/v3/objects/deals/batch/read/'],
  ['PATCH', '/crm/v3/objects/deals/1'],
  ['PUT', '/crm/v4/objects/deals/1/associations/contacts/2'],
  ['DELETE', '/crm/v3/objects/deals/1'],
  ['PATCH', '/crm/v3/objects/deals/search'],
  ['DELETE', '/crm/v3/objects/deals/batch/read'],
] as const)('%s %s is refused', (method, path) => {
  expect(() => assertRead({ method, url: root + path, body: '{}' })).toThrow('no read');
});

test('a GET that carries a body is refused', () => {
  expect(() => assertRead({ method: 'GET', url: `${root}/crm/v3/objects/deals`, body: '{}' })).toThrow('no read');
});
