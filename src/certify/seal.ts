import type { Certificate, CertificateContent } from '../model/certificate.ts';
import type { Entry } from '../model/ledger.ts';
import { decisionId } from './decision-entry.ts';
import type { SigningKey } from './keys.ts';
import { partsOf, signedText } from './parts.ts';

/** Makes the certificate of a decision that is in the ledger, signed where there is a key. */
export function sealCertificate(content: CertificateContent, entry: Entry, key: SigningKey | undefined): Certificate {
  const parts = partsOf(content);
  const { seq, at, rep, previous, hash } = entry;
  const sealed = {
    format: 'threadcount-certificate',
    version: 1,
    id: decisionId(content, parts),
    content,
    parts,
    ledger: { seq, at, rep, previous, hash },
  } as const;
  if (key === undefined) return { ...sealed, signature: null };
  const { fingerprint, publicKey } = key;
  const value = key.sign(signedText(sealed));
  return { ...sealed, signature: { algorithm: 'Ed25519', key: fingerprint, publicKey, value } };
}
