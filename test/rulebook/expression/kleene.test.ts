import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/rulebook/expression/type.ts';
import { holds, resultOf, type View } from './deal-scope.ts';

type Truth = boolean | undefined;

const spelled = { true: true, false: false, unknown: undefined } as const;
type Word = keyof typeof spelled;

/** Two booleans that a view can make true, false, blank or unknown. */
const A = 'lead.custom';
const B = 'record.isOpen';

describe('Kleene logic', () => {
  it.each<[Word, Word, Word, Word]>([
    // a, b, a && b, a || b
    ['true', 'true', 'true', 'true'],
    ['true', 'false', 'false', 'true'],
    ['true', 'unknown', 'unknown', 'true'],
    ['false', 'true', 'false', 'true'],
    ['false', 'false', 'false', 'false'],
    ['false', 'unknown', 'false', 'unknown'],
    ['unknown', 'true', 'unknown', 'true'],
    ['unknown', 'false', 'false', 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
  ])('%s with %s gives %s for and, %s for or', (a, b, both, either) => {
    const view = { [A]: spelled[a], [B]: spelled[b] };
    expect(holds(`${A} && ${B}`, view)).toBe(spelled[both]);
    expect(holds(`${A} || ${B}`, view)).toBe(spelled[either]);
  });

  it('negates what is known and leaves unknown unknown', () => {
    expect([true, false, undefined].map((value) => holds(`!${B}`, { [B]: value }))).toEqual([false, true, undefined]);
  });

  it('counts a blank box as not ticked', () => {
    const view = { [B]: null };
    expect(
      ['record.isOpen', '!record.isOpen', 'record.isOpen || false', 'record.isOpen ? true : false'].map((source) =>
        holds(source, view),
      ),
    ).toEqual([false, true, false, false]);
    expect(holds('record.isOpen && deal.amount > 1', view)).toBe(false);
    expect(holds('deal.amount > 1 && record.isOpen', view)).toBe(false);
    expect(holds('record.isOpen == null', view)).toBe(true);
  });

  it('chooses a branch by a known condition, and is unknown by an unknown one unless both branches agree', () => {
    const source = 'record.isOpen ? deal.amount : params.most';
    expect(resultOf(source, { [B]: true, 'deal.amount': 5 })).toBe(5);
    expect(resultOf(source, { [B]: false, 'params.most': 7 })).toBe(7);
    expect(resultOf(source, { 'deal.amount': 5, 'params.most': 7 })).toBe(undefined);
    expect(resultOf(source, { 'deal.amount': 5, 'params.most': 5 })).toBe(5);
    expect(resultOf(source, { 'deal.amount': null, 'params.most': null })).toBe(null);
    expect(resultOf('record.isOpen ? duration("7d") : duration("1w")')).toEqual({ amount: 7, unit: 'd' });
  });

  it.each([
    'deal.amount == null',
    'deal.amount != null',
    'null == deal.amount',
    'has(deal.amount)',
    'deal.amount > 5',
    'deal.amount < null',
    'deal.amount + 1 == 2',
    'deal.amount in [1, 2]',
    '1 in lead.scores',
    'deal.amount in []',
    'lead.tags == null',
    '-params.most < 0',
    'record.nextStep.text.contains("a")',
    '"a".contains(record.nextStep.text)',
    'record.nextStep.text.matches("a")',
    'record.nextStep.text.trim() == ""',
    'size(record.nextStep.text) == 0',
    'lead.tags.size() == 0',
    'lead.tags.all(t, t == "a")',
    'lead.tags.exists(t, t == "a")',
    'lead.tags.exists_one(t, t == "a")',
    'size(lead.tags.filter(t, t == "a")) == 0',
    'abs(deal.amount) == 1',
    'min(deal.amount, 1) == 1',
    'max(1, deal.amount) == 1',
    'olderThan(record.createdAt, duration("1d"))',
    'clamp(1, deal.amount, 2) == 1',
    'record.createdAt < deal.closeDate',
    'deal.champion.role == null',
    'params.limit == duration("1d")',
    'deal.closeDate + params.limit > date("2026-01-01")',
    '"x" + record.nextStep.text == "xx"',
    'record.createdAt - asOf < params.limit',
    'deal.champion == null',
  ])('is unknown where what it reads is unknown: %s', (source) => {
    expect(holds(source, {})).toBe(undefined);
  });
});

/* A small language of its own, with an evaluator written from the interface alone, to compare with. */

type Tree =
  | { readonly is: 'number'; readonly value: number | null }
  | { readonly is: 'name'; readonly path: string }
  | { readonly is: 'truth'; readonly value: boolean }
  | { readonly is: 'not'; readonly of: Tree }
  | { readonly is: 'has'; readonly path: string }
  | { readonly is: 'op'; readonly op: string; readonly left: Tree; readonly right: Tree }
  | { readonly is: 'if'; readonly test: Tree; readonly yes: Tree; readonly no: Tree };

const numberPaths = ['deal.amount', 'params.most'];

const { condition } = fc.letrec<{ condition: Tree; number: Tree }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ is: fc.constant('number' as const), value: fc.constantFrom(0, 1, 2, null) }),
    fc.record({ is: fc.constant('name' as const), path: fc.constantFrom(...numberPaths) }),
    fc.record({
      is: fc.constant('op' as const),
      op: fc.constantFrom('+', '-', '*', '/', '%'),
      left: tie('number'),
      right: tie('number'),
    }),
    fc.record({ is: fc.constant('if' as const), test: tie('condition'), yes: tie('number'), no: tie('number') }),
  ),
  condition: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.record({ is: fc.constant('name' as const), path: fc.constant('record.isOpen') }),
    fc.record({ is: fc.constant('truth' as const), value: fc.boolean() }),
    fc.record({ is: fc.constant('has' as const), path: fc.constantFrom(...numberPaths, 'record.isOpen') }),
    fc.record({ is: fc.constant('not' as const), of: tie('condition') }),
    fc.record({
      is: fc.constant('op' as const),
      op: fc.constantFrom('==', '!=', '<', '<=', '>', '>='),
      left: tie('number'),
      right: tie('number'),
    }),
    fc.record({
      is: fc.constant('op' as const),
      op: fc.constantFrom('&&', '||', '==', '!='),
      left: tie('condition'),
      right: tie('condition'),
    }),
    fc.record({ is: fc.constant('if' as const), test: tie('condition'), yes: tie('condition'), no: tie('condition') }),
  ),
}));

const view = fc.record({
  'deal.amount': fc.constantFrom(0, 1, 2, null, undefined),
  'params.most': fc.constantFrom(0, 1, 2, null, undefined),
  'record.isOpen': fc.constantFrom(true, false, null, undefined),
});

function write(tree: Tree): string {
  switch (tree.is) {
    case 'name':
      return tree.path;
    case 'not':
      return `!(${write(tree.of)})`;
    case 'has':
      return `has(${tree.path})`;
    case 'op':
      return `(${write(tree.left)}) ${tree.op} (${write(tree.right)})`;
    case 'if':
      return `((${write(tree.test)}) ? (${write(tree.yes)}) : (${write(tree.no)}))`;
    default:
      return String(tree.value);
  }
}

/** Unknown and blank as data, so that no habit of JavaScript decides. */
function judge(tree: Tree, of: View): Value {
  switch (tree.is) {
    case 'name':
      return of[tree.path];
    case 'has':
      return of[tree.path] === undefined ? undefined : of[tree.path] !== null;
    case 'not':
      return [true, false, undefined][[false, true, undefined].indexOf(truth(judge(tree.of, of)))];
    case 'op':
      return judgeOperator(tree.op, judge(tree.left, of), judge(tree.right, of));
    case 'if': {
      const test = truth(judge(tree.test, of));
      const [yes, no] = [judge(tree.yes, of), judge(tree.no, of)];
      return test === undefined ? (Object.is(yes, no) || yes === no ? yes : undefined) : test ? yes : no;
    }
    default:
      return tree.value;
  }
}

function truth(value: Value): Truth {
  return value === undefined ? undefined : value === true;
}

function judgeOperator(op: string, a: Value, b: Value): Value {
  if (op === '&&' || op === '||') return judgeLogic(op, truth(a), truth(b));
  if ([a, b].includes(undefined)) return undefined;
  if (op === '==' || op === '!=') return (a === b) === (op === '==');
  const signs = { '<': [-1], '<=': [-1, 0], '>': [1], '>=': [1, 0] }[op];
  if ([a, b].includes(null)) return signs ? false : null;
  const [x, y] = [Number(a), Number(b)];
  return signs ? signs.includes(Math.sign(x - y)) : judgeSum(op, x, y);
}

/** Kleene's tables as arithmetic: false 0, unknown ½, true 1; and is the minimum, or is the maximum. */
function judgeLogic(op: '&&' | '||', a: Truth, b: Truth): Truth {
  const degrees = [a, b].map((value) => (value === undefined ? 0.5 : Number(value)));
  const degree = op === '&&' ? Math.min(...degrees) : Math.max(...degrees);
  return degree === 0.5 ? undefined : degree === 1;
}

function judgeSum(op: string, x: number, y: number): number | null | undefined {
  const results = new Map([
    ['+', x + y],
    ['-', x - y],
    ['*', x * y],
    ['/', x / y],
    ['%', x % y],
  ]);
  return y === 0 && '/%'.includes(op) ? null : results.get(op);
}

describe('any condition', () => {
  it('means what the definition of the language says', () => {
    fc.assert(
      fc.property(condition, view, (tree, of) => {
        expect(holds(write(tree), of)).toBe(truth(judge(tree, of)));
      }),
      { numRuns: 1500 },
    );
  });

  it('that is known while something is unknown stays so whatever the unknown turns out to be', () => {
    const filling = fc.record({
      'deal.amount': fc.constantFrom(0, 1, 2, null),
      'params.most': fc.constantFrom(0, 1, 2, null),
      'record.isOpen': fc.constantFrom(true, false, null),
    });
    fc.assert(
      fc.property(condition, view, filling, (tree, of, later) => {
        const source = write(tree);
        const known = holds(source, of);
        const full = Object.fromEntries(
          Object.entries(of).map(([path, value]) => [
            path,
            value === undefined ? later[path as keyof typeof later] : value,
          ]),
        );
        expect(known === undefined || holds(source, full) === known).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});
