import * as z from 'zod';
import type { TrustedKey } from '../model/trusted-key.ts';
import { date, text, textLike } from './terms.ts';

const fingerprint = textLike(
  /^sha256:[0-9a-f]{64}$/,
  'the fingerprint of a key, as threadcount keys list shows it: sha256: and 64 hexadecimal digits',
);

const key = z.union([
  fingerprint,
  z
    .strictObject({
      fingerprint,
      owner: text.optional().describe('Whose it is'),
      from: date.optional().describe('The first day on which it may have signed'),
      until: date.optional().describe('The last day on which it may have signed'),
      revoked: date.optional().describe('Nothing that it signed is trusted any more, whenever that was'),
    })
    .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
      error: 'it ends before it begins',
      path: ['until'],
    }),
]);

const list = z.array(key);

/** `trusted-keys:` of threadcount.yaml, or a file that it names. The list, or a mapping that holds it. */
export const trustedKeysSchema = z.union([list, z.strictObject({ 'trusted-keys': list })]);

export type WrittenTrustedKeys = z.output<typeof trustedKeysSchema>;

export function resolveTrustedKeys(written: WrittenTrustedKeys | undefined): readonly TrustedKey[] {
  const keys = Array.isArray(written) ? written : (written?.['trusted-keys'] ?? []);
  return keys.map((one): TrustedKey => {
    const given = typeof one === 'string' ? { fingerprint: one } : one;
    const { owner = null, from = null, until = null, revoked = null } = given;
    return { fingerprint: given.fingerprint, owner, from, until, revoked };
  });
}
