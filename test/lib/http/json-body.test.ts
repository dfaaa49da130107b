import { expect, it } from 'vitest';
import { jsonBody } from '../../../src/lib/http/json-body.ts';

const request = {
  method: 'GET',
  url: 'https://acme.my.salesforce.com/services/data/v66.0/query?q=SELECT+Email',
} as const;
const answer = (body: string, headers = {}) => ({ status: 200, headers, body });

it('gives the value of a JSON body', () => {
  expect(jsonBody(answer('{"done":true}'), request)).toEqual({ done: true });
});

it.each([
  ['<!DOCTYPE html><title>Login</title>', {}, 'an HTML page came instead of data (status 200)'],
  ['Down for maintenance', { 'content-type': 'text/html; charset=UTF-8' }, 'an HTML page came instead of data'],
  ['{"records":[{"Email":"ana@', {}, 'the answer is not the JSON it should be, or not all of it (status 200, 26'],
  ['', {}, 'the answer is not the JSON it should be'],
])('names what %j is, and quotes none of it', (body, headers, message) => {
  const parse = () => jsonBody(answer(body, headers), request);
  expect(parse).toThrow(`acme.my.salesforce.com/services/data/v66.0/query: ${message}`);
  expect(parse).not.toThrow('ana@');
});
