import { csvLine } from '../../lib/escape-csv.ts';
import type { AuditResult } from '../../model/audit-result.ts';
import type { Certificate } from '../../model/certificate.ts';

const objects: Readonly<Record<string, Readonly<Record<'lead' | 'deal', string>>>> = {
  hubspot: { lead: 'Lead', deal: 'Deal' },
};
const salesforce = { lead: 'Lead', deal: 'Opportunity' } as const;

/**
 * The fixes of the cheapest path, one field a row, for people to fill in and import: Data Loader finds records by `Id`,
 * HubSpot by `Record ID`. A value that only a person can know is left open, never made up.
 */
export function proposalsFor({ content }: Certificate, { source }: Pick<AuditResult, 'source'>): string {
  const isHubspot = source.kind === 'hubspot';
  const named = objects[source.kind] ?? salesforce;
  const head = [isHubspot ? 'Record ID' : 'Id', 'Object', 'Record', 'Field', 'Current value', 'New value'];
  const steps = content.plan.remediation?.path ?? [];
  return [
    csvLine([...head, 'What to do', 'Why', 'Rule', 'Points']),
    ...steps.map(({ record, quotes: [first], fix, message, rule, points }) => {
      const current = typeof first?.value === 'boolean' ? String(first.value) : (first?.value ?? null);
      const where = [record.id, named[record.type], record.name, first?.field ?? null, current, null];
      return csvLine([...where, fix, message, rule, points]);
    }),
  ].join('');
}
