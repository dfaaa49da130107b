import { DAY, type Day, type Instant } from '../../lib/time.ts';

/**
 * Systems and people write dates long gone (1900, 1970) and far off (2050, 9999) where there is none. No CRM is as old as
 * the first, and no sales team plans as far as the others.
 */
const FIRST_DAY: Day = Date.UTC(1971, 0, 1) / DAY;
const LAST_DAY: Day = Date.UTC(2050, 0, 1) / DAY - 1;

/** Whether a date stands for no date. */
export const isSentinelDay = (day: Day): boolean => day < FIRST_DAY || day > LAST_DAY;

/** Whether a moment stands for none, whatever the zone it was written in. */
export const isSentinelInstant = (instant: Instant): boolean => isSentinelDay(Math.floor(instant / DAY));
