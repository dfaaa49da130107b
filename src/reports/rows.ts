import type { AuditResult, Finding, RepResult } from '../model/audit-result.ts';
import { nameOfRep } from './words.ts';

/** One finding with the owner on whose page it stands. */
export interface FindingRow {
  readonly rep: RepResult;
  readonly finding: Finding;
}

/** Every finding, in the order of the result. */
export function* findingRows({ reps }: Pick<AuditResult, 'reps'>): Generator<FindingRow> {
  for (const rep of reps) for (const finding of rep.findings) yield { rep, finding };
}

type Evidence = Finding['evidence'][number];

const valueInWords = (value: Evidence['value']): string => (value === null ? 'blank' : String(value));

/** `Status: Working - Contacted (since 2026-09-22T15:00:00.000Z); Next_Step__c: blank` */
export const evidenceText = (evidence: Finding['evidence']): string =>
  evidence
    .map(({ field, value, at }) => `${field}: ${valueInWords(value)}${at === undefined ? '' : ` (since ${at})`}`)
    .join('; ');

/** Why a finding does not count, in words; `null` where it does. */
export function standingOf({ waiver, appeal }: Finding): string | null {
  if (waiver !== null) return `waived until ${waiver.until} by ${waiver.approver}: ${waiver.text}`;
  return appeal?.status === 'overturned' ? `overturned by ${appeal.ruledBy ?? 'a manager'}` : null;
}

type Cell = string | number | null;

/** A row of a table of findings: columns by name. */
export const findingColumns: Readonly<Record<string, (row: FindingRow, result: AuditResult) => Cell>> = {
  rep: ({ rep }) => nameOfRep(rep),
  rep_email: ({ rep }) => rep.email,
  rep_id: ({ rep }) => rep.id,
  severity: ({ finding }) => finding.severity,
  area: ({ finding }) => finding.area,
  rule: ({ finding }) => finding.rule,
  record_type: ({ finding }) => finding.record.type,
  record_id: ({ finding }) => finding.record.id,
  record: ({ finding }) => finding.record.name,
  message: ({ finding }) => finding.message,
  evidence: ({ finding }) => evidenceText(finding.evidence),
  fix: ({ finding }) => finding.fix,
  amount: ({ finding }) => finding.exposure?.amount ?? null,
  currency: ({ finding }) => finding.exposure?.currency ?? null,
  waived_until: ({ finding }) => finding.waiver?.until ?? null,
  waiver: ({ finding }) => finding.waiver?.text ?? null,
  appeal: ({ finding }) => finding.appeal?.status ?? null,
  url: ({ finding }) => finding.record.url,
  fingerprint: ({ finding }) => finding.fingerprint,
  as_of: (_, { asOf }) => asOf,
};
