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

describe('one rep of the demo org through the API', () => {
  it('comes to the same as in its export, whose small org is read whole', async () => {
    const org = await startOrg();
    const rep = ['priya.raman@brightwater.example'];
    const [live, exported] = [await auditLive(liveOptions(org.env), rep), await auditDemo(rep)];
    expect(org.calls()).toBeLessThanOrEqual(12);
    expect(outcome(live)).toEqual(outcome(exported));
  });

  it.each(['priya.raman@brightwater.example', 'Tom Halvorsen', 'Renata Silveira'])(
    'comes to the same where only what is theirs is read: %s',
    async (name) => {
      const org = await startOrg();
      const rep = [name];
      // More than an audit of one rep should read.
      org.faults.add({
        when: { kind: 'query', soql: /COUNT\(\)/ },
        do: { change: (body) => ({ ...body, totalSize: 90_000 }) },
      });
      const [live, exported] = [await auditLive(liveOptions(org.env), rep), await auditDemo(rep)];
      expect(org.calls()).toBeLessThanOrEqual(12);
      expect(outcome(live)).toEqual(outcome(exported));
    },
  );
});
