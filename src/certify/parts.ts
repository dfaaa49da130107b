import { createHash } from 'node:crypto';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { Certificate, CertificateContent, CertificatePart } from '../model/certificate.ts';

export const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

export const certificateParts = [
  'subject',
  'decision',
  'criteria',
  'reliance',
  'plan',
  'evidence',
  'standards',
] as const satisfies readonly CertificatePart[];

/** The hash of each part, over its canonical JSON. */
export const partsOf = (content: CertificateContent): Certificate['parts'] => ({
  subject: sha256(canonicalJson(content.subject)),
  decision: sha256(canonicalJson(content.decision)),
  criteria: sha256(canonicalJson(content.criteria)),
  reliance: sha256(canonicalJson(content.reliance)),
  plan: sha256(canonicalJson(content.plan)),
  evidence: sha256(canonicalJson(content.evidence)),
  standards: sha256(canonicalJson(content.standards)),
});

/** What the signature is made over: everything in a certificate but the signature, parts by their hashes. */
export const signedText = ({
  format,
  version,
  id,
  parts,
  ledger,
}: Omit<Certificate, 'content' | 'signature'>): string => canonicalJson({ format, version, id, parts, ledger });
