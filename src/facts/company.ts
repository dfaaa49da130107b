import { hostOfEmail, hostOfUrl } from '../identity/company-domain.ts';
import { defineFact, type Subject, unknownShape } from './fact.ts';

export { hostOfEmail as domainOfEmail, hostOfUrl as domainOfUrl };

const provides = {
  name: { type: 'text', about: 'Name of the company', field: 'companyName' },
  domain: {
    type: 'text',
    about: 'Domain of the company: from its website, else from an e-mail address that is not free mail',
    field: 'website',
  },
} as const;

function domainOf({ record, world }: Subject): string | null | undefined {
  if (record.type !== 'lead') return undefined;
  const { website, email } = record;
  const site = website ? hostOfUrl(website) : null;
  if (site !== null) return site;
  const mail = email ? hostOfEmail(email) : null;
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
