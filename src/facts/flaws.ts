import { hasKnownEnding, hostOfEmail } from '../identity/company-domain.ts';
import type { Deal, Lead } from '../model/records.ts';
import { defineFact, type Subject } from './fact.ts';
import { money } from './money.ts';
import { stage } from './stage.ts';
import { state } from './state.ts';

const provides = {
  list: { type: 'texts', label: 'Found', about: 'Impossible or placeholder values found on the record, in words' },
} as const;

/** A local part, one `@`, and a host with a dot and a top-level domain of letters, or of an encoded script. */
const MAILBOX = /^[^\s@<>(),;:"]{1,64}@[^\s@.]+(?:\.[^\s@.]+)*\.(?:\p{L}{2,63}|xn--[a-z0-9-]{1,59})$/iu;

/** What is wrong with an address, in words. */
function addressFlaw(email: string | null | undefined): readonly string[] {
  if (typeof email !== 'string') return [];
  if (!MAILBOX.test(email)) return [`malformed e-mail address "${email}"`];
  const host = hostOfEmail(email);
  return host === null || hasKnownEnding(host) ? [] : [`e-mail address "${email}" under a domain that does not exist`];
}

function leadFlaws(lead: Lead, { world }: Subject): string[] {
  const flaws: string[] = [...addressFlaw(lead.email)];
  for (const value of [lead.name, lead.lastName, lead.companyName]) {
    if (typeof value === 'string' && world.isPlaceholderName(value)) flaws.push(`placeholder name "${value}"`);
  }
  return [...new Set(flaws)];
}

function dealFlaws(deal: Deal, subject: Subject): string[] {
  const flaws: string[] = [];
  const { zone } = subject.world.calendar;
  const { amount } = money.of(subject);
  const { isOpen } = state.of(subject);
  if (typeof deal.closeDate === 'number' && typeof deal.createdAt === 'number') {
    if (deal.closeDate < zone.toDay(deal.createdAt)) flaws.push('close date before creation');
  }
  if (deal.closeDate === null && isOpen === true) flaws.push('open without a close date');
  if (typeof amount === 'number' && amount < 0) flaws.push('negative amount');
  if (deal.amount === null && isOpen === true && stage.of(subject).group === 'late')
    flaws.push('no amount in a late stage');
  if (typeof deal.name === 'string' && subject.world.isPlaceholderName(deal.name))
    flaws.push(`placeholder name "${deal.name}"`);
  return flaws;
}

/** What a flaw might hide in: whether an amount is due is known only where the stage is, or the amount is there. */
const neededOf = (deal: Deal, subject: Subject): readonly unknown[] => [
  deal.closeDate,
  deal.amount,
  ...(deal.amount === null ? [stage.of(subject).group] : []),
  ...(deal.closeDate === null ? [] : [deal.createdAt]),
  state.of(subject).isOpen,
];

const isAnyUnknown = (values: readonly unknown[]): boolean => values.includes(undefined);

/** Impossible or placeholder values. A flaw that is seen is a flaw; none seen counts only where all could be seen. */
export const flaws = defineFact({
  name: 'flaws',
  on: ['lead', 'deal'],
  about: 'Impossible or placeholder values',
  reads: [
    'lead.email',
    'lead.name',
    'lead.lastName',
    'lead.companyName',
    'deal.name',
    'deal.amount',
    'deal.closeDate',
    'record.createdAt',
  ],
  parts: [],
  provides,
  derive: (subject) => {
    const { record } = subject;
    const list = record.type === 'lead' ? leadFlaws(record, subject) : dealFlaws(record, subject);
    const needed = record.type === 'lead' ? [record.email, record.companyName] : neededOf(record, subject);
    return { list: list.length === 0 && isAnyUnknown(needed) ? undefined : list };
  },
});
