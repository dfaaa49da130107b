import { describe, expect, it } from 'vitest';
import type { RouteChoice } from '../../src/config/config.ts';
import { formatProblem } from '../../src/lib/errors.ts';
import { parseDay } from '../../src/lib/time.ts';
import { constantOf } from '../../src/rulebook/constant.ts';
import { shortcomings } from '../../src/rulebook/shortcomings.ts';
import { rubric } from '../score/builders.ts';
import { rulebookWith, shippedRulebook } from '../support/rulebook.ts';
import { type Said, settingsOf } from '../support/settings.ts';

const ruleFile = (over: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    title: 'Large deal',
    on: '[deal]',
    severity: 'error',
    when: 'deal.isOpen',
    expect: 'deal.amount > params.least',
    params: '{ least: 10, most: 20 }',
    message: "'Over {{params.most}}'",
    fix: 'Mend it',
    source: '{ claim: ours, from: us, confidence: house }',
    examples: '[{ name: a, expect: pass }, { name: b, expect: fail }, { name: c, expect: not-evaluable }]',
    ...over,
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');

const fresh = rubric({ changed: '2026-11-01' });

/** What is amiss with one rule file on 2026-11-18. */
function amiss(over: Readonly<Record<string, string>>, ...said: readonly Said[]): readonly string[] {
  const files = { 'status/large': ruleFile(over) };
  const settings = settingsOf(said.map((one) => ['status/large', one]));
  const { packs, rules } = rulebookWith(files, settings);
  const inspected = { packs, own: rulebookWith(files).rules, inForce: rules, rubrics: [fresh], routes: [] };
  return shortcomings(inspected, parseDay('2026-11-18') ?? 0).map(formatProblem);
}

describe('a condition of which nothing is known but its parameters', () => {
  it.each([
    ['1 == 2', false],
    ['lead.isOpen && 1 == 2', false],
    ['lead.isOpen || params.limit > 3', true],
    ['lead.isOpen', undefined],
    ['lead.createdAt == null', undefined],
    ['lead.createdAt + params.window >= asOf', undefined],
    ['record.type == "lead"', undefined],
  ])('%s is %s', (source, expected) => {
    const params = { limit: 5, window: { amount: 10, unit: 'd' } } as const;
    expect(constantOf(source, { params, written: { limit: 5, window: '10d' } })).toBe(expected);
  });

  it('knows the type of the record where a rule is on one type alone', () => {
    expect(constantOf('record.type == "lead"', { on: ['deal'] })).toBe(false);
  });
});

describe('a rule', () => {
  it('in good order has nothing amiss', () => {
    expect(amiss({})).toEqual([]);
  });

  it('lacks an example of an outcome', () => {
    expect(amiss({ examples: '[{ name: a, expect: pass }]' })).toEqual([
      'our-rules/status/large.yaml: no example that expects fail',
      'our-rules/status/large.yaml: no example that expects not-evaluable',
    ]);
  });

  it('declares a parameter that nothing reads', () => {
    expect(amiss({ message: "'Small'" })).toEqual([
      'our-rules/status/large.yaml:6:22: nothing reads the parameter "most"',
    ]);
  });

  it.each([
    ['by itself', { when: 'deal.isOpen && record.type == "lead"' }, []],
    ['under a parameter of its own', { when: 'params.most < 5' }, []],
    ['under a parameter of the team', { when: 'params.most > 5' }, [{ params: { most: 5 } }]],
  ])('is never reached %s', (_, over, said: readonly Said[]) => {
    expect(amiss(over, ...said)).toEqual(['our-rules/status/large.yaml:4:7: is never reached: `when` can never hold']);
  });

  it('is never reached when the last override that always holds turns it off', () => {
    const off =
      'our-rules/status/large.yaml: is never reached: an override that always holds turns it off (write "off" under `rules:` instead)';
    expect(amiss({}, { when: 'true', isOff: true })).toEqual([off]);
    expect(amiss({}, { when: 'deal.isOpen', isOff: true })).toEqual([]);
  });

  it.each([
    ['can never fail', 'deal.amount > 10 || params.least < params.most', 'can never fail: `expect` always holds'],
    ['can never pass', 'deal.amount > 10 && params.least > params.most', 'can never pass: `expect` never holds'],
  ])('%s', (_, expected, message) => {
    expect(amiss({ expect: `'${expected}'` })).toEqual([`our-rules/status/large.yaml:5:9: ${message}`]);
  });

  it('is overdue for its own review', () => {
    expect(amiss({ 'review-by': '2026-11-18' })).toEqual([]);
    expect(amiss({ 'review-by': '2026-11-17' })).toEqual([
      'our-rules/status/large.yaml:11:12: was due for review by 2026-11-17',
    ]);
  });
});

describe('packs and rubrics', () => {
  const { packs } = rulebookWith({ 'status/large': ruleFile() });
  const late = (day: string, one = fresh) =>
    shortcomings({ packs, own: [], inForce: [], rubrics: [one], routes: [] }, parseDay(day) ?? 0).map(formatProblem);

  it('are due for review from the day after the date that they name', () => {
    expect(late('2027-02-15')).toEqual([]);
    expect(late('2027-02-16')).toEqual([
      'our/pack: was due for review by 2027-02-15',
      'rules/rubrics/crm-hygiene.yaml: was due for review by 2027-02-15',
    ]);
  });

  it('are stale when a rubric has not changed for 18 months, whatever it says of reviews', () => {
    const old = rubric({ changed: '2025-08-31', reviewBy: '2030-01-01' });
    expect(late('2027-02-14', old)).toEqual([]);
    expect(late('2027-03-01', old)).toContain(
      'rules/rubrics/crm-hygiene.yaml: has not changed for 18 months, since 2025-08-31',
    );
  });

  it('must say when a rubric changed', () => {
    expect(late('2026-11-18', rubric())).toEqual([
      'rules/rubrics/crm-hygiene.yaml: does not say when it last changed (add `changed:`)',
    ]);
  });
});

describe('a route', () => {
  const route = (name: string, source: string, until?: string): RouteChoice => ({
    name,
    when: { source, origin: { file: 'routing.yaml', line: 1, column: 1 } },
    owners: ['robin@seller.example'],
    from: undefined,
    until,
  });
  const dead = (...routes: readonly RouteChoice[]) =>
    shortcomings({ packs: [], own: [], inForce: [], rubrics: [], routes }, 0).map(formatProblem);

  it('is never reached behind one that takes every record', () => {
    expect(dead(route('all', 'true'), route('Canada', 'lead.country == "Canada"'))).toEqual([
      'routing.yaml:1:1: the route "Canada" is never reached: "all" before it takes every record',
    ]);
  });

  it('is reached behind one that ends, or that speaks of another type', () => {
    const canada = route('Canada', 'lead.country == "Canada"');
    expect(dead(route('until last year', 'true', '2025-12-31'), canada)).toEqual([]);
    expect(dead(route('all deals', 'true || deal.amount > 0'), canada)).toEqual([]);
    expect(dead(canada, route('all', 'true'))).toEqual([]);
  });

  it('can never hold', () => {
    expect(dead(route('nobody', 'lead.country == "Canada" && false'))).toEqual([
      'routing.yaml:1:1: the route "nobody" can never hold',
    ]);
  });
});

it('the shipped rules and rubrics have nothing amiss', () => {
  const { packs, rules } = shippedRulebook();
  const found = shortcomings(
    { packs, own: rules, inForce: rules, rubrics: [], routes: [] },
    parseDay('2026-11-22') ?? 0,
  );
  expect(found.map(formatProblem)).toEqual([]);
});
