import type { Streak, StreakOf } from './changes.ts';

/** A run as streaks need it. */
export interface PastRun {
  readonly asOf: string;
  readonly fingerprints: ReadonlySet<string>;
}

/** Runs looked at: nobody counts further, and every one of them has to be read. */
const MOST_RUNS = 13;

/**
 * How many runs in a row have each finding. `past` begins with the latest run and goes back; reading ends where no
 * finding is left that was in all of them.
 */
export async function streaksOf(past: AsyncIterable<PastRun>): Promise<StreakOf> {
  const streaks = new Map<string, Streak>();
  let open: ReadonlySet<string> | undefined;
  let runs = 0;
  for await (const { asOf, fingerprints } of past) {
    runs += 1;
    const still = new Set(open === undefined ? fingerprints : [...open].filter((one) => fingerprints.has(one)));
    for (const one of still) streaks.set(one, { runs, since: asOf });
    open = still;
    if (still.size === 0 || runs === MOST_RUNS) break;
  }
  return (fingerprint) => streaks.get(fingerprint);
}
