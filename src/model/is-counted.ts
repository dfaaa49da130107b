import type { Finding } from './audit-result.ts';

/** Whether a finding counts: a waived one and one that was overturned on appeal stay visible and do not. */
export const isCounted = ({ waiver, appeal }: Pick<Finding, 'waiver' | 'appeal'>): boolean =>
  waiver === null && appeal?.status !== 'overturned';
