import type { AuditResult, Finding, RepResult } from '../../model/audit-result.ts';
import type { Excerpt } from '../../model/certificate.ts';
import { isCounted } from '../../model/is-counted.ts';
import type { Criterion, Rubric } from '../../model/rubric.ts';
import { severities } from '../../model/rule.ts';

const gravity = ({ severity }: Finding): number => severities.indexOf(severity);
const stake = ({ exposure }: Finding): number => exposure?.amount ?? -1;

/** Whether a finding is evidence for a criterion. */
export const speaksFor = ({ rules, on }: Criterion, { rule, area, record }: Finding): boolean =>
  on.includes(record.type) && rules.some((pattern) => pattern === rule || pattern === `${area}/*`);

/** Whether a finding is evidence for any criterion of a certification. */
export const isAbout = ({ criteria }: Rubric, finding: Finding): boolean =>
  criteria.some((criterion) => speaksFor(criterion, finding));

/** What counts against a criterion, the gravest first, then what most money stands on; info costs nothing. */
export const worstOf = (criterion: Criterion, { findings }: RepResult): readonly Finding[] =>
  findings
    .filter((one) => isCounted(one) && one.severity !== 'info' && speaksFor(criterion, one))
    .sort((a, b) => gravity(b) - gravity(a) || stake(b) - stake(a));

/** A finding as a certificate quotes it. */
export function excerptOf(finding: Finding, rules: AuditResult['rules']): Excerpt {
  const { fingerprint, rule, severity, record, message, evidence } = finding;
  return {
    fingerprint,
    rule,
    title: rules.find(({ id }) => id === rule)?.title ?? rule,
    severity,
    record: { ...record },
    message,
    quotes: evidence.map(({ field, value }) => ({ field, value })),
  };
}
