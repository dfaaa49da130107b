import { describe, expect, it } from 'vitest';
import { redactSecrets, secretsOf } from '../../src/lib/redact-secrets.ts';

describe('a text that is shown', () => {
  it.each([
    ['Authorization: Bearer abcdefgh12345678\nHost: x', 'Authorization: [secret]\nHost: x'],
    ['{"authorization":"Basic dXNlcjpwYXNz","a":1}', '{"authorization":"[secret]","a":1}'],
    ['the token 00D5g000004ABCD!AQwAQK.x_y was refused', 'the token [secret] was refused'],
    ['?sid=00D5g000004ABCD%21AQwAQK&x=1', '?sid=[secret]&x=1'],
    ['pat-na1-0a1b2c3d-1111-2222-3333-444455556666', '[secret]'],
    ['assertion=eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIx.c2lnbmF0dXJl&grant_type=x', 'assertion=[secret]&grant_type=x'],
    ['sent eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIx.c2lnbmF0dXJl', 'sent [secret]'],
    ['{"access_token":"abc","token_type":"Bearer"}', '{"access_token":"[secret]","token_type":"Bearer"}'],
    ['client_secret=s3cr3t&client_id=3MVG9', 'client_secret=[secret]&client_id=3MVG9'],
    ['postgres://app:hunter2@db.example/threadcount', 'postgres://app:[secret]@db.example/threadcount'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nrest', '[secret]\nrest'],
    ['force://PlatformCLI::5Aep861@acme.my.salesforce.com', '[secret]'],
  ])('loses what looks like a credential: %j', (text, shown) => {
    expect(redactSecrets(text)).toBe(shown);
  });

  it.each([
    'the bearer of bad news',
    'Lead 00QVr00000ABCDEIA4 has no next step',
    'https://acme.my.salesforce.com/services/data/v66.0/query',
    'rules/a.yaml:3:7: unknown key "signature-block"',
    'pat-down of 12 accounts',
  ])('keeps what does not: %j', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });

  it('loses the credentials of the environment, whatever they look like, also when encoded', () => {
    const secrets = secretsOf({ HUBSPOT_ACCESS_TOKEN: 'my own/secret', SF_ACCESS_TOKEN: 'ab', PATH: '/usr/bin' });
    expect(redactSecrets('my own/secret, my%20own%2Fsecret, ab, /usr/bin', secrets)).toBe(
      '[secret], [secret], ab, /usr/bin',
    );
  });
});
