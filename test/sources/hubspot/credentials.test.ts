import { expect, test } from 'vitest';
import { credentialsFrom } from '../../../src/sources/hubspot/credentials.ts';

test('the token is all that is needed', () => {
  expect(credentialsFrom({ HUBSPOT_ACCESS_TOKEN: ' pat-eu1-x \n' })).toEqual({
    root: 'https://api.hubapi.com',
    token: 'pat-eu1-x',
  });
});

test('another address is https, or http on this machine', () => {
  const root = (url: string) => credentialsFrom({ HUBSPOT_ACCESS_TOKEN: 'x', HUBSPOT_API_URL: url }).root;
  expect(root('http://127.0.0.1:8080/')).toBe('http://127.0.0.1:8080');
  expect(root('https://proxy.example/hub')).toBe('https://proxy.example/hub');
  expect(() => root('http://api.hubapi.com')).toThrow('https://');
  expect(() => root('https://user:pw@api.hubapi.com')).toThrow('password');
  expect(() => root('pat-na1-oops')).toThrow('HUBSPOT_API_URL is no address');
});

test('everything that is wrong is told at once, and never what was written', () => {
  const wrong = () => credentialsFrom({ HUBSPOT_ACCESS_TOKEN: 'secret token', HUBSPOT_API_URL: 'secret' });
  expect(wrong).toThrow('HUBSPOT_ACCESS_TOKEN holds a blank');
  expect(wrong).toThrow('HUBSPOT_API_URL is no address');
  expect(wrong).not.toThrow('secret');
  expect(() => credentialsFrom({})).toThrow('HUBSPOT_ACCESS_TOKEN is not set');
});
