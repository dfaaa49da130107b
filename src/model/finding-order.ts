import { byCodeUnit } from '../lib/code-order.ts';
import type { Finding } from './audit-result.ts';
import { severities } from './rule.ts';

type Placed = Pick<Finding, 'severity' | 'rule' | 'record'>;

const rank = ({ severity }: Placed): number => -severities.indexOf(severity);

/** Orders findings: worst first; then by rule, record type and id, by code unit. */
export const byWeight = (a: Placed, b: Placed): number =>
  rank(a) - rank(b) ||
  byCodeUnit(a.rule, b.rule) ||
  byCodeUnit(a.record.type, b.record.type) ||
  byCodeUnit(a.record.id, b.record.id);
