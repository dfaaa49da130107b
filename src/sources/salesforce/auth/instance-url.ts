import { UserError } from '../../../lib/errors.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The pages of an org stand on another host than its API. */
function apiHostOf(host: string): string {
  return host.replace(/\.lightning\.force\.com$/, '.my.salesforce.com');
}

/**
 * The origin of an org, as somebody wrote it down in `name`. Throws a `UserError` for what is no address, for plain http
 * but to this machine, and for the address of the pages of an org.
 */
export function instanceUrlOf(written: string, name: string): string {
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(written) ? written : `https://${written}`;
  if (!URL.canParse(text))
    throw new UserError({ message: `${name}: this is no address`, hint: 'write https://acme.my.salesforce.com' });
  const { protocol, hostname, origin, host, username, password } = new URL(text);
  if (username !== '' || password !== '')
    throw new UserError({ message: `${name}: an address must not hold a user name or a password` });
  if (hostname.endsWith('.lightning.force.com'))
    throw new UserError({
      message: `${name}: ${host} shows the pages of an org, and not its API`,
      hint: `write https://${apiHostOf(host)}`,
    });
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  if (isSafe) return origin;
  throw new UserError({ message: `${name}: only https is spoken`, hint: `write https://${host}` });
}
