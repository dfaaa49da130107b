import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markOf } from '../../src/score/marks.ts';
import { createScenarioTally, type ScenarioRecord, type ScenarioTallies } from '../../src/score/scenarios.ts';
import { createTally, type JudgedRecord } from '../../src/score/tally.ts';
import { type CheckName, checks, rubric, ruleNames, rules, witness } from './builders.ts';

const names = Object.keys(checks).filter((name): name is CheckName => name in checks);
const mark = fc.constantFrom(...names).map((name) => markOf(checks[name]));
const record: fc.Arbitrary<JudgedRecord> = fc.record({
  type: fc.constantFrom('lead', 'deal'),
  amount: fc.oneof(fc.constant(null), fc.constant(undefined), fc.double({ min: 0, max: 1e7, noNaN: true })),
  marks: fc
    .array(mark, { minLength: ruleNames.length, maxLength: ruleNames.length })
    .map((all) => Uint8Array.from(all)),
});
const owned = fc.tuple(fc.constantFrom('dana', 'lee', 'kim'), record);

function tallied(all: readonly (readonly [string, JudgedRecord])[]) {
  const tally = createTally([rubric()], rules);
  for (const [rep, one] of all) tally.add(rep, one);
  return tally;
}

const sorted = <T>(reps: ReadonlyMap<string, T>) => [...reps].sort(([a], [b]) => (a < b ? -1 : 1));

/** Counts of one record in every criterion, with the check of one rule replaced. */
function standings({ type, marks }: JudgedRecord, place: number, name: CheckName) {
  const changed = Uint8Array.from(marks);
  changed[place] = markOf(checks[name]);
  return tallied([['rep', { type, marks: changed }]])
    .of('rep')
    .map(({ counts }) => counts);
}

const place = fc.nat(ruleNames.length - 1);

test('shards that are merged give the tally of the whole', () => {
  fc.assert(
    fc.property(fc.array(owned), fc.array(owned), (left, right) => {
      const merged = tallied(left);
      merged.merge(structuredClone(tallied(right).reps));
      expect(sorted(merged.reps)).toEqual(sorted(tallied([...left, ...right]).reps));
    }),
  );
});

test('the order of records does not matter', () => {
  const orders = fc
    .array(owned)
    .chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
  fc.assert(
    fc.property(orders, ([one, other]) => {
      expect(sorted(tallied(one).reps)).toEqual(sorted(tallied(other).reps));
    }),
  );
});

test('several reps together are the tally of all their records', () => {
  fc.assert(
    fc.property(fc.array(owned), (all) => {
      const whole = tallied(all.map(([, one]) => ['all', one] as const));
      expect(tallied(all).together(['dana', 'kim', 'lee', 'nobody'])).toEqual(whole.of('all'));
    }),
  );
});

test('an info failure in place of a pass changes nothing but itself', () => {
  fc.assert(
    fc.property(record, place, (one, at) => {
      expect(standings(one, at, 'info')).toEqual(standings(one, at, 'pass'));
    }),
  );
});

test('a waived failure leaves a record as it would be without the check', () => {
  fc.assert(
    fc.property(
      record,
      place,
      fc.constantFrom('waivedInfo', 'waivedWarning', 'waivedError', 'waivedCritical'),
      (one, at, name) => {
        expect(standings(one, at, name)).toEqual(standings(one, at, 'na'));
      },
    ),
  );
});

test('waiving a failure never lowers the credit of a record that stays in the tally', () => {
  fc.assert(
    fc.property(record, place, fc.constantFrom('Warning', 'Error', 'Critical'), (one, at, severity) => {
      const before = standings(
        one,
        at,
        severity === 'Warning' ? 'warning' : severity === 'Error' ? 'error' : 'critical',
      );
      standings(one, at, `waived${severity}`).forEach((after, i) => {
        if (after.evaluable === 1) expect(after.halves).toBeGreaterThanOrEqual(before[i]?.halves ?? 0);
      });
    }),
  );
});

test('the worst case is never above the credit, and no count above the applicable records', () => {
  fc.assert(
    fc.property(fc.array(owned), (all) => {
      for (const { counts } of tallied(all).together(['dana', 'kim', 'lee'])) {
        expect(counts.worstHalves).toBeLessThanOrEqual(counts.halves);
        expect(counts.evaluable).toBeLessThanOrEqual(counts.applicable);
        expect(counts.halves).toBe(2 * counts.evaluable - 2 * counts.failed - counts.warned);
      }
    }),
  );
});

test('scenarios and their evidence merge and do not depend on order', () => {
  const tagged = ruleNames.map(() => ({ scenarios: ['new-inbound-lead', 'escalation'] as const }));
  const check = fc.constantFrom(...names);
  const seen = fc
    .record({
      id: fc.nat(999),
      given: fc.tuple(check, check, check),
      observed: fc.tuple(...[0, 1, 2, 3].map(() => fc.constantFrom(true, false, undefined))),
    })
    .map(({ id, given: [stale, misrouted, vague], observed }) =>
      witness(
        String(id),
        { 'status/stale-lead': stale, 'ownership/misrouted': misrouted, 'next-steps/vague': vague },
        observed,
      ),
    );
  const seenBy = fc.tuple(fc.constantFrom('dana', 'lee', 'kim'), seen);
  const tally = (all: readonly (readonly [string, ScenarioRecord])[]) => {
    const scenarios = createScenarioTally(tagged);
    for (const [rep, one] of all) scenarios.add(rep, one);
    return scenarios;
  };
  const shown = ({ reps, of }: ScenarioTallies) => [...reps.keys()].sort().map((rep) => [rep, of(rep)]);
  fc.assert(
    fc.property(fc.uniqueArray(seenBy, { selector: ([, { id }]) => id }), fc.nat(), (all, cut) => {
      const left = all.slice(0, cut % (all.length + 1));
      const right = all.slice(left.length);
      const merged = tally(right);
      merged.merge(structuredClone(tally(left).reps));
      expect(shown(merged)).toEqual(shown(tally(all)));
    }),
  );
});
