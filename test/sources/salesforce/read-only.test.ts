import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/lib/http/http.ts';
import { assertRead } from '../../../src/sources/salesforce/read-only.ts';

const HOST = 'https://acme.my.salesforce.com';
const data = (path: string): string => `${HOST}/services/data/v66.0${path}`;
const get = (path: string): HttpRequest => ({ method: 'GET', url: data(path) });
const post = (path: string, body: unknown): HttpRequest => ({
  method: 'POST',
  url: data(path),
  body: JSON.stringify(body),
});
const composite = (...compositeRequest: unknown[]): HttpRequest =>
  post('/composite', { allOrNone: false, compositeRequest });
const sub = (path: string, method = 'GET', more = {}) => ({
  method,
  url: `/services/data/v66.0${path}`,
  referenceId: 'a',
  ...more,
});
const SELECT = '/query?q=SELECT%20Id%20FROM%20Lead';

describe('what may be sent to an org', () => {
  it.each([
    ['the list of versions', { method: 'GET', url: `${HOST}/services/data/` } as const],
    ['its limits', get('/limits')],
    ['a query', get(SELECT)],
    ['a query for archived rows', get('/queryAll?q=SELECT%20Id%20FROM%20Task')],
    ['the next page', get('/query/0r8xx01-2000')],
    ['a description', get('/sobjects/Lead/describe')],
    ['a job', get('/jobs/query/7505f000000aiJSEAY')],
    ['the text of a note', get('/sobjects/ContentNote/0695f000000aiJSEAY/Content')],
    ['its results', get('/jobs/query/7505f000000aiJSEAY/results?maxRecords=50000')],
    ['a new query job', post('/jobs/query', { operation: 'queryAll', query: 'SELECT Id FROM Task' })],
    ['several queries together', composite(sub(SELECT), sub('/sobjects/Lead/describe'))],
    [
      'a query that speaks of updates',
      get(`/query?q=${encodeURIComponent("SELECT Id FROM Lead WHERE Name = 'FOR UPDATE'")}`),
    ],
  ])('is %s', (_, request) => {
    expect(() => assertRead(request)).not.toThrow();
  });

  it.each([
    ['a new record', post('/sobjects/Lead', { LastName: 'x' })],
    ['the body of anything else', get('/sobjects/Attachment/00P5f000000aiJSEAY/Body')],
    ['a note as a record', get('/sobjects/ContentNote/0695f000000aiJSEAY')],
    ['a change', { method: 'PATCH', url: data('/sobjects/Lead/00Q5f000000aiJSEAY'), body: '{}' } as const],
    ['a deletion', { method: 'DELETE', url: data('/sobjects/Lead/00Q5f000000aiJSEAY') } as const],
    ['the end of a job', { method: 'DELETE', url: data('/jobs/query/7505f000000aiJSEAY') } as const],
    ['a job that loads', post('/jobs/ingest', { operation: 'insert', object: 'Lead' })],
    ['a query job that deletes', post('/jobs/query', { operation: 'delete', query: 'SELECT Id FROM Lead' })],
    ['code', get('/tooling/executeAnonymous?anonymousBody=x')],
    ['a change among queries', composite(sub(SELECT), sub('/sobjects/Lead', 'POST', { body: { LastName: 'x' } }))],
    ['a GET with a body among queries', composite(sub(SELECT, 'GET', { body: {} }))],
    [
      'an address of another host among queries',
      composite({ method: 'GET', url: `https://evil.example${SELECT}`, referenceId: 'a' }),
    ],
    ['a composite within a composite', composite(sub('/composite'))],
    ['nothing together', composite()],
    ['a path that climbs', { method: 'GET', url: `${HOST}/services/data/v66.0/query/../sobjects/Lead` } as const],
    ['a query that locks', get('/query?q=SELECT%20Id%20FROM%20Lead%20FOR%20UPDATE')],
    ['a query that leaves a trace', get('/query?q=SELECT%20Id%20FROM%20Lead%20FOR%20VIEW')],
    ['a password', { method: 'POST', url: `${HOST}/services/oauth2/token`, body: 'grant_type=password' } as const],
    ['SOAP', { method: 'POST', url: `${HOST}/services/Soap/u/66.0`, body: '<x/>' } as const],
  ])('is never %s', (_, request) => {
    expect(() => assertRead(request)).toThrow('is no read');
  });
});
