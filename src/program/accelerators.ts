import { byCodeUnit } from '../lib/code-order.ts';
import { type Day, formatDay } from '../lib/time.ts';
import type { AcceleratedDeal, Accelerators } from '../model/accelerators.ts';
import type { Certified } from '../model/certification-record.ts';
import type { DealOutcome } from '../model/outcome.ts';
import { rounded } from '../score/statistics.ts';
import { inForceOn, isOf } from './certificates.ts';

/** What a deal must be to earn more, and how much more. */
export interface Accelerator {
  readonly name: string;
  readonly certification: string;
  readonly engaged: number;
  readonly rate: number;
  readonly minimumAmount: number;
  /** First and last day; `null`: open. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface AcceleratorsInput {
  readonly asOf: string;
  readonly from: Day;
  readonly to: Day;
  readonly accelerators: readonly Accelerator[];
  readonly certifications: readonly Certified[];
  readonly deals: readonly DealOutcome[];
  readonly dayOf: (instant: number) => Day;
}

/** A deal won in the period, with its day. */
interface Win {
  readonly deal: DealOutcome;
  readonly day: Day;
}

const isIn = ({ from, to }: Accelerator, day: string): boolean => (from ?? '') <= day && day <= (to ?? '9999');

type Found = { readonly earned: AcceleratedDeal } | { readonly open: Accelerators['open'][number] } | undefined;

function judge({ deal, day }: Win, accelerator: Accelerator, { certifications, dayOf }: AcceleratorsInput): Found {
  const closedOn = formatDay(day);
  const own = certifications.filter((one) => one.certification === accelerator.certification && isOf(one, deal.owner));
  const certificate = inForceOn(own, closedOn);
  if (certificate === undefined || !isIn(accelerator, closedOn)) return undefined;
  const { id, name, amount, engagedAtClose } = deal;
  const told = { accelerator: accelerator.name, deal: id, name };
  if (engagedAtClose === null)
    return { open: { ...told, reason: 'nobody can be seen taking part: is activity readable?' } };
  if (engagedAtClose.length < accelerator.engaged) return undefined;
  if (typeof amount !== 'number')
    return { open: { ...told, reason: 'its amount is blank, or in a currency without a rate' } };
  if (amount < accelerator.minimumAmount || amount <= 0) return undefined;
  return {
    earned: {
      ...told,
      rep: deal.owner,
      closedOn,
      amount: rounded(amount, 2),
      currency: deal.currency,
      engaged: engagedAtClose.map((person) => ({ name: person.name, since: formatDay(dayOf(person.since)) })),
      certificate: certificate.id,
      validUntil: certificate.validUntil,
      rate: accelerator.rate,
      bonus: rounded(amount * accelerator.rate, 2),
    },
  };
}

/** The deals of a period that earn an accelerator: won, under a certificate in force, with enough people engaged. */
export function accelerate(input: AcceleratorsInput): Accelerators {
  const { deals, dayOf, from, to } = input;
  const won = deals.flatMap((deal): readonly Win[] => {
    const day = typeof deal.closedAt === 'number' && deal.isWon === true ? dayOf(deal.closedAt) : undefined;
    return day === undefined || day < from || day > to ? [] : [{ deal, day }];
  });
  const found = won.flatMap((win) => input.accelerators.map((one) => judge(win, one, input)));
  const byPlace = (a: { accelerator: string; deal: string }, b: { accelerator: string; deal: string }): number =>
    byCodeUnit(a.accelerator, b.accelerator) || byCodeUnit(a.deal, b.deal);
  return {
    schemaVersion: 1,
    asOf: input.asOf,
    from: formatDay(from),
    to: formatDay(to),
    deals: found
      .flatMap((one) => (one !== undefined && 'earned' in one ? [one.earned] : []))
      .sort((a, b) => byCodeUnit(a.closedOn, b.closedOn) || byPlace(a, b)),
    open: found.flatMap((one) => (one !== undefined && 'open' in one ? [one.open] : [])).sort(byPlace),
    won: won.length,
  };
}
