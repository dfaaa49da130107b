import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditRequest } from '../../src/audit/request.ts';
import { auditShare, auditTogether } from '../../src/audit/together.ts';
import { audit } from '../../src/audit.ts';
import { isOwnOf } from '../../src/history/shard.ts';
import type { Finding } from '../../src/model/audit-result.ts';
import type { JudgedRecord } from '../../src/model/run.ts';
import { demoBench } from '../history/runs.ts';
import { auditOf } from '../planted/org.ts';
import { plants } from '../planted/plants.ts';
import { auditInThreads } from '../support/audit-in-threads.ts';
import { shippedRulebook } from '../support/rulebook.ts';
import { waiver } from '../support/waiver.ts';

const { request } = demoBench();
const plain = await audit(request);

/** The result as text, with the records that were judged, in the order in which a run keeps them. */
async function textOf(judge: (asked: AuditRequest) => Promise<unknown>, asked: AuditRequest): Promise<string> {
  const records: JudgedRecord[] = [];
  const result = await judge({ ...asked, keep: (record) => void records.push(record) });
  const lines = records.map((record) => JSON.stringify(record)).sort();
  return JSON.stringify([result, lines]);
}

const together = (threads: number) => (asked: AuditRequest) => auditInThreads(asked, threads);

async function same(asked: AuditRequest, threads: number): Promise<void> {
  expect(await textOf(together(threads), asked)).toBe(await textOf(audit, asked));
}

const [first, second] = plain.reps.filter(({ findings, kind }) => findings.length > 0 && kind === 'user');
const some = plain.reps.flatMap(({ findings }) => findings);

const waivers = [
  waiver('everyone', { kind: 'rule', rule: 'next-steps/missing', rep: null }, { approver: second?.email ?? '' }),
  waiver('one-rep', { kind: 'rule', rule: second?.findings[0]?.rule ?? '', rep: second?.name ?? '' }),
  waiver('finding', { kind: 'finding', fingerprint: first?.findings.at(-1)?.fingerprint ?? '' }),
  waiver('lapsed', { kind: 'rule', rule: 'notes/missing', rep: null }, { until: '2026-11-10' }),
  waiver('nobody', { kind: 'rule', rule: 'notes/missing', rep: 'Nobody At All' }),
  waiver('no-record', { kind: 'record', type: 'deal', id: '0060000000000ZZ', rule: null }),
  waiver('record', { kind: 'record', type: 'lead', id: some[0]?.record.id ?? '', rule: null }),
];

const appeals: ReadonlyMap<string, NonNullable<Finding['appeal']>> = new Map(
  some.slice(3, 9).map(({ fingerprint }, i) => [
    fingerprint,
    {
      status: i % 2 === 0 ? 'overturned' : 'open',
      reason: 'wrong',
      by: 'somebody',
      at: '2026-11-17T10:00:00.000Z',
      ruledBy: i % 2 === 0 ? 'a manager' : null,
      ruling: i % 2 === 0 ? 'granted' : null,
    },
  ]),
);

describe('threads that share an audit give the result of one,', () => {
  it.each([1, 2, 3, 7])('%i of them', (threads) => same(request, threads));

  it('with waivers of every kind and appeals', async () => {
    const { waivers: states, summary } = await audit({ ...request, waivers, appeals });
    expect([states.active, states.lapsed, states.unmatched].map((list) => list.length > 0)).toEqual([true, true, true]);
    expect([summary.waived > 0, summary.overturned > 0]).toEqual([true, true]);
    await same({ ...request, waivers, appeals }, 3);
  });

  it('of a sample, of a team, of one rule, of one shard', async () => {
    const { scope } = request;
    await same({ ...request, sample: { size: 4, seed: 3 } }, 3);
    await same({ ...request, scope: { ...scope, teams: ['helen.marchetti@brightwater.example'] } }, 2);
    for (const only of ['status', 'exceptions', 'coverage']) await same(demoBench({ only: [only] }).request, 3);
    await same({ ...request, scope: { ...scope, isOwn: isOwnOf({ number: 1, of: 2 }) } }, 2);
  });

  it('of any org', async () => {
    const rulebook = shippedRulebook();
    const anyPlants = fc.shuffledSubarray([...plants], { minLength: 2 });
    await fc.assert(
      fc.asyncProperty(anyPlants, fc.integer({ min: 2, max: 5 }), async (planted, threads) => {
        const stories = planted.flatMap((plant, place) => plant.tell(1 + place * 12).map(([story]) => story));
        const alone = await auditOf(stories, rulebook);
        const shared = await auditOf(stories, rulebook, {}, (asked) => auditInThreads(asked, threads));
        expect(JSON.stringify(shared)).toBe(JSON.stringify(alone));
      }),
      { numRuns: 12, seed: 5 },
    );
  });
});

describe('threads that share an audit refuse what one refuses,', () => {
  const messageOf = async (judge: (asked: AuditRequest) => Promise<unknown>, asked: AuditRequest): Promise<string> =>
    judge(asked).then(
      () => 'nothing',
      (error: unknown) => String(error),
    );

  it.each([
    ['a rep whom nobody knows', { scope: { ...request.scope, reps: ['Nobody At All'] } }],
    [
      'a waiver that somebody approved for themselves',
      {
        waivers: [
          waiver(
            'own',
            { kind: 'finding', fingerprint: first?.findings[0]?.fingerprint ?? '' },
            { approver: first?.name ?? '' },
          ),
          waiver(
            'too',
            { kind: 'finding', fingerprint: second?.findings[0]?.fingerprint ?? '' },
            { approver: second?.email ?? '' },
          ),
        ],
      },
    ],
  ])('%s, in the same words', async (_, over) => {
    const asked = { ...request, ...over };
    const message = await messageOf(audit, asked);
    expect(message).not.toBe('nothing');
    expect(await messageOf(together(3), asked)).toBe(message);
  });

  it.each(['deal', 'activity', 'history', 'contact'] as const)(
    'and files that change between two readings: a %s less',
    async (type) => {
      const { read } = request;
      const fewer: AuditRequest['read'] = async (wants) => {
        const dataset = await read(wants);
        const fewerRows = async function* () {
          for await (const rows of dataset.streams[type]) yield rows.slice(1);
        };
        return { ...dataset, streams: { ...dataset.streams, [type]: fewerRows() } };
      };
      const shares = async () => [await auditShare({ ...request, read: fewer }, { number: 1, of: 2 })];
      const helpers = { count: 1, check: () => {}, shares };
      await expect(auditTogether(request, helpers)).rejects.toThrow('changed while they were read');
    },
  );
});
