import type { Deal } from '../../model/records.ts';
import type { Fold } from '../fold.ts';

/** A won deal, as far as it shows how long winning takes. */
export interface Win {
  /** `undefined` where it is not known. */
  createdAt: number | undefined;
}

/** Folded under the id of the deal. Of two rows of one deal the earlier creation counts. */
export const wins: Fold<Deal, Win> = {
  start: () => ({ createdAt: undefined }),
  step: (acc, { createdAt }) => earlier(acc, { createdAt: createdAt ?? undefined }),
  merge: (a, b) => earlier(a, b),
};

const earlier = (a: Win, b: Win): Win => ((b.createdAt ?? Infinity) < (a.createdAt ?? Infinity) ? b : a);
