/** A shared beginning of up to four characters counts a tenth each (Winkler 1990). */
const PREFIX = 4;
const PREFIX_WEIGHT = 0.1;

/** How many code units of `a` have an equal one in `b` at most `reach` away, and how many of those stand out of order. */
function matches(a: string, b: string, reach: number): { readonly common: number; readonly swapped: number } {
  const inA: number[] = [];
  const taken = new Uint8Array(b.length);
  for (let i = 0; i < a.length; i++) {
    const end = Math.min(b.length, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (taken[j] === 1 || a.charCodeAt(i) !== b.charCodeAt(j)) continue;
      taken[j] = 1;
      inA.push(a.charCodeAt(i));
      break;
    }
  }
  let [swapped, at] = [0, 0];
  for (let j = 0; j < b.length; j++) if (taken[j] === 1 && inA[at++] !== b.charCodeAt(j)) swapped++;
  return { common: inA.length, swapped };
}

/**
 * Similarity of two short texts by Jaro and Winkler, 0 to 1, the same in both directions. Quadratic in their length: for
 * names, not for prose.
 */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return 1;
  // Greedy matching may depend on which text leads: the shorter one does, and of two equally long ones the lesser.
  const isFirst = one.length === other.length ? one < other : one.length < other.length;
  const [a, b] = isFirst ? [one, other] : [other, one];
  const { common, swapped } = matches(a, b, Math.max(0, Math.floor(b.length / 2) - 1));
  if (common === 0) return 0;
  const jaro = (common / a.length + common / b.length + (common - swapped / 2) / common) / 3;
  let prefix = 0;
  while (prefix < Math.min(PREFIX, a.length) && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
}
