import { DAY } from '../../lib/time.ts';
import type { HeldRows } from './held-rows.ts';

const isBefore = (text: string, instant: number): boolean => Date.parse(text) < instant;

/**
 * Deals that nobody judges any more, by id: closed, with a close date before `since`, and untouched since then, so that no
 * change of stage can be later. The day of slack is for the time zone, in which a close date ends. Their own rows, history
 * and notes still tell what is usual and what was copied; people and e-mails that only they lead to tell of nothing else.
 */
export const closedBefore = (held: HeldRows, since: number): ReadonlySet<string> =>
  new Set(
    held.values(
      'Opportunity',
      'Id',
      (cellOf) =>
        cellOf('IsClosed') === 'true' &&
        isBefore(cellOf('CloseDate'), since - 2 * DAY) &&
        isBefore(cellOf('LastModifiedDate'), since),
    ),
  );
