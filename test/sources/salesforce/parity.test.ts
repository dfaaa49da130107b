import { describe, expect, it } from 'vitest';
import type { AuditResult } from '../../../src/model/audit-result.ts';
import { auditDemo, auditLive, liveOptions, startOrg } from './live.ts';

/** What an audit comes to, without the links and the name of the source. */
const outcome = ({ reps }: AuditResult) =>
  reps.map(({ findings, ...rep }) => ({
    ...rep,
    findings: findings.map((finding) => ({ ...finding, record: { ...finding.record, url: null } })),
  }));

describe('the demo org through the API', () => {
  it('comes to the same findings, levels and scores as its export', async () => {
    const org = await startOrg();
    const [live, exported] = [await auditLive(liveOptions(org.env)), await auditDemo()];
    expect(org.writes()).toEqual([]);
    expect(org.bugs()).toEqual([]);
    expect(outcome(live)).toEqual(outcome(exported));
  });
});
