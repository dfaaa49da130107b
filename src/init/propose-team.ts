import { byCodeUnit } from '../lib/code-order.ts';
import type { Seen } from './look.ts';
import type { FoundDomain, FoundOwner, Proposal } from './proposal.ts';

const byCount = <T>(counts: ReadonlyMap<T & string, number>): readonly (readonly [string, number])[] =>
  [...counts].sort(([a, m], [b, n]) => n - m || byCodeUnit(a, b));

/** A domain of this many of our people is ours; so is the only one there is. */
const OURS = 2;

/** The domains that our own people write from; free mail belongs to nobody, and one person alone may be a guest. */
export function proposeDomains(
  { addresses }: Pick<Seen, 'addresses'>,
  free: ReadonlySet<string>,
): readonly FoundDomain[] {
  const counts = new Map<string, number>();
  for (const address of addresses) {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  const own = [...counts.keys()].filter((domain) => !free.has(domain));
  return byCount(counts).map(([domain, people]) => {
    if (free.has(domain)) return { domain, people, certainty: 'unplaced' };
    if (people >= OURS) return { domain, people, certainty: 'sure' };
    return { domain, people, certainty: own.length === 1 ? 'likely' : 'unplaced' };
  });
}

/** Who owns records, the busiest first. */
export const proposeOwners = ({ owners }: Pick<Seen, 'owners'>): readonly FoundOwner[] =>
  byCount(owners).map(([who, records]) => ({ who, records }));

export const proposeCurrencies = ({ currencies }: Pick<Seen, 'currencies'>): Proposal['currencies'] =>
  byCount(currencies).map(([code, deals]) => ({ code, deals }));
