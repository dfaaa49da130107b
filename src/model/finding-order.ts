import type { Finding } from './audit-result.ts';
import { severities } from './rule.ts';

type Placed = Pick<Finding, 'severity' | 'rule' | 'record'>;

const code = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const rank = ({ severity }: Placed): number => -severities.indexOf(severity);

/** Orders findings: worst first; then by rule, record type and id, by code unit. */
export const byWeight = (a: Placed, b: Placed): number =>
  rank(a) - rank(b) || code(a.rule, b.rule) || code(a.record.type, b.record.type) || code(a.record.id, b.record.id);
