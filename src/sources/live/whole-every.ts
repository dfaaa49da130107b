import { DAY } from '../../lib/time.ts';

/** However well changes are followed, everything is read anew after so long: what slips through has an end. */
export const WHOLE_EVERY = 28 * DAY;

export const STALE = 'the last reading of everything is four weeks old';
