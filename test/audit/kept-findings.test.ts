import { describe, expect, it } from 'vitest';
import { keepFindings } from '../../src/audit/kept-findings.ts';
import type { Finding } from '../../src/model/audit-result.ts';
import { byWeight } from '../../src/model/finding-order.ts';
import { severities } from '../../src/model/rule.ts';

const standard = { area: 'status', fix: 'Mend it', scenarios: ['escalation'] } as const;
const rules = [
  { id: 'status/late', ...standard },
  { id: 'status/none', ...standard, fix: 'Write it down', scenarios: [] },
];

const findingOn = (id: string, over: Partial<Finding> = {}): Finding => ({
  fingerprint: `f${id}`,
  rule: 'status/late',
  area: 'status',
  severity: 'error',
  record: { type: 'deal', id, name: `Deal "${id}" – ünïcode 😀 \ud800`, url: null },
  message: `Deal ${id} is late`,
  fix: 'Mend it',
  evidence: [
    { field: 'Stage', value: 'Won', at: '2026-11-18T00:00:00.000Z' },
    { field: 'Amount', value: 12.5 },
    { field: 'Closed', value: false },
    { field: 'Next step', value: null },
  ],
  exposure: { amount: 12.5, currency: 'USD' },
  scenarios: ['escalation'],
  waiver: null,
  appeal: null,
  ...over,
});

const waiver = { id: 'w1', reason: 'other', text: 'Agreed', approver: 'kim@acme.example', until: '2026-12-31' };
const appeal = { reason: 'It was me', by: 'robin', at: '2026-11-18T00:00:00.000Z', ruledBy: null, ruling: null };

describe('the findings that an audit keeps', () => {
  it('come back as they were, however many there are, and worst first', () => {
    const kept = keepFindings(rules);
    const pages = Array.from({ length: 400 }, (_, i): readonly Finding[] => {
      const own = findingOn(`${(i * 7) % 400}`, { severity: severities[i % 4] ?? 'info' });
      return [own, { ...own, rule: 'status/none', fix: 'Write it down', scenarios: [], evidence: [] }];
    });
    for (const page of pages) kept.add('robin', page);
    expect(kept.of('robin')).toEqual(pages.flat().sort(byWeight));
  });

  it('are those of their owner alone', () => {
    const kept = keepFindings(rules);
    kept.add('robin', [findingOn('1')]);
    kept.add('kim', [findingOn('2'), findingOn('2', { rule: 'status/none' })]);
    kept.add('kim', []);
    const idsOf = (rep: string) => kept.of(rep).map(({ record }) => record.id);
    expect(['robin', 'kim', 'nobody', 'robin'].map(idsOf)).toEqual([['1'], ['2', '2'], [], ['1']]);
  });

  it('tell of one that came since they were last asked for', () => {
    const kept = keepFindings(rules);
    kept.add('robin', [findingOn('1')]);
    expect(kept.of('robin')).toHaveLength(1);
    kept.add('robin', [findingOn('2')]);
    expect(kept.of('robin')).toHaveLength(2);
  });

  it('keep what was pardoned, and count it apart', () => {
    const kept = keepFindings(rules);
    const all = [
      findingOn('1', { severity: 'critical' }),
      findingOn('1', { rule: 'status/none', fix: 'Write it down', scenarios: [], waiver }),
      findingOn('1', { severity: 'info', appeal: { ...appeal, status: 'overturned' } }),
      findingOn('1', { severity: 'warning', appeal: { ...appeal, status: 'open' } }),
    ];
    kept.add('robin', all);
    expect(kept.of('robin')).toEqual([...all].sort(byWeight));
    expect(kept.counts()).toEqual({
      findings: { critical: 1, error: 0, warning: 1, info: 0 },
      waived: 1,
      overturned: 1,
    });
  });
});
