import * as z from 'zod';
import { SourceError } from '../../lib/errors.ts';
import type { Entry } from '../../model/ledger.ts';

/** What an entry of the kind `revocation` holds. */
export const revocationBody = z.strictObject({
  schemaVersion: z.literal(1),
  fingerprint: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  reason: z.string(),
  by: z.string(),
});

export interface Revocation extends z.infer<typeof revocationBody> {
  readonly at: string;
}

/** Every key that was revoked, in the order of the ledger. */
export const revocationsOf = (entries: readonly Entry[]): readonly Revocation[] =>
  entries
    .filter(({ kind }) => kind === 'revocation')
    .map(({ seq, at, body }) => {
      const read = revocationBody.safeParse(body);
      if (read.success) return { ...read.data, at };
      throw new SourceError({ message: `entry ${seq} of the ledger is no revocation that this version knows` });
    });
