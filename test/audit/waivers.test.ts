import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/audit/entries.ts';
import type { AuditRequest } from '../../src/audit/request.ts';
import { UserError } from '../../src/lib/errors.ts';
import type { AuditResult, Finding, RepResult } from '../../src/model/audit-result.ts';
import type { Deal } from '../../src/model/records.ts';
import type { Waiver, WaiverScope } from '../../src/model/waiver.ts';
import { auditOf } from '../planted/org.ts';
import { kim, queue, robin, type Story } from '../planted/story.ts';
import { deal } from '../support/records.ts';
import { rulebookWith } from '../support/rulebook.ts';

const rule = (expect: string, over = ''): string =>
  [
    'title: A rule',
    'on: [deal]',
    'severity: error',
    `expect: ${expect}`,
    'message: Fails',
    'fix: Mend it',
    'source: { claim: ours, from: us, confidence: house }',
    over,
  ].join('\n');

const rulebook = rulebookWith({
  'status/large': rule('deal.amount < 100'),
  'status/named': rule('deal.name != null', 'supersedes: [next-steps/short]'),
  'next-steps/short': rule('deal.name != null && deal.amount < 1000'),
});

const dealOf = (id: string, ownerId: string, over: Partial<Deal> = {}): Story => ({
  record: deal({ id, ownerId, name: 'Big', amount: 500, ...over }),
  history: [],
  activities: [],
});

/** Two deals of Robin's and two of Kim's, all too large; one waits in a queue. */
const stories: readonly Story[] = [
  dealOf('0061', robin),
  dealOf('0062', robin),
  dealOf('0063', kim),
  dealOf('0064', kim),
  dealOf('0065', queue),
];

const waiver = (scope: WaiverScope, over: Partial<Waiver> = {}): Waiver => ({
  id: JSON.stringify(scope),
  scope,
  reason: 'other',
  text: 'because',
  approver: 'olga@seller.example',
  from: '2026-11-01',
  until: '2026-11-30',
  at: (key) => ({ file: 'waivers.yaml', line: 3, ...(key === 'approver' && { column: 7 }) }),
  ...over,
});

const large = (id: string): string => fingerprintOf('status/large', { type: 'deal', id });
const onFinding = (id: string): WaiverScope => ({ kind: 'finding', fingerprint: large(id) });
const onRule = (rep: string | null): WaiverScope => ({ kind: 'rule', rule: 'status/large', rep });
const onRecord = (id: string, of: string | null = null): WaiverScope => ({
  kind: 'record',
  type: 'deal',
  id,
  rule: of,
});

const audited = (waivers: readonly Waiver[], over: Partial<AuditRequest> = {}): Promise<AuditResult> =>
  auditOf(stories, rulebook, { waivers, ...over });

const findingsOf = ({ reps }: AuditResult): readonly Finding[] => reps.flatMap(({ findings }) => findings);
const waivedIn = (result: AuditResult): readonly string[] =>
  findingsOf(result)
    .filter((finding) => finding.waiver !== null)
    .map(({ record }) => record.id)
    .sort();
const stateIn = ({ waivers }: AuditResult): readonly string[] =>
  Object.entries(waivers).flatMap(([state, rows]) => rows.map(() => state));

describe('what a waiver is for', () => {
  it.each<[string, WaiverScope, readonly string[]]>([
    ['one finding', onFinding('0061'), ['0061']],
    ['one record', onRecord('0063'), ['0063']],
    ['one rule on one record', onRecord('0063', 'status/large'), ['0063']],
    ['another rule on that record', onRecord('0063', 'status/named'), []],
    ['a rule for one rep, by address', onRule('Robin@Seller.example'), ['0061', '0062']],
    ['a rule for one rep, by name', onRule('kim example'), ['0063', '0064']],
    ['a rule for everyone, queues included', onRule(null), ['0061', '0062', '0063', '0064', '0065']],
  ])('covers %s and nothing else', async (_, scope, ids) => {
    const result = await audited([waiver(scope)]);
    expect(waivedIn(result)).toEqual(ids);
    expect(findingsOf(result)).toHaveLength(5);
    expect(result.summary).toMatchObject({ waived: ids.length, findings: { error: 5 - ids.length } });
  });

  it('finds a record by an id as list views of Salesforce show it', async () => {
    const long = '006000000000001AAA';
    const result = await auditOf([dealOf(long, robin)], rulebook, { waivers: [waiver(onRecord(long.slice(0, 15)))] });
    expect(waivedIn(result)).toEqual([long]);
  });

  it('shows on the finding why it does not count, for how long, and who answers for it', async () => {
    const [finding] = findingsOf(await audited([waiver(onFinding('0061'), { id: 'w-1' })])).filter((one) => one.waiver);
    expect(finding?.waiver).toEqual({
      id: 'w-1',
      reason: 'other',
      text: 'because',
      approver: 'olga@seller.example',
      until: '2026-11-30',
    });
  });

  it('takes the closest of several: the finding before the record before the rule', async () => {
    const all = [waiver(onRule(null)), waiver(onRecord('0061')), waiver(onFinding('0061'))];
    const result = await audited(all);
    const own = findingsOf(result).find(({ record }) => record.id === '0061');
    expect(own?.waiver?.id).toBe(JSON.stringify(onFinding('0061')));
    expect(stateIn(result)).toEqual(['active', 'active', 'active']);
  });

  it('leaves what a waived finding explains away explained away', async () => {
    const nameless = dealOf('0066', robin, { name: null });
    const scope: WaiverScope = { kind: 'rule', rule: 'status/named', rep: null };
    const result = await auditOf([nameless], rulebook, { waivers: [waiver(scope)] });
    expect(findingsOf(result).map((one) => one.rule)).not.toContain('next-steps/short');
  });
});

describe('when a waiver is in force', () => {
  // The audit is as of 2026-11-18.
  it.each([
    ['2026-11-18', '2026-11-18', 'active', 0],
    ['2026-11-01', '2026-11-17', 'lapsed', -1],
    ['2026-11-19', '2026-12-01', 'pending', 13],
  ])('from %s until %s it is %s', async (from, until, state, daysLeft) => {
    const result = await audited([waiver(onFinding('0061'), { from, until })]);
    expect(stateIn(result)).toEqual([state]);
    expect(Object.values(result.waivers).flat()[0]).toMatchObject({ daysLeft, findings: 1 });
    expect(waivedIn(result)).toEqual(state === 'active' ? ['0061'] : []);
  });

  it('names what took the place of a lapsed one, and counts no finding for it then', async () => {
    const lapsed = waiver(onFinding('0061'), { id: 'old', until: '2026-11-10' });
    const { waivers } = await audited([lapsed, waiver(onFinding('0061'), { id: 'new' })]);
    expect(waivers.lapsed).toMatchObject([{ id: 'old', renewedBy: 'new', findings: 0 }]);
  });
});

describe('a waiver that covers nothing', () => {
  it.each<[string, WaiverScope, Partial<AuditRequest>, string]>([
    ['of a finding that does not fail', { kind: 'finding', fingerprint: '0'.repeat(20) }, {}, 'unused'],
    ['of a rule that passes', { kind: 'rule', rule: 'status/named', rep: null }, {}, 'unused'],
    ['of a rule that is not in force', { kind: 'rule', rule: 'notes/thin', rep: null }, {}, 'unmatched'],
    ['of a rep who is not there', onRule('nobody@seller.example'), {}, 'unmatched'],
    ['of a person without records', onRule('olga@seller.example'), {}, 'unused'],
    ['of a record that is not there', onRecord('0069'), {}, 'unmatched'],
    [
      'of somebody else than asked for',
      onRule('kim@seller.example'),
      { scope: { reps: ['robin@seller.example'], teams: [], closedWithin: { amount: 90, unit: 'd' } } },
      'unjudged',
    ],
  ])('%s is told apart', async (_, scope, over, state) => {
    expect(stateIn(await audited([waiver(scope, { approver: 'vp@seller.example' })], over))).toEqual([state]);
  });
});

describe('the approver', () => {
  it.each(['kim@seller.example', 'Kim Example', kim])(
    'may not be the rep, whatever they are called: %s',
    async (who) => {
      for (const scope of [onFinding('0063'), onRecord('0063'), onRule('kim@seller.example')]) {
        const refused = audited([waiver(scope, { id: 'w-1', approver: who })]);
        await expect(refused).rejects.toThrow(UserError);
        await expect(refused).rejects.toThrow('waivers.yaml:3:7: waiver w-1: the approver');
      }
    },
  );

  it('may not be the rep of a rule on which nothing fails yet either', async () => {
    const scope: WaiverScope = { kind: 'rule', rule: 'status/named', rep: 'kim@seller.example' };
    await expect(audited([waiver(scope, { approver: 'Kim Example' })])).rejects.toThrow('is the rep that it is for');
    expect(stateIn(await audited([waiver(scope, { approver: 'Kim Example', until: '2026-11-10' })]))).toEqual([
      'lapsed',
    ]);
  });

  it('of a waiver for everyone is not covered by it', async () => {
    const result = await audited([waiver(onRule(null), { approver: 'kim@seller.example' })]);
    expect(waivedIn(result)).toEqual(['0061', '0062', '0065']);
    expect(result.waivers.active[0]?.note).toBe('2 findings of the approver not covered');
  });

  it('who is unknown to the source is named', async () => {
    const { waivers } = await audited([waiver(onFinding('0061'), { approver: 'vp@seller.example' })]);
    expect(waivers.active[0]?.note).toBe('the approver vp@seller.example is not among the people of this source');
  });
});

describe('an appeal', () => {
  const appealed = (status: 'open' | 'upheld' | 'overturned'): Partial<AuditRequest> => {
    const at = '2026-11-16T09:00:00.000Z';
    const ruling = status === 'open' ? null : 'said so';
    const ruledBy = status === 'open' ? null : 'Olga Operations';
    return {
      appeals: new Map([[large('0061'), { status, reason: 'not so', by: 'Robin Example', at, ruledBy, ruling }]]),
    };
  };

  it.each(['open', 'upheld'] as const)('that is %s leaves the finding counting, in the open', async (status) => {
    const result = await audited([], appealed(status));
    expect(result.summary).toMatchObject({ findings: { error: 5 }, overturned: 0 });
    expect(findingsOf(result).filter(({ appeal }) => appeal?.status === status)).toHaveLength(1);
  });

  it('that is overturned makes the check pass; the finding stays visible', async () => {
    const result = await audited([waiver(onFinding('0061'), { approver: 'vp@x.example' })], appealed('overturned'));
    expect(result.summary).toMatchObject({ findings: { error: 4 }, overturned: 1, waived: 0 });
    const own = findingsOf(result).find(({ record }) => record.id === '0061');
    expect(own).toMatchObject({ waiver: null, appeal: { status: 'overturned' } });
    expect(stateIn(result)).toEqual(['unused']);
  });
});

const anyScope: fc.Arbitrary<WaiverScope> = fc.oneof(
  fc.constantFrom('0061', '0063', '0065').map(onFinding),
  fc.constantFrom('0061', '0062', '0064').map((id) => onRecord(id)),
  fc.constantFrom(null, 'robin@seller.example', 'Kim Example').map(onRule),
);

const anyWaivers = fc
  .uniqueArray(fc.tuple(anyScope, fc.constantFrom('2026-11-10', '2026-11-20')), {
    maxLength: 4,
    selector: (one) => JSON.stringify(one),
  })
  .map((list) => list.map(([scope, until]) => waiver(scope, { id: JSON.stringify([scope, until]), until })));

const bare = ({ findings, ...rep }: RepResult) => ({
  ...rep,
  findings: findings.map(({ waiver: _waiver, ...rest }) => rest),
});

describe('any waivers', () => {
  it('change what counts, and neither what was found nor anything of those they are not for', async () => {
    const plain = await audited([]);
    await fc.assert(
      fc.asyncProperty(anyWaivers, async (waivers) => {
        const result = await audited(waivers);
        expect(result.reps.map(bare)).toEqual(plain.reps.map(bare));
        const { findings, waived } = result.summary;
        expect(findings.error + waived).toBe(plain.summary.findings.error);
        expect(stateIn(result)).toHaveLength(waivers.length);
      }),
      { numRuns: 40 },
    );
  });

  it('come to the same in any order', async () => {
    await fc.assert(
      fc.asyncProperty(anyWaivers, async (waivers) => {
        expect(await audited([...waivers].reverse())).toEqual(await audited(waivers));
      }),
      { numRuns: 30 },
    );
  });
});
