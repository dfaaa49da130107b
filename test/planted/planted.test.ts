import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { rulebookOf } from '../../src/rulebook/load.ts';
import { shippedRulebook } from '../support/rulebook.ts';
import { auditOf } from './org.ts';
import { idOf, type Plant, plants } from './plants.ts';

const shipped = shippedRulebook();
const hygiene = rulebookOf(
  shipped.packs,
  shipped.rules.filter(({ pack }) => pack === 'threadcount/hygiene'),
);

/** More records than any plant has, so that no two plants share one. */
const APART = 12;

const found = (result: AuditResult): readonly string[] =>
  result.reps.flatMap(({ findings }) => findings.map(({ rule, record }) => `${record.id} ${rule}`)).sort();

async function check(some: readonly Plant[]): Promise<void> {
  const told = some.flatMap((plant, place) => plant.tell(1 + place * APART));
  const wanted = told.flatMap(([story, ...rules]) => rules.map((rule) => `${idOf(story)} ${rule}`)).sort();
  const result = await auditOf(
    told.map(([story]) => story),
    hygiene,
  );
  expect(found(result)).toEqual(wanted);
}

describe('the hygiene rules find what is planted, and nothing else:', () => {
  it.each(plants.map((plant) => [plant.name, plant] as const))('%s', async (_, plant) => {
    await check([plant]);
  });

  it('all of it in one org', async () => {
    await check(plants);
  });

  it('whatever is planted beside it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...plants], { minLength: 1 }), (some) => check(some)),
      { numRuns: 15, seed: 7 },
    );
  });
});

it('has something planted for every hygiene rule', () => {
  const planted = new Set(plants.flatMap((plant) => plant.tell(1).flatMap(([, ...rules]) => rules)));
  const rules = hygiene.rules.map(({ id }) => id);
  expect(rules.filter((id) => !planted.has(id))).toEqual([]);
});
