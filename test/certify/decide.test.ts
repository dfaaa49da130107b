import { describe, expect, test } from 'vitest';
import { decide } from '../../src/certify/decide.ts';
import type { Criterion, Rubric } from '../../src/model/rubric.ts';
import { areasOf, type Level } from '../../src/score/levels.ts';
import { createTally, type JudgedRecord } from '../../src/score/tally.ts';
import { type CheckName, criterion, lead, type RuleName, rubric, rules, times } from '../score/builders.ts';

interface Case {
  readonly by?: Rubric;
  readonly given?: Readonly<Record<string, Level>>;
  readonly loaded?: typeof rules;
}

function decided(records: readonly JudgedRecord[], { by = rubric(), given = {}, loaded = rules }: Case = {}) {
  const tally = createTally([by], loaded);
  for (const record of records) tally.add('rep', record);
  const tallies = tally.of('rep');
  return decide(by, areasOf(by, tallies, given), { tallies });
}

const coreOf: Record<string, RuleName> = {
  status: 'status/stale-lead',
  ownership: 'ownership/misrouted',
  'next-steps': 'next-steps/missing',
};

/** A hundred leads of which so many fail in the criterion and the rest pass. */
const hundred = (area: keyof typeof coreOf, failing: number, as: CheckName = 'error'): readonly JudgedRecord[] => {
  const rule = coreOf[area] ?? 'status/stale-lead';
  return [...times(failing, lead({ [rule]: as })), ...times(100 - failing, lead({ [rule]: 'pass' }))];
};
/** Records in the middle of a band, so that no single one of them decides. */
const failures = { 4: 2, 3: 10, 2: 25, 1: 60 } as const satisfies Record<Level, number>;
const at = (status: Level, ownership: Level, steps?: Level): readonly JudgedRecord[] => [
  ...hundred('status', failures[status]),
  ...hundred('ownership', failures[ownership]),
  ...(steps === undefined ? [] : hundred('next-steps', failures[steps])),
];

const kindsOf = ({ reasons }: ReturnType<typeof decided>) => reasons.map(({ kind, criterion }) => [kind, criterion]);

describe('certified and not certified', () => {
  test('the total reaches the threshold and no criterion is below 2: certified', () => {
    const result = decided(at(3, 3, 2));
    expect(result).toMatchObject({ verdict: 'certified', total: 8, outOf: 12, threshold: 8, marks: [] });
    expect(result.reasons).toEqual([
      { kind: 'total', criterion: null, level: null, message: 'the levels add up to 8 of 12; 8 are needed', rules: [] },
    ]);
  });

  test('a total below the threshold: not certified, with the rules that cost most records', () => {
    const result = decided(at(3, 2, 2));
    expect(result).toMatchObject({ verdict: 'not-certified', total: 7 });
    expect(result.reasons).toMatchObject([
      {
        kind: 'total',
        rules: [
          { rule: 'next-steps/missing', records: 25 },
          { rule: 'ownership/misrouted', records: 25 },
          { rule: 'status/stale-lead', records: 10 },
        ],
      },
    ]);
  });

  test('a criterion below 2: not certified, however high the total', () => {
    const result = decided(at(4, 4, 1));
    expect(result).toMatchObject({ verdict: 'not-certified', total: 9 });
    expect(result.reasons).toEqual([
      {
        kind: 'floor',
        criterion: 'next-steps',
        level: 1,
        message: 'next-steps is at level 1; no criterion may be below 2',
        rules: [{ rule: 'next-steps/missing', records: 60 }],
      },
    ]);
  });

  test('a floor of the rubric is the floor', () => {
    expect(decided(at(4, 4, 2), { by: rubric({ floor: 3 }) }).verdict).toBe('not-certified');
    expect(decided(at(4, 4, 1), { by: rubric({ floor: 1 }) }).verdict).toBe('certified');
  });
});

describe('missing evidence', () => {
  test('too few records in a criterion that could still go either way: insufficient evidence', () => {
    const result = decided([...at(3, 3), ...times(4, lead({ 'next-steps/missing': 'pass' }))]);
    expect(result).toMatchObject({ verdict: 'insufficient-evidence', total: 6 });
    expect(kindsOf(result)).toEqual([
      ['total', null],
      ['too-few-records', 'next-steps'],
    ]);
    expect(result.reasons[0]?.message).toBe(
      'the levels add up to 6 of 12, at best 10 with what is missing; 8 are needed',
    );
  });

  test('levels that reach the threshold without the missing criterion do not certify', () => {
    expect(decided(at(4, 4))).toMatchObject({ verdict: 'insufficient-evidence', total: 8 });
  });

  test('too little of the records readable: insufficient evidence, with the rules that could not be evaluated', () => {
    const result = decided([...at(3, 3), ...hundred('next-steps', 40, 'unknown')]);
    expect(result.verdict).toBe('insufficient-evidence');
    expect(result.reasons[1]).toEqual({
      kind: 'evaluability',
      criterion: 'next-steps',
      level: null,
      message: 'next-steps: 60 of 100 records (60 %) evaluable; 70 % needed',
      rules: [{ rule: 'next-steps/missing', records: 40 }],
    });
  });

  test('too many waivers: insufficient evidence, with the rules that are waived', () => {
    const result = decided([...at(3, 3), ...hundred('next-steps', 11, 'waivedError')]);
    expect(result).toMatchObject({ verdict: 'insufficient-evidence' });
    expect(result.reasons[1]).toMatchObject({ kind: 'waivers', rules: [{ rule: 'next-steps/missing', records: 11 }] });
  });

  test('a criterion without a rule: insufficient evidence', () => {
    const loaded = rules.map((rule) => (rule.area === 'next-steps' ? { id: 'other/rule', area: 'other' } : rule));
    expect(kindsOf(decided(at(3, 3), { loaded }))).toContainEqual(['missing-criterion', 'next-steps']);
  });

  test('a criterion below 2 is not mended by missing evidence: not certified, and what is missing is still named', () => {
    const result = decided(at(4, 1));
    expect(result.verdict).toBe('not-certified');
    expect(kindsOf(result)).toEqual([
      ['floor', 'ownership'],
      ['too-few-records', 'next-steps'],
    ]);
  });

  test('a total that no missing part could lift to the threshold: not certified', () => {
    const result = decided(at(2, 2), { by: rubric({ threshold: 9 }) });
    expect(result.verdict).toBe('not-certified');
    expect(kindsOf(result)).toEqual([
      ['total', null],
      ['too-few-records', 'next-steps'],
    ]);
  });

  test('a total that a 4 in the missing part would just lift to the threshold: insufficient evidence', () => {
    expect(decided(at(2, 2)).verdict).toBe('insufficient-evidence');
  });

  test('a rep without records: insufficient evidence in every criterion', () => {
    const result = decided([]);
    expect(result).toMatchObject({ verdict: 'insufficient-evidence', total: 0 });
    expect(result.reasons).toHaveLength(4);
  });
});

describe('written scenario', () => {
  const written: Criterion = criterion('written-scenario', { isWritten: true, rules: [], on: [] });
  const by = rubric({ id: 'multi-threading', criteria: [...rubric().criteria.slice(0, 2), written] });

  test('not scored yet, and a 3 there would reach the threshold: provisional', () => {
    const result = decided(at(3, 2), { by });
    expect(result).toMatchObject({ verdict: 'provisional', total: 5 });
    expect(kindsOf(result)).toEqual([
      ['total', null],
      ['written-scenario', 'written-scenario'],
    ]);
  });

  test('not scored yet, and only a 4 there would reach the threshold: insufficient evidence', () => {
    expect(decided(at(2, 2), { by }).verdict).toBe('insufficient-evidence');
  });

  test('not scored yet, and not even a 4 would reach the threshold: not certified', () => {
    expect(decided(at(2, 2), { by: { ...by, threshold: 9 } }).verdict).toBe('not-certified');
  });

  test('not scored yet, and a criterion of the records missing too: insufficient evidence', () => {
    expect(decided(hundred('status', 2), { by: { ...by, threshold: 5 } }).verdict).toBe('insufficient-evidence');
  });

  test('a criterion below 2 excludes a provisional certificate', () => {
    expect(decided(at(4, 1), { by }).verdict).toBe('not-certified');
  });

  test.each([
    [3, 'certified'],
    [2, 'not-certified'],
    [1, 'not-certified'],
  ] as const)('scored with a %i it counts like any criterion: %s', (level, verdict) => {
    expect(decided(at(3, 2), { by, given: { 'written-scenario': level } }).verdict).toBe(verdict);
  });
});

describe('borderline', () => {
  const steady = [...hundred('status', 10), ...hundred('ownership', 10)];

  test('one record that fails less would certify', () => {
    // 36 of 100 fail: level 1; with 35 it would be level 2, and 3 + 3 + 2 certifies.
    const result = decided([...steady, ...hundred('next-steps', 36)]);
    expect(result).toMatchObject({ verdict: 'not-certified', marks: ['borderline'] });
  });

  test('one record that fails more would lose the certificate', () => {
    const result = decided([...steady, ...hundred('next-steps', 35)]);
    expect(result).toMatchObject({ verdict: 'certified', marks: ['borderline'] });
  });

  test('two records away from another verdict is not borderline', () => {
    expect(decided([...steady, ...hundred('next-steps', 37)])).toMatchObject({ verdict: 'not-certified', marks: [] });
    expect(decided([...steady, ...hundred('next-steps', 34)])).toMatchObject({ verdict: 'certified', marks: [] });
  });

  test('half a credit decides too: one warning fewer would certify', () => {
    const records = [...hundred('next-steps', 71, 'warning')];
    expect(decided([...steady, ...records])).toMatchObject({ verdict: 'not-certified', marks: ['borderline'] });
  });

  test('a record that lifts a cap decides: without its critical failure the rep would be certified', () => {
    const capped = [...times(1, lead({ 'status/stale-lead': 'critical' })), ...hundred('status', 0)];
    const others = [...hundred('ownership', 10), ...hundred('next-steps', 25)];
    expect(decided([...capped, ...others])).toMatchObject({
      verdict: 'not-certified',
      total: 7,
      marks: ['borderline'],
    });
  });

  test('a second critical failure that would cap at 1 decides', () => {
    const capped = [
      ...times(1, lead({ 'status/stale-lead': 'critical' })),
      ...times(29, lead({ 'status/stale-lead': 'pass' })),
    ];
    const others = [...hundred('ownership', 10), ...hundred('next-steps', 10)];
    expect(decided([...capped, ...others])).toMatchObject({ verdict: 'certified', total: 8, marks: ['borderline'] });
  });

  test('where no record passes, a warning that becomes an error decides', () => {
    const by = rubric({ bands: { 4: 0.95, 3: 0.85, 2: 0.5 } });
    expect(decided([...steady, ...hundred('next-steps', 100, 'warning')], { by })).toMatchObject({
      verdict: 'certified',
      marks: ['borderline'],
    });
  });

  test('a record near a band that changes no verdict is not borderline', () => {
    expect(decided([...hundred('status', 15), ...at(4, 4, 4).slice(100)])).toMatchObject({
      verdict: 'certified',
      marks: [],
    });
  });
});

describe('waivers', () => {
  const others = [...hundred('ownership', 10), ...hundred('next-steps', 25)];

  test('a certificate that would not stand without its waivers says so', () => {
    const waived = times(8, lead({ 'status/stale-lead': 'waivedError' }));
    const records = [
      ...waived,
      ...times(10, lead({ 'status/stale-lead': 'error' })),
      ...times(82, lead({ 'status/stale-lead': 'pass' })),
    ];
    expect(decided([...records, ...others])).toMatchObject({ verdict: 'certified', marks: ['waiver-reliance'] });
  });

  test('a rep who is not certified relies on no waiver, even where a waived half credit would have helped', () => {
    const by = rubric({ bands: { 4: 0.95, 3: 0.85, 2: 0.4 } });
    const records = [...hundred('status', 61), ...times(11, lead({ 'status/stale-lead': 'waivedWarning' }))];
    const good = [...hundred('ownership', 2), ...hundred('next-steps', 2)];
    expect(decided([...records, ...good], { by })).toMatchObject({ verdict: 'not-certified', marks: ['borderline'] });
  });

  test('a certificate that would stand without its waivers carries no mark', () => {
    expect(decided([...hundred('status', 3, 'waivedError'), ...others])).toMatchObject({
      verdict: 'certified',
      marks: [],
    });
  });
});

test('tallies and areas of other certifications are passed over', () => {
  const other = rubric({ id: 'multi-threading' });
  const tally = createTally([other, rubric()], rules);
  for (const record of at(3, 3, 2)) tally.add('rep', record);
  const tallies = tally.of('rep');
  const areas = [...areasOf(other, tallies).map((area) => ({ ...area, level: 1 })), ...areasOf(rubric(), tallies)];
  expect(decide(rubric(), areas, { tallies })).toMatchObject({ id: 'crm-hygiene', verdict: 'certified' });
});
