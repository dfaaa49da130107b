import { describe, expect, it } from 'vitest';
import { salesforceId } from '../../../src/sources/files/salesforce-id.ts';
import { startRelationTable } from '../../../src/sources/files/shapes/salesforce/relation-table.ts';

const id = (prefix: string, number: number): string =>
  salesforceId(`${prefix}5f${number.toString(36).padStart(10, '0')}`) ?? '';

describe('who is related to what', () => {
  it('is told of every activity in the order in which it came, as a map would', () => {
    const table = startRelationTable();
    const map = new Map<string, { id: string; status: string | null }[]>();
    for (let n = 0; n < 20_000; n += 1) {
      const [activity, person] = [id('00T', (n * 7919) % 6007), id(n % 3 === 0 ? '00Q' : '003', n % 101)];
      const related = { id: person, status: ['accepted', null, 'declined'][n % 3] ?? null };
      table.add(activity, related);
      map.set(activity, [...(map.get(activity) ?? []), related]);
    }
    const closed = table.close();
    expect(closed.size).toBe(20_000);
    for (const [activity, related] of map) expect(closed.get(activity)).toEqual(related);
    expect(closed.get(id('00T', 6007))).toBeUndefined();
  });

  it('keeps apart ids that differ in case, in any character, in the suffix or in their form', () => {
    const ids = [
      ...['00T5f000000aiJSEAY', '00T5f000000aijSEAY', '00T5f000000aiJSEAZ', '00T5f000000aiJSEBY', '00T5f000000aiJSFAY'],
      ...['01T5f000000aiJSEAY', '00T5f000000aiJTEAY', '00T5f000000aiJS', 'external-7', '00T5f000000aiJSEA9', ''],
      ...['zzzzzzzzzzzzzzz555', 'zzzzzzzzzzzzzzy555', 'zzzzzzzzyzzzzzz555', 'ä0T5f000000aiJSEAY'],
    ];
    const table = startRelationTable();
    for (const one of ids) table.add(one, { id: `for ${one}`, status: null });
    const closed = table.close();
    expect(ids.map((one) => closed.get(one))).toEqual(ids.map((one) => [{ id: `for ${one}`, status: null }]));
  });

  it('is nothing where nothing was added', () => {
    const closed = startRelationTable().close();
    expect([closed.size, closed.get('00T5f000000aiJSEAY')]).toEqual([0, undefined]);
  });
});
