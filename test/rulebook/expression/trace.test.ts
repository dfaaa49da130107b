import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../src/rulebook/expression/compile.ts';
import { dealScope, leavesOf, type View } from './deal-scope.ts';

describe('reads', () => {
  it('lists every path once, sorted, whether or not an evaluation gets there', () => {
    const compiled = compileCondition(
      'record.isOpen && (deal.amount > 1 || deal.amount < params.most) && deal.contacts.exists(c, c.engaged)',
      dealScope,
    );
    expect('ok' in compiled && compiled.ok.reads).toEqual([
      'deal.amount',
      'deal.contacts',
      'params.most',
      'record.isOpen',
    ]);
  });
});

describe('trace', () => {
  it('gives the value and what was read to find it, in order', () => {
    expect(
      leavesOf('record.isOpen && deal.amount >= params.most && deal.amount < 9', {
        'record.isOpen': true,
        'deal.amount': 5,
        'params.most': 2,
      }),
    ).toEqual([
      { path: 'record.isOpen', value: true },
      { path: 'deal.amount', value: 5 },
      { path: 'params.most', value: 2 },
    ]);
  });

  it('leaves out what was not read', () => {
    expect(leavesOf('record.isOpen && deal.amount > 1', { 'record.isOpen': false, 'deal.amount': 5 })).toEqual([
      { path: 'record.isOpen', value: false },
    ]);
  });

  it('begins anew with each record and agrees with the evaluation', () => {
    const compiled = compileCondition('record.isOpen && deal.amount > 1', dealScope);
    const views: readonly View[] = [
      { 'record.isOpen': true, 'deal.amount': 5 },
      { 'record.isOpen': false },
      { 'record.isOpen': true },
    ];
    const traces = views.map((view) => ('ok' in compiled ? compiled.ok.trace(view) : undefined));
    expect(traces.map((trace) => trace?.value)).toEqual(
      views.map((view) => 'ok' in compiled && compiled.ok.evaluate(view)),
    );
    expect(traces.map((trace) => trace?.leaves.length)).toEqual([2, 1, 2]);
  });

  it('names the unknown fields of elements, which say why a result is unknown', () => {
    const view = { 'deal.contacts': [{ role: 'buyer', engaged: true }, { role: 'buyer' }] };
    const leaves = leavesOf('deal.contacts.filter(c, c.role == "buyer").all(c, c.engaged)', view);
    expect(leaves.filter((leaf) => leaf.value === undefined)).toEqual([
      { path: 'deal.contacts[].engaged', value: undefined },
    ]);
    expect(leavesOf('lead.tags.all(t, t == "a")', { 'lead.tags': ['a', undefined] })).toContainEqual({
      path: 'lead.tags[]',
      value: undefined,
    });
  });
});
