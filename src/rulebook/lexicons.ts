import { z } from 'zod';

const words = z.array(z.string().min(1));

export const mailboxesSchema = z.strictObject({
  shared: words,
  system: words,
  placeholder: words,
  rules: z.array(
    z.strictObject({
      domains: words,
      is: z.string().optional(),
      ignores: z.array(z.string().length(1)).default([]),
      tag: z.string().length(1).optional(),
    }),
  ),
  pages: words,
  free: words,
});
export type MailboxLexicon = z.infer<typeof mailboxesSchema>;

export const namesSchema = z.strictObject({ titles: words, nicknames: z.array(words), 'legal-forms': words });

export const countriesSchema = z.record(z.string().regex(/^[A-Z]{2}$/, 'an ISO code such as DE'), words);

export const placeholdersSchema = z.strictObject({ names: words });

const UNEVEN = /\s\s|[^\S ]/;

/** Asked of every name of a million records, nearly all of which are even. */
function fold(text: string): string {
  const lower = text.trim().toLowerCase();
  return UNEVEN.test(lower) ? lower.replace(/\s+/g, ' ') : lower;
}

/**
 * Whether an address belongs to nobody in particular: its local part, `+tags` and digits aside, is one of these words, or
 * made of nothing else (`sales-team`).
 */
function createLocalParts(words: readonly string[]): (email: string) => boolean {
  const locals = new Set(words.map(fold));
  return (email) => {
    const [at, tag] = [email.indexOf('@'), email.indexOf('+')];
    const end = Math.min(at < 0 ? email.length : at, tag < 0 ? email.length : tag);
    const local = email.slice(0, end).trim().toLowerCase();
    if (locals.has(local)) return true;
    if (!DIVIDED.test(local)) return false;
    const parts = local.split(DIVIDED).filter((part) => part !== '');
    return parts.length > 0 && parts.every((part) => locals.has(part));
  };
}

const DIVIDED = /[._\d-]+/;

/** Whether an address is a shared inbox or a machine's. */
export const createNobody = ({ shared, system }: MailboxLexicon): ((email: string) => boolean) =>
  createLocalParts([...shared, ...system]);

/** Whether an address is that, or stands in for one. */
export const createUnidentifying = ({ shared, system, placeholder }: MailboxLexicon): ((email: string) => boolean) =>
  createLocalParts([...shared, ...system, ...placeholder]);

export function createPlaceholderNames({ names }: z.infer<typeof placeholdersSchema>): (name: string) => boolean {
  const all = new Set(names.map(fold));
  return (name) => all.has(fold(name));
}
