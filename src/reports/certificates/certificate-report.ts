import type { Certificate } from '../../model/certificate.ts';

/** One way to show a certificate. Pure, as reports are; it escapes for its medium in one place. */
export interface CertificateReport {
  readonly name: string;
  /** The ending that chooses it for `--output`, with its dot. */
  readonly extension: `.${string}`;
  readonly about: string;
  render(certificate: Certificate): string | Uint8Array | Promise<string | Uint8Array>;
}
