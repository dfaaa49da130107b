interface Row {
  readonly before: readonly number[];
  readonly previous: readonly number[];
}

/** The next row of the table of edit distances, for the character `a[i - 1]`. */
function nextRow(a: string, b: string, i: number, { before, previous }: Row): readonly number[] {
  const row = [i];
  for (let j = 1; j <= b.length; j++) {
    const cost = a[i - 1] === b[j - 1] ? 0 : 1;
    const best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
    const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    row.push(isSwapped ? Math.min(best, (before[j - 2] ?? 0) + 1) : best);
  }
  return row;
}

/** Edit distance with transposition (optimal string alignment); beyond `limit` where the lengths alone say so. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let rows: Row = { before: [], previous: Array.from({ length: b.length + 1 }, (_, i) => i) };
  for (let i = 1; i <= a.length; i++) rows = { before: rows.previous, previous: nextRow(a, b, i, rows) };
  return rows.previous[b.length] ?? 0;
}

/** The names that a misspelt `given` most probably meant, nearest first; none when nothing is near. */
export function nearest(given: string, names: Iterable<string>, most = 1): string[] {
  const wanted = given.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const scored: { name: string; score: number }[] = [];
  for (const name of names) {
    const lower = name.toLowerCase();
    const score = lower.includes(wanted) && wanted.length >= 3 ? 1 : distance(wanted, lower, limit);
    if (score <= limit) scored.push({ name, score });
  }
  return scored
    .sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** `did you mean "severity"?`, or `undefined` when no name is near. */
export function didYouMean(given: string, names: Iterable<string>): string | undefined {
  const [best] = nearest(given, names);
  return best === undefined ? undefined : `did you mean "${best}"?`;
}
