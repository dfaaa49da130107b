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
