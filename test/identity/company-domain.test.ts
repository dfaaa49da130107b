import { expect, it } from 'vitest';
import { hasKnownEnding, hostOfEmail, hostOfUrl, registeredDomain } from '../../src/identity/company-domain.ts';
import { setting } from '../support/setting.ts';

it.each([
  ['https://www.acme.example/de?x=1', 'acme.example'],
  ['ACME.example', 'acme.example'],
  ['acme.example.', 'acme.example'],
  ['acme', null],
  ['not a site.', null],
])('the host of %s is %s', (url, host) => {
  expect(hostOfUrl(url)).toBe(host);
});

it('takes the host of an address from its last at sign', () => {
  expect(hostOfEmail('Dana@Acme.example')).toBe('acme.example');
  expect(hostOfEmail('dana')).toBeNull();
});

it.each([
  ['mail.acme.co.uk', 'acme.co.uk'],
  ['acme.wixsite.com', 'acme.wixsite.com'],
  ['a.b.acme.example', 'acme.example'],
  ['192.168.0.1', null],
])('%s belongs to the owner of %s', (host, domain) => {
  expect(registeredDomain(host)).toBe(domain);
});

it.each(['acme.com', 'acme.co.uk', 'acme.example', 'acme.test', 'acme.xn--p1ai', 'пример.рф'])(
  '%s can exist',
  (host) => {
    expect(hasKnownEnding(host)).toBe(true);
  },
);

it.each(['acme.con', 'acme.comm', 'acme.local', 'acme.c0m'])('%s cannot exist', (host) => {
  expect(hasKnownEnding(host)).toBe(false);
});

it('knows a company by website and address, and not by free mail or a page on a common site', () => {
  const domainsOf = (website: string, email: string) =>
    setting().identity.traitsOf({ website, emails: [email], phones: [] }).domains;
  expect(domainsOf('https://www.acme.com', 'dana@mail.acme.de')).toEqual(['acme.com', 'acme.de']);
  expect(domainsOf('https://linkedin.com/company/acme', 'dana@gmail.com')).toEqual([]);
});
