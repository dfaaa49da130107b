import { describe, expect, it } from 'vitest';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { proposals, proposalsOf } from '../../src/reports/proposals.ts';
import { finding, rep, sample } from './sample.ts';

const routed = (expected: string) =>
  finding({
    rule: 'ownership/misrouted',
    fingerprint: 'c'.repeat(20),
    evidence: [
      { field: 'OwnerId', value: 'Jonah Whitlock' },
      { field: 'Route', value: 'named account' },
      { field: 'Expected owner', value: expected },
    ],
  });

const result = (...findings: readonly ReturnType<typeof finding>[]): AuditResult =>
  sample({
    reps: [
      rep({ findings: [...findings] }),
      rep({ id: '005Kelsey', name: 'Kelsey', email: 'Kelsey@brightwater.example' }),
    ],
  });

function linesOf(of: AuditResult): readonly string[] {
  const rendered = proposals.render(of, { width: 100, isColored: false });
  if (typeof rendered === 'string' || rendered instanceof Uint8Array) throw new Error('not in pieces');
  return [...rendered].join('').trimEnd().split('\r\n');
}

describe('proposals', () => {
  it('name the record, the field as the CRM calls it, its value and what to do', () => {
    const [first] = proposalsOf(result(finding()));
    expect(first).toMatchObject({
      recordId: '00QDw000004XyZAEA0',
      object: 'Lead',
      field: 'Next_Step__c',
      current: 'Send proposal to Dana',
      proposed: null,
      todo: 'Agree a date with the customer and write it into the next step',
      owner: 'Jonah Whitlock',
      fingerprints: ['0f3a9c51d2b84e6779aa'],
    });
  });

  it('propose an owner by id where routing names one whom the report knows, and nothing else', () => {
    expect(proposalsOf(result(routed('kelsey@brightwater.example')))[0]).toMatchObject({
      field: 'OwnerId',
      current: '005Dw000001JonahIA0',
      proposed: '005Kelsey',
    });
    expect(proposalsOf(result(routed('nobody@brightwater.example')))[0]?.proposed).toBeNull();
    expect(proposalsOf(result(routed('queue:Inbound')))[0]?.proposed).toBeNull();
  });

  it('leave out what no edit mends, what is waived, and what is overturned', () => {
    const waiver = { id: 'w', reason: 'other', text: 'x', approver: 'y', until: '2026-12-31' };
    expect(proposalsOf(result(finding({ rule: 'notes/thin' }), finding({ rule: 'coverage/too-few' })))).toEqual([]);
    expect(proposalsOf(result(finding({ waiver })))).toEqual([]);
  });

  it('hold a record and field once, with all that it would mend', () => {
    const both = result(
      finding(),
      finding({ rule: 'next-steps/not-handover-ready', severity: 'warning', fingerprint: 'd'.repeat(20) }),
    );
    expect(proposalsOf(both)).toHaveLength(1);
    expect(proposalsOf(both)[0]?.rules).toEqual(['next-steps/undated', 'next-steps/not-handover-ready']);
  });

  it('ask for the blank ones of two fields', () => {
    const recycled = finding({
      rule: 'workflow/recycled-without-date',
      evidence: [
        { field: 'Status', value: 'Nurturing' },
        { field: 'Status changed', value: '2026-10-15T14:00:01.000Z' },
        { field: 'Recycle_Reason__c', value: 'Budget' },
        { field: 'Recheck_Date__c', value: null },
        { field: 'Next_Step__c', value: null },
      ],
    });
    expect(proposalsOf(result(recycled)).map(({ field }) => field)).toEqual(['Recheck_Date__c']);
  });

  it('are a CSV by whose first column importers find the record', () => {
    const [head, row] = linesOf(result(finding()));
    expect(head).toBe('Id,Object,Field,Current value,Proposed value,What to do,Why,Owner,Rules,Fingerprints');
    expect(row).toMatch(/^00QDw000004XyZAEA0,Lead,Next_Step__c,Send proposal to Dana,,/);
    const url = 'https://app.hubspot.com/contacts/1/record/0-1/512';
    const [hubspot, contact] = linesOf(result(finding({ record: { type: 'lead', id: '512', name: 'Dana', url } })));
    expect(hubspot).toMatch(/^Record ID,Object,/);
    expect(contact).toMatch(/^512,Contact,/);
  });
});
