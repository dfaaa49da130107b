import type { Gap } from '../../model/dataset.ts';

/** What is noticed on the way and told in the end. */
export interface Told {
  readonly gap: (gap: Gap) => void;
  /** Something that is told once, with how often it was. */
  readonly count: (what: string, reason: (count: number) => string, more: number) => void;
  /** The gaps of what was counted. */
  readonly counted: () => readonly Gap[];
}

export function startTold(gaps: Gap[]): Told {
  const counts = new Map<
    string,
    { readonly what: string; readonly reason: (count: number) => string; count: number }
  >();
  return {
    gap: (gap) => {
      gaps.push(gap);
    },
    count: (what, reason, more) => {
      if (more === 0) return;
      const key = `${what}\n${reason(0)}`;
      const known = counts.get(key) ?? { what, reason, count: 0 };
      known.count += more;
      counts.set(key, known);
    },
    counted: () =>
      [...counts.values()].map(({ what, reason, count }) => ({
        what,
        reason: reason(count),
        hides: [],
        isIncomplete: true,
      })),
  };
}

/** What is told passes through; of a reading of which anything is told, nothing is kept, so that it is told again. */
export function watching(told: Told): { readonly watched: Told; readonly isWhole: () => boolean } {
  let isWhole = true;
  return {
    isWhole: () => isWhole,
    watched: {
      ...told,
      gap: (gap) => {
        isWhole = false;
        told.gap(gap);
      },
      count: (what, reason, more) => {
        isWhole &&= more === 0;
        told.count(what, reason, more);
      },
    },
  };
}
