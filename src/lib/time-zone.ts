import type { Problem } from './errors.ts';
import { didYouMean } from './nearest.ts';
import { DAY, type Day, HOUR, type Instant, MINUTE, type WallClock } from './time.ts';

/**
 * A time zone. Where the clock is put back, a time that comes twice means the first; where it is put forward, a time
 * that is skipped means the first moment after the gap, so that a later reading is never an earlier instant.
 */
export interface Zone extends WallClock {
  readonly name: string;
  /** Milliseconds that the wall clock is ahead of UTC at an instant. */
  offset(instant: Instant): number;
  toDay(instant: Instant): Day;
  /** `minuteOfDay` is whole: seconds are cut off. */
  toLocal(instant: Instant): { readonly day: Day; readonly minuteOfDay: number };
  toInstant(day: Day, minuteOfDay: number): Instant;
  startOfDay(day: Day): Instant;
  /** The last millisecond of the day. */
  endOfDay(day: Day): Instant;
}

interface Segment {
  readonly from: Instant;
  readonly until: Instant;
  readonly offset: number;
}

const WEEK = 7 * DAY;
const BLOCK = 52 * WEEK;
/** No zone was ever further than this from UTC (Manila before 1844: 15 h 56 min). */
const WIDEST = 16 * HOUR;
/** 400 Gregorian years, a whole number of weeks: the rules of a zone repeat after them. */
const CYCLE = 146_097 * DAY;
/** 1800-01-01: before standard time, a zone keeps its first offset. */
const FIRST = -5_364_662_400_000;
/** 2800-01-01: past every table of dates, only rules that repeat are left. */
const LAST = 26_192_246_400_000;

const UTC_NAMES = new Set(['utc', 'etc/utc', 'gmt', 'etc/gmt', 'z', 'zulu', 'etc/zulu', 'universal', 'etc/universal']);

/** Names in use that the list of the runtime leaves out or lists under their older spelling. */
const MORE_NAMES = ['UTC', 'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Yangon', 'Asia/Ho_Chi_Minh', 'Europe/Kyiv'] as const;

export const UTC: Zone = zoneFrom(
  'UTC',
  () => 0,
  (wall) => wall,
);

/**
 * The zone of an IANA name (`America/New_York`), or the problem with it. Offsets come from the runtime's own time-zone
 * data and are kept as segments between clock changes, so a look-up costs a comparison or two.
 */
export function createZone(name: string): Zone | Problem {
  if (UTC_NAMES.has(name.toLowerCase())) return UTC;
  const read = offsetReader(name);
  if (read === undefined) {
    const hint = didYouMean(name, [...Intl.supportedValuesOf('timeZone'), ...MORE_NAMES]);
    return { message: `unknown time zone "${name}"`, hint: hint ?? 'use a name such as Europe/Berlin or UTC' };
  }
  const segmentAt = segmentFinder(read);
  const offset = (instant: Instant) => segmentAt(instant).offset;
  return zoneFrom(name, offset, wallReader(offset));
}

function zoneFrom(name: string, offset: (instant: Instant) => number, fromWall: (wall: number) => Instant): Zone {
  return {
    name,
    offset,
    fromWall,
    toDay: (instant) => Math.floor((instant + offset(instant)) / DAY),
    toLocal: (instant) => {
      const wall = instant + offset(instant);
      const day = Math.floor(wall / DAY);
      return { day, minuteOfDay: Math.floor((wall - day * DAY) / MINUTE) };
    },
    toInstant: (day, minuteOfDay) => fromWall(day * DAY + minuteOfDay * MINUTE),
    startOfDay: (day) => fromWall(day * DAY),
    endOfDay: (day) => fromWall((day + 1) * DAY) - 1,
  };
}

/** Asks the runtime for an offset, to the second; undefined when it does not know the zone. Slow: never per record. */
function offsetReader(name: string): ((instant: Instant) => number) | undefined {
  // Newer runtimes take "+05:30" for a zone, older ones do not: refused everywhere.
  if (!/^[A-Za-z]/.test(name)) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
  return (instant) => {
    const read: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) read[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
  };
}

function segmentFinder(read: (instant: Instant) => number): (instant: Instant) => Segment {
  const blocks = new Map<number, readonly Segment[]>();
  let recent: Segment = { from: 0, until: 0, offset: 0 };
  return (instant) => {
    if (instant >= recent.from && instant < recent.until) return recent;
    const known = withinTables(instant);
    const index = Math.floor(known / BLOCK);
    let block = blocks.get(index);
    if (block === undefined) {
      block = segmentsOf(read, index * BLOCK);
      blocks.set(index, block);
    }
    const found = block.find(({ until }) => known < until);
    if (found === undefined) return { from: instant, until: instant, offset: 0 };
    recent = found;
    return found;
  };
}

function withinTables(instant: Instant): Instant {
  if (instant < FIRST) return FIRST;
  return instant < LAST ? instant : LAST - CYCLE + ((instant - LAST) % CYCLE);
}

/** Offsets over one block: sampled weekly, for no zone changed its clock and changed it back within a week. */
function segmentsOf(read: (instant: Instant) => number, start: Instant): readonly Segment[] {
  const segments: Segment[] = [];
  let from = start;
  let offset = read(start);
  for (let week = start + WEEK; week <= start + BLOCK; week += WEEK) {
    const next = read(week);
    if (next === offset) continue;
    const change = changeBetween(read, week - WEEK, week);
    segments.push({ from, until: change, offset });
    from = change;
    offset = next;
  }
  if (from < start + BLOCK) segments.push({ from, until: start + BLOCK, offset });
  return segments;
}

/** The first instant, to the second, that has the offset of `high`. Both ends are whole seconds. */
function changeBetween(read: (instant: Instant) => number, low: Instant, high: Instant): Instant {
  const after = read(high);
  let before = low;
  let until = high;
  while (until - before > 1000) {
    const middle = before + Math.floor((until - before) / 2000) * 1000;
    if (read(middle) === after) until = middle;
    else before = middle;
  }
  return until;
}

function wallReader(offset: (instant: Instant) => number): (wall: number) => Instant {
  return (wall) => {
    const before = offset(wall - WIDEST);
    const after = offset(wall + WIDEST);
    if (before === after) return wall - before;
    if (offset(wall - before) === before) return wall - before;
    if (offset(wall - after) === after) return wall - after;
    const second = Math.floor(wall / 1000) * 1000;
    return changeBetween(offset, second - WIDEST, second + WIDEST);
  };
}
