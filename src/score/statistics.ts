/** Two-sided 95 % point of the standard normal distribution. */
const z95 = 1.959963984540054;

/** Rounds to `digits` decimals (four by default), so that numbers in a report are stable; never `-0`. */
export function rounded(value: number, digits = 4): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale + 0;
}

/**
 * The 95 % Wilson score interval of `earned` out of `total`, unrounded, within 0–1; `null` when there is nothing to
 * judge. `earned` may hold halves: the formula only uses the share and the count. Sources: E. B. Wilson, "Probable
 * inference, the law of succession, and statistical inference", JASA 22 (1927), 209–212; R. G. Newcombe, "Two-sided
 * confidence intervals for the single proportion", Statistics in Medicine 17 (1998), 857–872, method 3.
 */
export function wilsonInterval(earned: number, total: number): readonly [number, number] | null {
  if (total <= 0) return null;
  const share = earned / total;
  const spread = z95 ** 2 / total;
  const center = share + spread / 2;
  const margin = z95 * Math.sqrt((share * (1 - share)) / total + spread / (4 * total));
  return [Math.max(0, (center - margin) / (1 + spread)), Math.min(1, (center + margin) / (1 + spread))];
}

/** How many of how many. */
export interface Share {
  readonly count: number;
  readonly total: number;
}

/** The difference of two shares, first less second, with its 95 % interval; all within -1 to 1. */
export interface Difference {
  readonly difference: number;
  readonly interval: readonly [number, number];
}

/**
 * The difference of two independent shares with its 95 % interval, from the Wilson limits of each; `null` where one of
 * them is of nothing. Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions:
 * comparison of eleven methods", Statistics in Medicine 17 (1998), 873–890, method 10.
 */
export function shareDifference(a: Share, b: Share): Difference | null {
  const [left, right] = [wilsonInterval(a.count, a.total), wilsonInterval(b.count, b.total)];
  if (left === null || right === null) return null;
  const [p, q] = [a.count / a.total, b.count / b.total];
  const below = Math.hypot(p - left[0], right[1] - q);
  const above = Math.hypot(left[1] - p, q - right[0]);
  return { difference: p - q, interval: [p - q - below, p - q + above] };
}

/**
 * How many times as often, with the 95 % interval on the log scale; `null` where the ratio or its interval does not
 * exist: nothing counted on one side, or nothing there. Source: D. Katz, J. Baptista, S. P. Azen and M. C. Pike,
 * "Obtaining confidence intervals for the risk ratio in cohort studies", Biometrics 34 (1978), 469–474, method C.
 */
export function shareRatio(a: Share, b: Share): { ratio: number; interval: readonly [number, number] } | null {
  if (a.count <= 0 || b.count <= 0) return null;
  const ratio = a.count / a.total / (b.count / b.total);
  const spread = z95 * Math.sqrt(1 / a.count - 1 / a.total + 1 / b.count - 1 / b.total);
  return { ratio, interval: [ratio * Math.exp(-spread), ratio * Math.exp(spread)] };
}

export interface Kappa {
  readonly kappa: number;
  readonly standardError: number;
  /** 95 %, cut at -1 and 1. */
  readonly interval: readonly [number, number];
}

/** The share of each category among the first and the second scores, and of each pair. */
function sharesOf(pairs: readonly (readonly [number, number])[], categories: readonly number[]) {
  const share = (has: (pair: readonly [number, number]) => boolean): number => pairs.filter(has).length / pairs.length;
  return {
    rows: categories.map((one) => share(([a]) => a === one)),
    columns: categories.map((one) => share(([, b]) => b === one)),
    cells: categories.map((one) => categories.map((other) => share(([a, b]) => a === one && b === other))),
  };
}

const sumOver = (size: number, term: (i: number, j: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) sum += term(i, j);
  return sum;
};

/**
 * Weighted kappa of pairs of scores on ordered categories: agreement beyond chance, where scores further apart count as
 * less agreement, by the square of the distance (`power` 2) or the distance itself (1). `null` without pairs, and where
 * both sides have but one and the same category, since chance then agrees as well. Sources: J. Cohen, "Weighted kappa",
 * Psychological Bulletin 70 (1968), 213–220; the standard error: J. L. Fleiss, J. Cohen and B. S. Everitt,
 * "Large sample standard errors of kappa and weighted kappa", Psychological Bulletin 72 (1969), 323–327.
 */
export function weightedKappa(
  pairs: readonly (readonly [number, number])[],
  categories: readonly number[],
  power: 1 | 2 = 2,
): Kappa | null {
  const size = categories.length;
  if (pairs.length === 0 || size < 2) return null;
  const { rows, columns, cells } = sharesOf(pairs, categories);
  const [row, column] = [(i: number) => rows[i] ?? 0, (j: number) => columns[j] ?? 0];
  const weight = (i: number, j: number): number => 1 - (Math.abs(i - j) / (size - 1)) ** power;
  const observed = sumOver(size, (i, j) => weight(i, j) * (cells[i]?.[j] ?? 0));
  const expected = sumOver(size, (i, j) => weight(i, j) * row(i) * column(j));
  if (expected >= 1 - 1e-12) return null;
  const kappa = (observed - expected) / (1 - expected);
  const ofRow = categories.map((_, i) => categories.reduce((sum, __, j) => sum + weight(i, j) * column(j), 0));
  const ofColumn = categories.map((_, j) => categories.reduce((sum, __, i) => sum + weight(i, j) * row(i), 0));
  const term = (i: number, j: number): number =>
    weight(i, j) * (1 - expected) - ((ofRow[i] ?? 0) + (ofColumn[j] ?? 0)) * (1 - observed);
  const squares = sumOver(size, (i, j) => (cells[i]?.[j] ?? 0) * term(i, j) ** 2);
  const variance = squares - (observed * expected - 2 * expected + observed) ** 2;
  const standardError = Math.sqrt(Math.max(0, variance) / pairs.length) / (1 - expected) ** 2;
  const spread = z95 * standardError;
  return { kappa, standardError, interval: [Math.max(-1, kappa - spread), Math.min(1, kappa + spread)] };
}
