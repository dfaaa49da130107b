import { describe, expect, it } from 'vitest';
import { mergeShards, type ShardPart } from '../../src/history/merge.ts';
import { isOwnOf, parseShard } from '../../src/history/shard.ts';
import type { Run } from '../../src/model/run.ts';
import { waiver } from '../support/waiver.ts';
import { demoBench, runFrom } from './runs.ts';

const bench = demoBench();

const plain = await runFrom(bench);
const [first, second] = plain.result.reps.filter(({ findings }) => findings.length > 0);
const clean = plain.records.find(({ marks }) => !/[5-8]/.test(marks));
/** Of every kind of scope: in force and lapsed, used and not, of somebody and of nobody. */
const waivers = [
  waiver('everyone', { kind: 'rule', rule: 'next-steps/missing', rep: null }),
  waiver('one-rep', { kind: 'rule', rule: second?.findings[0]?.rule ?? '', rep: second?.name ?? '' }),
  waiver('finding', { kind: 'finding', fingerprint: first?.findings.at(-1)?.fingerprint ?? '' }),
  waiver('lapsed', { kind: 'rule', rule: 'notes/missing', rep: null }, { until: '2026-11-10' }),
  waiver('nobody', { kind: 'rule', rule: 'notes/missing', rep: 'Nobody At All' }),
  waiver('no-record', { kind: 'record', type: 'deal', id: '0060000000000ZZ', rule: null }),
  waiver('idle', { kind: 'record', type: clean?.type ?? 'lead', id: clean?.id ?? '', rule: null }),
];

const withWaivers = { ...bench, request: { ...bench.request, waivers } };

async function partOf(number: number, of: number): Promise<ShardPart> {
  const { request } = withWaivers;
  const scope = { ...request.scope, isOwn: isOwnOf({ number, of }) };
  const { result, records, pinned } = await runFrom({ ...withWaivers, request: { ...request, scope } });
  return { file: `shard-${number}`, shard: { number, of }, result, records, pinned };
}

const partsOf = (of: number): Promise<readonly ShardPart[]> =>
  Promise.all(Array.from({ length: of }, (_, i) => partOf(i + 1, of)));

const whole = await runFrom(withWaivers);
const three = await partsOf(3);

describe('shards of an audit', () => {
  it.each([1, 2, 5])('of %i jobs join into the bytes of one job', async (of) => {
    const merged: Run = mergeShards(await partsOf(of));
    expect(JSON.stringify(merged)).toBe(JSON.stringify(whole));
  });

  it('join whatever the order in which they come', () => {
    expect(JSON.stringify(mergeShards([...three].reverse()))).toBe(JSON.stringify(whole));
  });

  it('share the work, duplicates across shards included', () => {
    expect(three.filter(({ records }) => records.length > 0).length).toBeGreaterThan(1);
    const found = three.map(
      ({ result }) =>
        result.reps.flatMap(({ findings }) => findings.filter(({ rule }) => rule === 'exceptions/duplicate')).length,
    );
    expect(found.reduce((a, b) => a + b)).toBe(
      whole.result.reps.flatMap(({ findings }) => findings).filter(({ rule }) => rule === 'exceptions/duplicate')
        .length,
    );
  });

  it('tell of waivers what the whole audit tells, in every state', () => {
    const { waivers: states } = whole.result;
    expect([states.active, states.lapsed, states.unmatched, states.unused].map((list) => list.length > 0)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('are refused with everything that does not belong together', () => {
    const [one, two, last] = three;
    if (one === undefined || two === undefined || last === undefined) throw new Error('three parts');
    const other = { ...two, file: 'other', result: { ...two.result, asOf: '2026-11-17T00:00:00.000Z', dataHash: 'x' } };
    expect(() => mergeShards([one, { ...one, file: 'again' }, other])).toThrow(
      [
        'other: the moment of the audit (--as-of) differs from that of shard-1',
        'other: the data differs from that of shard-1',
        'shard 1 of 3 is there 2 times: shard-1, again',
        'shard 3 of 3 is missing',
      ].join('\n'),
    );
    expect(() => mergeShards([])).toThrow('no shards to merge');
  });
});

describe('--shard', () => {
  it('is a part of a whole', () => {
    expect(parseShard('2/8')).toEqual({ number: 2, of: 8 });
    for (const wrong of ['0/3', '4/3', '2', '2/0', 'a/b', '1/1001', '-1/2', '1/2/3', ' 1/2'])
      expect(() => parseShard(wrong), wrong).toThrow('is no part of a whole');
  });

  it('gives every owner to exactly one job', () => {
    for (let i = 0; i < 200; i++) {
      const owners = Array.from({ length: 7 }, (_, n) => isOwnOf({ number: n + 1, of: 7 })(`005${i}`));
      expect(owners.filter(Boolean)).toHaveLength(1);
    }
  });
});
