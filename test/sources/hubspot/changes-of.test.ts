import { describe, expect, test } from 'vitest';
import { startChanges } from '../../../src/sources/hubspot/changes-of.ts';
import { deals, office } from './an-office.ts';

const born = '2026-10-01T08:00:00.000Z';
const at = (day: number): string => `2026-10-${String(day).padStart(2, '0')}T08:00:00.000Z`;

interface Version {
  readonly value: string;
  readonly timestamp: string;
  readonly updatedByUserId?: string;
}

function changes(
  property: string,
  field: string,
  versions: readonly Version[],
  object: 'deals' | 'contacts' = 'deals',
) {
  const record = { id: '5', properties: { createdate: born }, propertiesWithHistory: { [property]: [...versions] } };
  return startChanges(office)(record, object, '5', new Map([[field, property]])).map(({ from, to, byId }) => [
    from,
    to,
    byId,
  ]);
}

describe('history', () => {
  test('tells stages by label, archived ones too, from the first on, whatever order versions come in', () => {
    const versions = [
      { value: 's3', timestamp: at(9), updatedByUserId: '900' },
      { value: 's1', timestamp: born },
      { value: 's2', timestamp: at(5), updatedByUserId: '901' },
    ];
    expect(changes('dealstage', 'stage', versions)).toEqual([
      [null, 'Discovery', null],
      ['Discovery', 'Proposal', 'user:901'],
      ['Proposal', 'Closed Won', '7'],
    ]);
  });

  test('does not take what a record was made with for a change, nor the same value again', () => {
    const versions = [
      { value: '12', timestamp: at(6) },
      { value: '12', timestamp: at(4) },
      { value: '7', timestamp: born },
    ];
    expect(changes('hubspot_owner_id', 'owner', versions)).toEqual([['7', '12', null]]);
    expect(changes('hs_next_step', 'nextStep', [{ value: 'Call', timestamp: at(3) }])).toEqual([[null, 'Call', null]]);
  });

  test('does not know what came before the oldest of a full list', () => {
    const versions = Array.from({ length: 20 }, (_, i) => ({ value: `Call ${i}`, timestamp: at(i + 2) }));
    expect(changes('hs_next_step', 'nextStep', versions)).toHaveLength(19);
  });

  test('tells days and not moments, and what was cleared is blank', () => {
    const versions = [
      { value: '', timestamp: at(8) },
      { value: '1793404800000', timestamp: at(5) },
      { value: '2026-10-30T00:00:00Z', timestamp: at(3) },
    ];
    expect(changes('closedate', 'closeDate', versions)).toEqual([
      [null, '2026-10-30', null],
      ['2026-10-30', '2026-10-31', null],
      ['2026-10-31', null, null],
    ]);
  });

  test('tells lead statuses by label', () => {
    const versions = [
      { value: 'IN_PROGRESS', timestamp: at(5) },
      { value: 'NEW', timestamp: born },
    ];
    expect(changes('hs_lead_status', 'status', versions, 'contacts')).toEqual([['NEW', 'In Progress', null]]);
  });
});

test('a stage is won or lost by its probability, which is a text', () => {
  expect(deals.closed).toEqual(['s3', 's4']);
  expect(deals.won).toEqual(['s3']);
  expect(deals.isClosed('s1')).toBe(false);
  expect(deals.isClosed('gone')).toBeUndefined();
});
