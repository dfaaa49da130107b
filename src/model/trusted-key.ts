/** A public key that an organization signs with, by its fingerprint. Days are included and written `2026-10-01`. */
export interface TrustedKey {
  /** `sha256:` and 64 hexadecimal digits, over the SPKI form of the key. */
  readonly fingerprint: string;
  readonly owner: string | null;
  /** The first and the last day on which it may have signed. */
  readonly from: string | null;
  readonly until: string | null;
  /** Since when nothing that it signed is trusted any more, whenever that was. */
  readonly revoked: string | null;
}
