import type { Finding, WaiverRow } from '../model/audit-result.ts';
import type { WaiverState } from '../model/waiver.ts';
import { counted } from './words.ts';

/** The states of waivers in the order in which a reader wants them: what needs doing first. */
export const stateWords: readonly (readonly [WaiverState, string])[] = [
  ['lapsed', 'lapsed'],
  ['unmatched', 'unmatched'],
  ['unused', 'unused'],
  ['active', 'in force'],
  ['pending', 'not yet in force'],
  ['unjudged', 'not part of this audit'],
];

/** "notes/thin for everyone", "notes/thin on lead 00Q…", "finding 3275fa0c6a30f0a164d5" */
export function scopeInWords({ scope: { finding, record, rule, rep } }: Pick<WaiverRow, 'scope'>): string {
  if (finding !== null) return `finding ${finding}`;
  if (record === null) return `${rule} for ${rep ?? 'everyone'}`;
  return `${rule ?? 'every rule'} on ${record.type} ${record.id}`;
}

/** "until 2026-12-01, 13 days left", "until 2026-11-10, 8 days ago" */
export function termInWords({ until, daysLeft }: Pick<WaiverRow, 'until' | 'daysLeft'>): string {
  if (daysLeft < 0) return `until ${until}, ${counted(-daysLeft, 'day')} ago`;
  return `until ${until}, ${daysLeft === 0 ? 'the last day' : `${counted(daysLeft, 'day')} left`}`;
}

/** What there is to know of a waiver beside its dates: what it covers, what took its place, what is odd about it. */
export function remarkOn(state: WaiverState, { findings, renewedBy, note, from }: WaiverRow): string {
  const covers = `${counted(findings, 'finding')}${state === 'lapsed' ? ' counted again' : ''}`;
  const remarks = [
    state === 'pending' ? `from ${from}` : '',
    (state === 'active' || state === 'lapsed') && renewedBy === null ? covers : '',
    renewedBy === null ? '' : `renewed by ${renewedBy}`,
    note ?? '',
  ];
  return remarks.filter(Boolean).join('; ');
}

/** What was decided about a finding, and by whom; nothing where nobody has. */
export function decisionInWords({ waiver, appeal }: Pick<Finding, 'waiver' | 'appeal'>): string {
  if (waiver !== null) return `waived until ${waiver.until} by ${waiver.approver} (${waiver.reason}: ${waiver.text})`;
  if (appeal === null) return '';
  if (appeal.status === 'open') return `contested by ${appeal.by}, and counts until somebody rules: "${appeal.reason}"`;
  return `${appeal.status} by ${appeal.ruledBy ?? 'a manager'}: "${appeal.ruling ?? ''}"`;
}
