import type { Certificate } from '../../model/certificate.ts';
import type { Entry } from '../../model/ledger.ts';
import type { TrustedKey } from '../../model/trusted-key.ts';
import { type Check, fails, holds } from './check.ts';
import { revocationsOf } from './revocations.ts';

/** Why a key is not trusted: it needs an answer, not another look at the certificate. */
export type Distrust = 'unknown' | 'revoked' | 'out of term';

const dayOf = (instant: string): string => instant.slice(0, 10);

/** Why a key that is listed is not trusted for what it signed on a day; `null` where it is. */
function lapse({ from, until, revoked }: TrustedKey, day: string): readonly [Distrust, string] | null {
  if (revoked !== null) return ['revoked', `the key was revoked on ${revoked}`];
  if (from !== null && day < from) return ['out of term', `the key may sign from ${from} on; this was on ${day}`];
  if (until !== null && day > until) return ['out of term', `the key may sign until ${until}; this was on ${day}`];
  return null;
}

export interface Trust {
  readonly check: Check;
  readonly distrust: Distrust | null;
}

/** Whether the organization trusts the key: by its own list alone, never because it travels with the certificate. */
export function trustOf(
  { signature, ledger }: Certificate,
  keys: readonly TrustedKey[],
  entries: readonly Entry[] = [],
): Trust {
  if (signature === null) return { check: fails('key', 'nobody signed'), distrust: null };
  const { key } = signature;
  const revocation = revocationsOf(entries).find(({ fingerprint }) => fingerprint === key);
  if (revocation !== undefined) {
    const words = `the key ${key} was revoked on ${dayOf(revocation.at)}: ${revocation.reason}`;
    return { check: fails('key', words), distrust: 'revoked' };
  }
  const listed = keys.filter(({ fingerprint }) => fingerprint === key);
  if (listed.length === 0) return { check: fails('key', `the key ${key} is none of the trusted`), distrust: 'unknown' };
  // A key that is listed twice is trusted by the entry that trusts it least.
  const lapsed = listed.map((one) => lapse(one, dayOf(ledger.at))).find((one) => one !== null);
  if (lapsed) return { check: fails('key', lapsed[1]), distrust: lapsed[0] };
  const owner = listed.find((one) => one.owner !== null)?.owner;
  return { check: holds('key', owner ? `trusted, of ${owner}` : 'trusted'), distrust: null };
}
