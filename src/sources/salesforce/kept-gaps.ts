import * as z from 'zod';
import type { Gap } from '../../model/dataset.ts';
import type { Reads } from './read-query.ts';

const gapSchema = z.object({
  what: z.string(),
  reason: z.string(),
  hides: z.array(z.string()),
  isIncomplete: z.boolean(),
});
const keptSchema = z.object({ gap: gapSchema });

/** A gap among the rows that are kept: what an interrupted run has found out, the next one says, too. */
interface KeptGap {
  readonly gap: Gap;
}

/** The gap that was kept in the place of a row. */
export function gapIn(kept: unknown): Gap | undefined {
  const found = Array.isArray(kept) ? undefined : keptSchema.safeParse(kept).data;
  return found?.gap;
}

/** The same reads, with an ear for their gaps: `taken` hands over those since it was last asked. */
export function hearing(reads: Reads): { readonly reads: Reads; readonly taken: () => readonly KeptGap[] } {
  const heard: KeptGap[] = [];
  return {
    reads: {
      ...reads,
      note: (gap) => {
        heard.push({ gap });
        reads.note(gap);
      },
    },
    taken: () => heard.splice(0),
  };
}
