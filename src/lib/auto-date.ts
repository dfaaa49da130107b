import { compileSteps, type DateReader, type DateReading, readSteps, yearOf } from './date-pattern.ts';
import { patternParts, type Step } from './date-tokens.ts';
import { type Instant, parseDay, parseInstant, type WallClock } from './time.ts';
import { UTC } from './time-zone.ts';

/** How 11/5/2026 reads: 5 November, or 11 May. */
export type DateOrder = 'mdy' | 'dmy';

const DATES = [
  ...['d.M.yyyy', 'd.M.yy', 'yyyy/M/d', 'yyyy.M.d', 'yyyyMMdd'],
  ...['d MMM yyyy', 'd. MMM yyyy', 'd-MMM-yyyy', 'd MMM yy', 'd-MMM-yy', 'MMM d, yyyy', 'MMM d yyyy'],
] as const;
const ORDERED = {
  mdy: ['M/d/yyyy', 'M/d/yy', 'M-d-yyyy', 'M-d-yy'],
  dmy: ['d/M/yyyy', 'd/M/yy', 'd-M-yyyy', 'd-M-yy'],
} as const;
const TIMES = ['h:mm a', 'h:mma', 'h:mm:ss a', 'H:mm', 'H:mm:ss', 'H:mm:ss.SSS'].flatMap((time) => [
  ` ${time}`,
  `, ${time}`,
]);

/** Reads dates in whatever common form each is written; see `compileDateFormat`. */
export function autoDate(asOf: Instant, order: DateOrder | undefined): DateReader {
  const compile = (patterns: readonly string[]) =>
    patterns.flatMap((pattern) => {
      const steps = compileSteps(patternParts(pattern) ?? [], yearOf(asOf));
      return steps === undefined ? [] : [steps];
    });
  const times = compile(TIMES);
  const dates = compile(DATES);
  const ordered = { mdy: compile(ORDERED.mdy), dmy: compile(ORDERED.dmy) };
  return (text) =>
    readIso(text) ??
    readSteps(text, dates, times) ??
    (order === undefined ? readEitherOrder(text, ordered, times) : readSteps(text, ordered[order], times));
}

/** Reads nothing off a wall, so that only text with an offset of its own gives an instant. */
const NO_CLOCK: WallClock = { fromWall: () => Number.NaN };

function readIso(text: string): DateReading | undefined {
  const day = parseDay(text);
  if (day !== undefined) return { kind: 'day', day };
  const instant = parseInstant(text, NO_CLOCK);
  if (instant !== undefined) return { kind: 'instant', instant };
  const wall = parseInstant(text, UTC);
  return wall === undefined ? undefined : { kind: 'wall', wall };
}

/** A date that only one order allows, or that both read alike. */
function readEitherOrder(
  text: string,
  ordered: Readonly<Record<DateOrder, readonly (readonly Step[])[]>>,
  times: readonly (readonly Step[])[],
): DateReading | undefined {
  const mdy = readSteps(text, ordered.mdy, times);
  const dmy = readSteps(text, ordered.dmy, times);
  if (mdy === undefined || dmy === undefined) return mdy ?? dmy;
  return JSON.stringify(mdy) === JSON.stringify(dmy) ? mdy : undefined;
}
