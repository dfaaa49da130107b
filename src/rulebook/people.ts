import type { z } from 'zod';
import { createIdentity, type Identity } from '../identity/identity.ts';
import { type countriesSchema, createUnidentifying, type MailboxLexicon, type namesSchema } from './lexicons.ts';

/** What people are told apart by, beside the numbers in rules/defaults/facts.yaml. */
interface PeopleLexicons {
  readonly mailboxes: MailboxLexicon;
  readonly names: z.infer<typeof namesSchema>;
  readonly countries: z.infer<typeof countriesSchema>;
  readonly isPlaceholderName: (name: string) => boolean;
}

/** Tells people apart by the shipped lexicons. */
export function identityOf(
  { mailboxes, names, countries, isPlaceholderName }: PeopleLexicons,
  nearName: number,
): Identity {
  const common = new Set([...mailboxes.free, ...mailboxes.pages]);
  return createIdentity({
    mailboxRules: mailboxes.rules,
    names,
    legalForms: names['legal-forms'],
    countries,
    nearName,
    isNobody: createUnidentifying(mailboxes),
    isPlaceholderName,
    isCommonDomain: (domain) => common.has(domain),
  });
}
