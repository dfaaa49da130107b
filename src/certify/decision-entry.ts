import { canonicalJson } from '../lib/canonical-json.ts';
import type { Certificate, CertificateContent } from '../model/certificate.ts';
import type { EntryDraft, Json } from '../model/ledger.ts';
import { sha256 } from './parts.ts';

type Body = Readonly<Record<string, Json>>;

/** What the ledger keeps of a decision, without the clock: the same decision has the same body. */
function contentBody(content: CertificateContent, parts: Certificate['parts']): Body {
  const { subject, decision, criteria, reliance, evidence, standards } = content;
  const { certification, verdict, total, outOf, threshold, marks, evaluator, asOf, validUntil } = decision;
  return {
    schemaVersion: 1,
    rep: { id: subject.rep.id, name: subject.rep.name, email: subject.rep.email },
    role: subject.role,
    certification: certification.id,
    verdict,
    total,
    outOf,
    threshold,
    marks: [...marks],
    levels: criteria.map(({ id, level, basis, counts }) => ({ criterion: id, level, basis, counts })),
    evaluator,
    asOf,
    validUntil,
    rubric: { id: standards.rubric.id, version: standards.rubric.version, hash: standards.rubric.hash },
    packs: standards.packs.map(({ id, version, hash }) => ({ id, version, hash })),
    tool: standards.tool,
    configHash: standards.configHash,
    dataHash: standards.dataHash,
    evidence: evidence.hash,
    run: evidence.run,
    sample: evidence.sample && { size: evidence.sample.size, seed: evidence.sample.seed },
    waivers: reliance.waivers.map(({ id }) => id),
    appeals: reliance.appeals.map(({ fingerprint, status }) => ({ fingerprint, status })),
    evaluations: [...new Set(reliance.evaluations.map(({ entry }) => entry))],
    parts: { ...parts },
  };
}

/** Names a decision by what it holds. */
const idOf = (body: Body): string =>
  `TC-${sha256(canonicalJson(body)).slice('sha256:'.length, 'sha256:'.length + 12)}`.toUpperCase();

/** What is entered into the ledger for a decision, but for the time. */
export function decisionDraft(content: CertificateContent, parts: Certificate['parts']): Omit<EntryDraft, 'at'> {
  const body = contentBody(content, parts);
  const { id, email, name } = content.subject.rep;
  return { kind: 'decision', rep: id ?? email ?? name ?? '', body: { id: idOf(body), ...body } };
}

/** The id under which a decision is recorded, and by which its certificate goes. */
export const decisionId = (content: CertificateContent, parts: Certificate['parts']): string =>
  idOf(contentBody(content, parts));
