/** Instants kept at either end: the earliest answer how fast the first response was, the latest what came of a transfer. */
export const MOST_AT_END = 32;

const FULL = 2 * MOST_AT_END;

/** Some instants, each once and in order; of many, the earliest and the latest. The same whatever order they came in. */
export function outermost(instants: readonly number[]): number[] {
  const all = [...new Set(instants)].sort((a, b) => a - b);
  return all.length <= FULL ? all : [...all.slice(0, MOST_AT_END), ...all.slice(-MOST_AT_END)];
}

/** Cuts a list back once it has grown to twice of what is kept. May return the list that it was given. */
export const bounded = (instants: number[]): number[] => (instants.length > 2 * FULL ? outermost(instants) : instants);

/** The first of the instants from a moment on. */
export interface First {
  /** `null`: there is none. */
  readonly at: number | null;
  /** Whether it may have been preceded by one that was not kept. */
  readonly isCut: boolean;
}

/** Between the two ends of a full list instants may be missing; one that begins the later end may not be the first. */
export function firstFrom(instants: readonly number[], from: number): First {
  if (instants.length < FULL) {
    let at: number | null = null;
    for (const one of instants) if (one >= from && (at === null || one < at)) at = one;
    return { at, isCut: false };
  }
  const all = outermost(instants);
  const index = all.findIndex((one) => one >= from);
  const at = all[index] ?? null;
  return { at, isCut: all.length === FULL && index === MOST_AT_END && at !== from };
}
