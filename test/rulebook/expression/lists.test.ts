import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../src/rulebook/expression/compile.ts';
import { type Name, scopeOf } from '../../../src/rulebook/expression/scope.ts';
import type { Value } from '../../../src/rulebook/expression/type.ts';
import { holds, resultOf } from './deal-scope.ts';

const tags = (...values: readonly Value[]) => ({ 'lead.tags': values });

describe('in', () => {
  it('finds a member among literals and among fields', () => {
    const view = { 'deal.stage.group': 'late', 'lead.tags': ['early', 'late'], 'deal.amount': 2 };
    expect(holds('deal.stage.group in ["mid", "late"] && deal.stage.group in lead.tags', view)).toBe(true);
    expect(holds('deal.stage.group in ["mid"] || "x" in lead.tags || deal.stage.group in []', view)).toBe(false);
    expect(holds('3 in [1, deal.amount + 1]', view)).toBe(true);
  });

  it('is unknown only while an unknown element could be the one', () => {
    expect(holds('"a" in lead.tags', tags('a', undefined))).toBe(true);
    expect(holds('"b" in lead.tags', tags('a', undefined))).toBe(undefined);
    expect(holds('1 in [deal.amount, 1]')).toBe(true);
    expect(holds('1 in [deal.amount, 2]')).toBe(undefined);
  });

  it('finds blank in a list that holds it, and nothing in a blank list', () => {
    expect(holds('deal.amount in [1, null]', { 'deal.amount': null })).toBe(true);
    expect(holds('deal.amount in [1, 2]', { 'deal.amount': null })).toBe(false);
    expect(holds('"a" in lead.tags', { 'lead.tags': null })).toBe(false);
  });
});

describe('list functions', () => {
  it.each<[string, readonly Value[], readonly (boolean | undefined)[]]>([
    // the elements; then all, exists, exists_one of (t, t == "a")
    ['an empty list', [], [true, false, false]],
    ['one that fits', ['a'], [true, true, true]],
    ['one of two', ['a', 'b'], [false, true, true]],
    ['both', ['a', 'a'], [true, true, false]],
    ['none', ['b', 'c'], [false, false, false]],
    ['one that fits and an unknown', ['a', undefined], [undefined, true, undefined]],
    ['an unknown and one that does not fit', [undefined, 'b'], [false, undefined, undefined]],
    ['two that fit and an unknown', [undefined, 'a', 'a'], [undefined, true, false]],
    ['a blank', [null], [false, false, false]],
  ])('all, exists and exists_one of %s', (_, elements, expected) => {
    const found = ['all', 'exists', 'exists_one'].map((macro) =>
      holds(`lead.tags.${macro}(t, t == "a")`, tags(...elements)),
    );
    expect(found).toEqual(expected);
  });

  it('take a blank list as empty', () => {
    const view = { 'lead.tags': null };
    expect(holds('lead.tags.all(t, t == "a") && !lead.tags.exists(t, true) && size(lead.tags) == 0', view)).toBe(true);
    expect(resultOf('lead.tags.map(t, t + "!")', view)).toEqual([]);
  });

  it('filter keeps what fits, and is unknown where that is open for one element', () => {
    expect(resultOf('lead.scores.filter(s, s > 1)', { 'lead.scores': [1, 2, null, 3] })).toEqual([2, 3]);
    expect(resultOf('lead.scores.filter(s, s > 1)', { 'lead.scores': [1, undefined] })).toBe(undefined);
  });

  it('map keeps unknown elements', () => {
    expect(resultOf('lead.scores.map(s, s * 2)', { 'lead.scores': [1, undefined, null] })).toEqual([
      2,
      undefined,
      null,
    ]);
    expect(resultOf('size(lead.scores.map(s, s * 2))', { 'lead.scores': [1, undefined] })).toBe(2);
  });

  it('read the fields of elements; a field that an element lacks is unknown', () => {
    const view = {
      'deal.contacts': [{ role: 'champion', engaged: true, titles: ['VP'] }, { role: null }],
      'deal.champion': { role: 'champion' },
    };
    expect(holds('deal.contacts.exists(c, c.role == deal.champion.role && c.engaged)', view)).toBe(true);
    expect(holds('deal.contacts.all(c, c.engaged)', view)).toBe(undefined);
    expect(holds('deal.contacts.exists(c, c.titles.exists(t, t == "VP" && c.engaged))', view)).toBe(true);
    expect(
      holds(
        'deal.contacts.exists(c, c.role == "champion" && deal.contacts.exists(d, d.role == null && c.engaged))',
        view,
      ),
    ).toBe(true);
    expect(holds('deal.champion.role == null', { 'deal.champion': null })).toBe(true);
  });

  it('work on literals and on each other', () => {
    expect(holds('[1, 2, 3].filter(n, n > 1).map(n, n * deal.amount).exists(n, n == 6)', { 'deal.amount': 2 })).toBe(
      true,
    );
  });

  it('keep their place when reading a name evaluates the same expression for another record', () => {
    interface Parent {
      readonly scores: readonly number[];
      readonly child?: Parent;
    }
    const evaluate = (view: Parent): Value => ('ok' in compiled ? compiled.ok.evaluate(view) : undefined);
    const names = new Map<string, Name<Parent>>([
      ['scores', { type: { list: 'number' }, read: (view) => view.scores }],
      ['child', { type: 'boolean', read: ({ child }) => (child === undefined ? false : evaluate(child)) }],
    ]);
    const compiled = compileCondition('scores.all(s, !child && s == 1)', scopeOf(names));
    expect(evaluate({ scores: [1], child: { scores: [2] } })).toBe(true);
  });
});
