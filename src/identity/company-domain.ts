import { createRequire } from 'node:module';
import type { parse as Parse } from 'tldts';

/** The public suffix list takes 30 ms to load: only who asks for a domain pays for it. */
let load = (): { readonly parse: typeof Parse } => {
  const loaded: { readonly parse: typeof Parse } = createRequire(import.meta.url)('tldts');
  load = () => loaded;
  return loaded;
};

const OPTIONS = { allowPrivateDomains: true, extractHostname: false, validateHostname: false } as const;
/** Never delegated, for documentation and tests (RFC 2606, RFC 6761). */
const RESERVED: ReadonlySet<string> = new Set(['example', 'test', 'invalid', 'localhost']);
/** A host has at most 253 characters (RFC 1035); with room for what stands around it. */
const MOST_CHARACTERS = 2000;

/** `https://www.acme.example/de` and `acme.example` are both `acme.example`. */
export function hostOfUrl(url: string): string | null {
  const host = url
    .slice(0, MOST_CHARACTERS)
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .split(/[/?#:]/, 1)[0];
  const domain = host?.replace(/^www\./, '').replace(/\.$/, '') ?? '';
  return domain.includes('.') && !/\s/.test(domain) ? domain : null;
}

/** `Dana@Acme.example` is at `acme.example`. */
export function hostOfEmail(email: string): string | null {
  const at = email.lastIndexOf('@');
  return at < 0 ? null : hostOfUrl(email.slice(at + 1));
}

/** The part of a host that somebody registered: `mail.acme.co.uk` is `acme.co.uk`'s. */
export const registeredDomain = (host: string): string | null => load().parse(host, OPTIONS).domain;

/** Whether a host ends in a top-level domain that exists, or in one that is reserved for examples. */
export function hasKnownEnding(host: string): boolean {
  const { isIcann, isPrivate, publicSuffix } = load().parse(host, OPTIONS);
  return isIcann === true || isPrivate === true || RESERVED.has(publicSuffix ?? '');
}

/** Whether a domain belongs to no company: free mail, or a site where everybody has a page. */
type IsCommon = (domain: string) => boolean;

/** Tells the company's own registered domain from a host; `null` for those of no company. */
export const createCompanyDomain =
  (isCommon: IsCommon) =>
  (host: string): string | null => {
    const domain = registeredDomain(host);
    return domain === null || isCommon(domain) || isCommon(host) ? null : domain;
  };
