import { defineFact, type Subject, unknownShape } from './fact.ts';

const provides = {
  name: { type: 'text', about: 'Name of the company', field: 'companyName' },
  domain: {
    type: 'text',
    about: 'Domain of the company: from its website, else from an e-mail address that is not free mail',
    field: 'website',
  },
} as const;

/** `https://www.acme.example/de` and `acme.example` are both `acme.example`. */
export function domainOfUrl(url: string): string | null {
  const host = url
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .split(/[/?#:]/, 1)[0];
  const domain = host?.replace(/^www\./, '') ?? '';
  return domain.includes('.') && !/\s/.test(domain) ? domain : null;
}

/** `Dana@Acme.example` is at `acme.example`. */
export function domainOfEmail(email: string): string | null {
  const at = email.lastIndexOf('@');
  return at < 0 ? null : domainOfUrl(email.slice(at + 1));
}

function domainOf({ record, world }: Subject): string | null | undefined {
  if (record.type !== 'lead') return undefined;
  const { website, email } = record;
  const site = website ? domainOfUrl(website) : null;
  if (site !== null) return site;
  const mail = email ? domainOfEmail(email) : null;
  if (mail !== null && !world.freeMailDomains.has(mail)) return mail;
  return website === undefined || email === undefined ? undefined : null;
}

/** The company that a lead works for. */
export const company = defineFact({
  name: 'company',
  on: ['lead'],
  about: 'The company that a lead works for',
  reads: ['lead.companyName', 'lead.website', 'lead.email'],
  parts: [],
  provides,
  derive: (subject) => {
    const { record } = subject;
    if (record.type !== 'lead') return unknownShape(provides);
    return { name: record.companyName, domain: domainOf(subject) };
  },
});
