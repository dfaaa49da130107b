import { describe, expect, it } from 'vitest';
import type { AuditResult, Finding } from '../../src/model/audit-result.ts';
import * as reports from '../../src/reports/index.ts';
import { redact } from '../../src/reports/redact.ts';
import type { Report } from '../../src/reports/report.ts';
import { sample } from './sample.ts';
import { textOf } from './text-of.ts';

const waiver: Finding['waiver'] = {
  id: 'w1',
  reason: 'other',
  text: 'MARKER',
  approver: 'PERSON-Helen',
  until: '2026-12-31',
};
const appeal: Finding['appeal'] = {
  status: 'upheld',
  reason: 'MARKER',
  by: 'PERSON-Jonah',
  at: '2026-11-10T10:00:00.000Z',
  ruledBy: 'PERSON-Helen',
  ruling: 'MARKER',
};

function planted(): AuditResult {
  const { reps, source, scope, ...rest } = sample();
  const told = reps.map((rep) => ({
    ...rep,
    name: `PERSON-${rep.name}`,
    email: `PERSON-${rep.email}`,
    id: `PERSON-${rep.id}`,
    managerId: `PERSON-${rep.managerId}`,
    managerName: `PERSON-${rep.managerName}`,
    managerEmail: `PERSON-${rep.managerEmail}`,
    kind: 'user' as const,
    findings: rep.findings.map((finding, i) => ({
      ...finding,
      record: {
        ...finding.record,
        id: i % 2 === 0 ? finding.record.id : `MARKER${i}`,
        name: 'MARKER',
        url: i % 2 === 0 ? finding.record.url : 'https://MARKER.example',
      },
      message: `"MARKER" is told by MARKER`,
      evidence: finding.evidence.map((one) => ({
        ...one,
        value: typeof one.value === 'string' ? 'MARKER' : one.value,
      })),
      waiver: i === 0 ? waiver : null,
      appeal: i === 1 ? appeal : null,
    })),
    scenarios: rep.scenarios.map((one) => ({ ...one, evidence: { failed: [], passed: ['MARKER'] } })),
    notEvaluable: [{ rule: 'notes/thin', reason: 'the label "MARKER" is not known', records: 1 }],
  }));
  const gaps = [{ what: 'Lead.csv', reason: 'status "MARKER" is not known', affects: [] }];
  return { ...rest, source: { ...source, gaps }, scope: { ...scope, reps: ['PERSON-x'] }, reps: told };
}

const formats = Object.values(reports).filter((one): one is Report => 'render' in one);

describe('a redacted report', () => {
  it.each(formats.map((report) => [report.name, report] as const))(
    '%s holds no word of a customer',
    async (_, report) => {
      expect(await textOf(report, planted())).toContain('MARKER');
      expect(await textOf(report, redact(planted(), 'contacts'))).not.toContain('MARKER');
    },
  );

  it.each(formats.map((report) => [report.name, report] as const))(
    '%s holds no name of a rep, when all is asked for',
    async (_, report) => {
      expect(await textOf(report, redact(planted(), 'contacts'))).toContain('PERSON');
      const text = await textOf(report, redact(planted(), 'all'));
      expect(text).not.toContain('PERSON');
      expect(text).not.toContain('MARKER');
    },
  );

  it('calls the same record by the same name throughout, and different ones differently', () => {
    const { reps } = redact(sample(), 'contacts');
    const names = reps.flatMap(({ findings }) => findings.map(({ record }) => `${record.id} ${record.name}`));
    const ids = new Set(names.map((name) => name.split(' ')[0]));
    expect(new Set(names).size).toBe(ids.size);
  });

  it('keeps days, amounts, ids and links, which are needed to mend anything', () => {
    const [before] = sample().reps.flatMap(({ findings }) => findings.filter(({ exposure }) => exposure !== null));
    const after = redact(sample(), 'contacts').reps.flatMap(({ findings }) => findings);
    const found = after.find(({ exposure }) => exposure?.amount === before?.exposure?.amount);
    expect(found?.record.id).toBe(before?.record.id);
    expect(found?.record.url).toBe(before?.record.url);
    expect(found?.evidence[0]?.at).toBe(before?.evidence[0]?.at);
  });

  it('is the result itself when nothing is to be hidden', () => {
    const result = sample();
    expect(redact(result, 'none')).toBe(result);
  });
});
