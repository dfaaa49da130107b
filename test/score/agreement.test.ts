import { expect, it } from 'vitest';
import { shareDifference, shareRatio, weightedKappa } from '../../src/score/statistics.ts';

const pairsOf = (table: readonly (readonly number[])[]): readonly (readonly [number, number])[] =>
  table.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [i + 1, j + 1] as const)));

const round = (values: readonly number[] = [], digits = 4): readonly number[] =>
  values.map((value) => Number(value.toFixed(digits)));

it.each([
  // R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, table II, method 10.
  [
    [56, 70],
    [48, 80],
    [0.0524, 0.3339],
  ],
  [
    [9, 10],
    [3, 10],
    [0.1705, 0.809],
  ],
  [
    [5, 56],
    [0, 29],
    [-0.0381, 0.1926],
  ],
] as const)('the interval of %j less %j is the published one', ([a, m], [b, n], published) => {
  const found = shareDifference({ count: a, total: m }, { count: b, total: n });

  expect(round(found?.interval)).toEqual(published);
});

it('a share of nothing has no difference to anything', () => {
  expect(shareDifference({ count: 0, total: 0 }, { count: 1, total: 2 })).toBeNull();
});

it('the quadratically weighted kappa of two radiologists is the published one', () => {
  // 85 mammograms, four categories: N. F. Boyd and others, JNCI 68 (1982); kappa as in the Stata manual, [R] kappa.
  const readings = [
    [21, 12, 0, 0],
    [4, 17, 1, 0],
    [3, 9, 15, 2],
    [0, 0, 0, 1],
  ];

  expect(weightedKappa(pairsOf(readings), [1, 2, 3, 4])?.kappa).toBeCloseTo(0.6714, 4);
});

it('the linearly weighted kappa of couples has the published standard error', () => {
  // 91 couples, four categories: A. Agresti, Categorical Data Analysis (1990); R package vcd, SexualFun.
  const couples = [
    [7, 7, 2, 3],
    [2, 8, 3, 7],
    [1, 5, 4, 9],
    [2, 8, 9, 14],
  ];
  const found = weightedKappa(pairsOf(couples), [1, 2, 3, 4], 1);

  expect(round([found?.kappa ?? 0, found?.standardError ?? 0], 3)).toEqual([0.237, 0.078]);
});

it('full agreement on several categories is a kappa of one, and on a single one says nothing', () => {
  expect(
    weightedKappa(
      [
        [1, 1],
        [3, 3],
      ],
      [1, 2, 3, 4],
    )?.kappa,
  ).toBe(1);
  expect(
    weightedKappa(
      [
        [3, 3],
        [3, 3],
      ],
      [1, 2, 3, 4],
    ),
  ).toBeNull();
  expect(weightedKappa([], [1, 2, 3, 4])).toBeNull();
});

it('a ratio of shares has the published interval, and none where nothing was counted', () => {
  // Physicians' Health Study, placebo against aspirin: 189 of 11,034 and 104 of 11,037; A. Agresti (1990), section 2.2.
  const found = shareRatio({ count: 189, total: 11_034 }, { count: 104, total: 11_037 });

  expect(round([found?.ratio ?? 0, ...(found?.interval ?? [])], 2)).toEqual([1.82, 1.43, 2.31]);
  expect(shareRatio({ count: 0, total: 5 }, { count: 2, total: 5 })).toBeNull();
});
