import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Drawable, drawSample } from '../../src/score/sample.ts';

const lead = (id: string, stratum: string | null): Drawable => ({ type: 'lead', id, stratum, weight: 1 });
const deal = (id: string, index: number): Drawable => ({
  type: 'deal',
  id,
  stratum: `stage ${index}`,
  weight: index + 1,
});
const times = <T>(count: number, make: (i: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i));

const strata = ['new', 'working', 'qualified', 'nurture', 'disqualified', 'converted'];
const leads = strata.flatMap((stratum, s) => times(5 + 40 * s, (i) => lead(`${stratum}-${i}`, stratum)));
const deals = times(6, (index) => times(30, (i) => deal(`d${index}-${i}`, index))).flat();

const drawnOf = (records: readonly Drawable[], seed = 1, size = 12) => drawSample(records, { size, seed });

describe('a sample', () => {
  it('draws the same records for the same seed, whatever their order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...leads, ...deals], { minLength: leads.length + deals.length }), (shuffled) => {
        expect(drawnOf(shuffled)).toEqual(drawnOf([...leads, ...deals]));
      }),
      { numRuns: 10 },
    );
  });

  it('draws other records for another seed', () => {
    expect(drawnOf(leads, 2).records).not.toEqual(drawnOf(leads, 1).records);
  });

  it('is known to the last id: the same on every machine', () => {
    expect(drawnOf(deals, 7, 3).records.map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "d3-2",
        "d4-0",
        "d5-0",
      ]
    `);
  });

  it('shows every status category, as evenly as there are leads', () => {
    expect(drawnOf(leads).strata.map(({ drawn }) => drawn)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('takes more deals of later stages, and at least one of each', () => {
    const drawn = drawnOf(deals, 1, 15).strata.map((one) => one.drawn);
    expect(drawn.every((count) => count >= 1)).toBe(true);
    expect([...drawn].sort((a, b) => a - b)).toEqual(drawn);
    expect(drawn.at(-1)).toBeGreaterThan(drawn[0] ?? 0);
  });

  it('takes all where there are fewer than asked for, and never one twice', () => {
    const { records } = drawnOf([lead('a', 'new'), lead('b', null)]);
    expect(records.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('draws each record of a stratum about as often as any other', () => {
    const counts = new Map<string, number>();
    const some = times(20, (i) => lead(`l${i}`, 'new'));
    for (const seed of times(400, (i) => i))
      for (const { id } of drawnOf(some, seed, 5).records) counts.set(id, (counts.get(id) ?? 0) + 1);
    // 400 draws of 5 from 20: a hundred each, give or take 8.7.
    expect(Math.min(...counts.values())).toBeGreaterThan(60);
    expect(Math.max(...counts.values())).toBeLessThan(140);
  });
});
