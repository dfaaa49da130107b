import type { Certificate } from '../../model/certificate.ts';
import type { Entry } from '../../model/ledger.ts';
import { type Check, fails, holds } from './check.ts';
import { revocationsOf } from './revocations.ts';

/** Whether it holds on a day (`2026-11-18`): certificates expire, and provisional ones lapse. */
export function termCheck({ content }: Certificate, day: string): Check {
  const { verdict, validUntil } = content.decision;
  if (validUntil === null) return holds('term', 'it certifies nothing that could expire');
  if (day <= validUntil) return holds('term', `valid until ${validUntil}`);
  return verdict === 'provisional'
    ? fails('term', `the provisional certificate lapsed after ${validUntil}: a live review is due`)
    : fails('term', `it expired after ${validUntil}: certify anew`);
}

/** Whether the ledger takes the certificate back. */
export function revocationCheck({ id, ledger }: Certificate, entries: readonly Entry[] = []): readonly Check[] {
  const found = revocationsOf(entries).find(({ certificate }) => certificate === id || certificate === ledger.hash);
  return found === undefined ? [] : [fails('revocation', `revoked on ${found.at.slice(0, 10)}: ${found.reason}`)];
}
