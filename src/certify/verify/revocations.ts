import * as z from 'zod';
import { SourceError } from '../../lib/errors.ts';
import type { Entry } from '../../model/ledger.ts';

/** What an entry of the kind `revocation` holds: a key, or a certificate by its id or by the hash of its entry. */
const revocationBody = z.looseObject({
  fingerprint: z.string().optional(),
  certificate: z.string().optional(),
  reason: z.string().default(''),
  by: z.string().default(''),
});

export interface Revocation {
  readonly fingerprint: string | undefined;
  readonly certificate: string | undefined;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** Every key and certificate that was revoked, in the order of the ledger. */
export const revocationsOf = (entries: readonly Entry[]): readonly Revocation[] =>
  entries
    .filter(({ kind }) => kind === 'revocation')
    .map(({ seq, at, body }): Revocation => {
      const read = revocationBody.safeParse(body);
      if (!read.success)
        throw new SourceError({ message: `entry ${seq} of the ledger is no revocation that this version knows` });
      const { fingerprint, certificate, reason, by } = read.data;
      return { fingerprint, certificate, reason, by, at };
    });
