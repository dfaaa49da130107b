import type { AuditResult, CertificationResult, Finding, RepResult } from '../model/audit-result.ts';

/** 2911 is 2,911; rounded to whole numbers. */
export const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');

/** "1 lead", "2 leads". */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${grouped(count)} ${count === 1 ? noun : plural}`;

/** With one decimal always, so that figures in a column stand under one another. */
export const decimal = (value: number): string => (Math.round(value * 10) / 10).toFixed(1);

/** 0–1 as percent: "94.9 %", and "100 %". */
export const percent = (share: number): string => `${share === 1 ? '100' : decimal(share * 100)} %`;

/** The date of an ISO instant, in UTC. */
export const dateOf = (instant: string): string => instant.slice(0, 10);

/** "2026-11-18 17:00 UTC" */
export const momentOf = (instant: string): string => `${dateOf(instant)} ${instant.slice(11, 16)} UTC`;

export const amountOf = ({ amount, currency }: NonNullable<Finding['exposure']>): string =>
  `${currency === null ? '' : `${currency} `}${grouped(amount)}`;

/** The first few by name, the rest by count: "a, b and 3 more". */
export function listed(items: readonly string[], most: number): string {
  // "and 1 more" takes as much room as the one.
  if (items.length <= most + 1) return items.join(', ');
  return `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

/** Findings in words, worst first and without those that there are none of; "none" when there are none at all. */
export function findingCounts({ critical, error, warning, info }: AuditResult['summary']['findings']): string {
  const parts = [
    critical > 0 ? [`${grouped(critical)} critical`] : [],
    error > 0 ? [counted(error, 'error')] : [],
    warning > 0 ? [counted(warning, 'warning')] : [],
    info > 0 ? [`${grouped(info)} info`] : [],
  ].flat();
  return parts.length === 0 ? 'none' : parts.join(', ');
}

export function countBySeverity(findings: readonly Finding[]): AuditResult['summary']['findings'] {
  const counts = { critical: 0, error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** "78 leads, 12 deals" */
export const recordCounts = ({ lead, deal }: RepResult['records']): string =>
  [lead > 0 ? counted(lead, 'lead') : '', deal > 0 ? counted(deal, 'deal') : ''].filter(Boolean).join(', ') ||
  'no records';

/** What to call an owner, whatever is known. */
export const nameOfRep = ({ kind, name, email, id }: RepResult): string =>
  name ?? email ?? id ?? (kind === 'none' ? 'Records without an owner' : 'Unnamed owner');

type Verdict = CertificationResult['verdict'];

export const verdictWords = {
  certified: 'certified',
  provisional: 'provisional',
  'not-certified': 'not certified',
  'insufficient-evidence': 'insufficient evidence',
} as const satisfies Record<Verdict, string>;

export const markWords = {
  borderline: 'borderline: one record more or less would change it',
  'exception-scenario': 'counts a manager-led exception scenario',
  'waiver-reliance': 'rests on waivers',
} as const satisfies Record<CertificationResult['marks'][number], string>;
