import { array, assert, constantFrom, integer, option, property, record, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startFold } from '../../../src/facts/fold.ts';
import { participants } from '../../../src/facts/folds/participants.ts';
import type { Activity } from '../../../src/model/records.ts';

const row = record({
  kind: constantFrom('meeting', 'call', 'email', 'task', 'note'),
  at: option(integer({ min: 0, max: 30 }), { nil: null }),
  createdAt: option(integer({ min: 0, max: 30 }), { nil: undefined }),
  isCompleted: constantFrom(true, true, false),
  direction: constantFrom('inbound', 'outbound', null, undefined),
  contactIds: shuffledSubarray(['003A', '003B']),
  emails: shuffledSubarray(['dana@acme.example']),
});

const foldOf = (rows: readonly Activity[]) => {
  const folded = startFold(participants);
  for (const one of rows) folded.add('deal', one);
  return folded;
};
const shown = (rows: readonly Activity[]) => new Map(foldOf(rows).of('deal') ?? []);

describe('what people did on a deal', () => {
  it('does not depend on the order of rows', () => {
    assert(
      property(array(row, { maxLength: 40 }), (rows) => {
        expect(shown([...rows].reverse())).toEqual(shown(rows));
      }),
    );
  });

  it('is the same when two shards folded a part each', () => {
    assert(
      property(array(row, { maxLength: 40 }), integer({ min: 0, max: 40 }), (rows, cut) => {
        const folded = foldOf(rows.slice(cut));
        folded.join(foldOf(rows.slice(0, cut)));
        expect(new Map(folded.of('deal') ?? [])).toEqual(shown(rows));
      }),
    );
  });

  it('keeps only the latest meetings, and which was the first', () => {
    const rows = Array.from({ length: 1000 }, (_, at) => ({
      kind: 'meeting',
      at,
      isCompleted: true,
      contactIds: ['003A'],
    }));
    const dana = shown(rows).get('contact:003A');
    expect([dana?.met.length, dana?.met[0], dana?.firstMetAt]).toEqual([8, 999, 0]);
  });

  it('knows neither way of an e-mail of unknown direction', () => {
    const dana = shown([{ kind: 'email', at: 5, isCompleted: true, contactIds: ['003A'] }]).get('contact:003A');
    expect([dana?.inboundAt, dana?.outboundAt, dana?.unclear]).toEqual([null, null, [5]]);
  });
});
