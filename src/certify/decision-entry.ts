import { canonicalJson } from '../lib/canonical-json.ts';
import type { Certificate, CertificateContent } from '../model/certificate.ts';
import type { EntryDraft, Json } from '../model/ledger.ts';
import { sha256 } from './parts.ts';

type Body = Readonly<Record<string, Json>>;

/** What the ledger keeps of a decision, in the shape of its certificate and without the clock: the same decision has the same body. */
function bodyOf(content: CertificateContent, parts: Certificate['parts']): Body {
  const { subject, decision, criteria, reliance, evidence, standards } = content;
  const { certification, verdict, total, outOf, threshold, marks, evaluator, asOf, validUntil } = decision;
  const told = { verdict, total, outOf, threshold, marks: [...marks], evaluator, asOf, validUntil };
  return {
    schemaVersion: 1,
    content: {
      subject: { rep: { ...subject.rep }, role: subject.role },
      decision: { certification: { ...certification }, ...told },
      criteria: criteria.map(({ id, level, basis, counts }) => ({ id, level, basis, counts })),
      reliance: {
        waivers: reliance.waivers.map(({ id }) => id),
        appeals: reliance.appeals.map(({ fingerprint, status }) => ({ fingerprint, status })),
        evaluations: [...new Set(reliance.evaluations.map(({ entry }) => entry))],
      },
      evidence: { hash: evidence.hash, run: evidence.run, sample: evidence.sample && { ...evidence.sample } },
      standards: {
        rubric: { ...standards.rubric },
        packs: standards.packs.map((pack) => ({ ...pack })),
        tool: standards.tool,
        configHash: standards.configHash,
        dataHash: standards.dataHash,
      },
    },
    parts: { ...parts },
  };
}

/** Names a decision by what it holds. */
const idOf = (body: Body): string =>
  `TC-${sha256(canonicalJson(body)).slice('sha256:'.length, 'sha256:'.length + 12)}`.toUpperCase();

/** What is entered into the ledger for a decision, but for the time. */
export function decisionDraft(content: CertificateContent, parts: Certificate['parts']): Omit<EntryDraft, 'at'> {
  const body = bodyOf(content, parts);
  const { id, email, name } = content.subject.rep;
  return { kind: 'decision', rep: id ?? email ?? name ?? '', body: { id: idOf(body), ...body } };
}

/** The id under which a decision is recorded, and by which its certificate goes. */
export const decisionId = (content: CertificateContent, parts: Certificate['parts']): string =>
  idOf(bodyOf(content, parts));
