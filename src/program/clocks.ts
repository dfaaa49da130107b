import { type Day, formatDay, parseDay } from '../lib/time.ts';
import type { Certified } from '../model/certification-record.ts';
import type { DealOutcome } from '../model/outcome.ts';
import type { ClockName, ClockRow } from '../model/recertification.ts';

/** What a clock says: it has run out, it has not, or it cannot be told and why. */
export type Reading = ClockRow | { readonly clock: ClockName; readonly reason: string } | null;

/** One stored week of one rep: the levels of one certification. */
export interface Week {
  readonly run: string;
  /** The first day of the week. */
  readonly from: string;
  readonly total: number;
  /** What the total would be at best with what is missing. */
  readonly best: number;
  readonly threshold: number;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Levels below the threshold in so many weekly snapshots in a row, the last of them included. `weeks` are in order. */
export function totalClock(weeks: readonly (Week | null)[], snapshots: number): Reading {
  const reversed = [...weeks].reverse();
  const end = reversed.findIndex((week) => week === null || week.best >= week.threshold);
  const below = reversed.slice(0, end < 0 ? undefined : end).filter((week) => week !== null);
  const first = below.at(-1);
  if (below.length < snapshots || first === undefined)
    return weeks.filter((week) => week !== null).length < snapshots
      ? { clock: 'total', reason: `fewer than ${counted(snapshots, 'weekly snapshot')} since the decision` }
      : null;
  return {
    clock: 'total',
    since: first.from,
    message: `below the threshold in ${counted(below.length, 'weekly snapshot')} in a row`,
    evidence: [...below].reverse().map(({ run, from, total, threshold }) => ({
      what: `run ${run}, week of ${from}`,
      value: `${total}, ${threshold} needed`,
    })),
  };
}

export interface WinRateLimits {
  readonly drop: number;
  readonly days: number;
  readonly baseline: number;
  readonly minimum: number;
}

/** A deal that is closed, with its day. */
export interface ClosedDeal {
  readonly day: Day;
  readonly isWon: boolean;
}

export const closedDeals = (deals: readonly DealOutcome[], dayOf: (instant: number) => Day): readonly ClosedDeal[] =>
  deals.flatMap(({ closedAt, isWon }) =>
    typeof closedAt === 'number' && isWon !== undefined ? [{ day: dayOf(closedAt), isWon }] : [],
  );

const within = (deals: readonly ClosedDeal[], after: Day, until: Day) => {
  const own = deals.filter(({ day }) => day > after && day <= until);
  return { won: own.filter(({ isWon }) => isWon).length, closed: own.length };
};

/** The deals of the last `days` up to a day, beside those of the `baseline` days before them. */
const windowsAt = (deals: readonly ClosedDeal[], today: Day, { days, baseline }: WinRateLimits) => ({
  recent: within(deals, today - days, today),
  before: within(deals, today - days - baseline, today - days),
});

function isLow(deals: readonly ClosedDeal[], today: Day, limits: WinRateLimits): boolean | undefined {
  const { recent, before } = windowsAt(deals, today, limits);
  if (recent.closed < limits.minimum || before.closed < limits.minimum) return undefined;
  // In whole deals, so that exactly ten points are not more than ten for want of a last digit.
  return (before.won * recent.closed - recent.won * before.closed) * 100 > limits.drop * before.closed * recent.closed;
}

const rate = ({ won, closed }: { won: number; closed: number }): string =>
  `${won} of ${closed} won (${closed === 0 ? 0 : Math.round((won / closed) * 1000) / 10} %)`;

/** The win rate of the last 30 days against that of the 90 days before them. */
export function winRateClock(deals: readonly ClosedDeal[], today: Day, limits: WinRateLimits): Reading {
  const { recent, before } = windowsAt(deals, today, limits);
  const low = isLow(deals, today, limits);
  if (low === undefined)
    return {
      clock: 'win-rate',
      reason: `${counted(recent.closed, 'deal')} closed in the last ${limits.days} days and ${before.closed} in the ${limits.baseline} before; ${limits.minimum} are needed in each`,
    };
  if (!low) return null;
  let since = today;
  while (isLow(deals, since - 1, limits) === true) since -= 1;
  return {
    clock: 'win-rate',
    since: formatDay(since),
    message: `the win rate is more than ${limits.drop} points below that of the ${limits.baseline} days before`,
    evidence: [
      { what: `the last ${limits.days} days`, value: rate(recent) },
      { what: `the ${limits.baseline} days before`, value: rate(before) },
    ],
  };
}

export interface Leave {
  readonly from: string;
  readonly to: string | undefined;
}

/** A leave since the decision that was longer than so many days. One that has not ended counts up to today. */
export function leaveClock(leaves: readonly Leave[], decidedOn: string, today: Day, longest: number): Reading {
  const long = leaves.filter(({ from, to }) => {
    const [first, last] = [parseDay(from), to === undefined ? today : Math.min(today, parseDay(to) ?? today)];
    return first !== undefined && formatDay(last) > decidedOn && last - first + 1 > longest;
  });
  const last = long.at(-1);
  if (last === undefined) return null;
  const first = parseDay(last.from) ?? today;
  return {
    clock: 'leave',
    since: formatDay(first + longest),
    message: `on leave for more than ${longest} days since the decision`,
    evidence: [{ what: 'leave file', value: `from ${last.from} to ${last.to ?? 'now'}` }],
  };
}

export interface Event {
  readonly date: string;
  readonly what: string;
  readonly where: string;
}

/** Something that happened after the decision and up to today: the first of it says since when. */
export function eventClock(
  clock: 'pivot' | 'routing',
  events: readonly Event[],
  { decidedOn, today }: { readonly decidedOn: string; readonly today: string },
): Reading {
  const since = events
    .filter(({ date }) => date > decidedOn && date <= today)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const [first] = since;
  if (first === undefined) return null;
  const message =
    clock === 'pivot' ? 'what is sold, or to whom, has changed' : 'the routing or territory of the rep has changed';
  return {
    clock,
    since: first.date,
    message,
    evidence: since.map(({ where, what, date }) => ({ what: where, value: `${date}: ${what}` })),
  };
}

const majorOf = (version: string): string => version.split('.')[0] ?? version;

/** What is in force now. */
export interface Versions {
  readonly rubrics: ReadonlyMap<string, { readonly version: string; readonly changed: string | null }>;
  readonly packs: ReadonlyMap<string, string>;
}

/** A pack or rubric with another major version than the decision was made by. */
export function versionClock(certified: Certified, { rubrics, packs }: Versions, today: string): Reading {
  const rubric = rubrics.get(certified.certification);
  const moved = [
    ...(rubric !== undefined
      ? [['rubric', certified.certification, certified.rubricVersion, rubric.version] as const]
      : []),
    ...certified.packs.flatMap(({ id, version }) => {
      const now = packs.get(id);
      return now === undefined ? [] : [['pack', id, version, now] as const];
    }),
  ].filter(([, , then, now]) => majorOf(then) !== majorOf(now));
  if (moved.length === 0) return null;
  const changed = rubric?.changed;
  return {
    clock: 'version',
    since: changed && changed > certified.decidedOn && changed <= today ? changed : today,
    message: 'the rules have a new major version',
    evidence: moved.map(([kind, id, then, now]) => ({ what: `${kind} ${id}`, value: `${then} then, ${now} now` })),
  };
}

/** The last day of the certificate, where it has come near. */
export function calendarClock({ validUntil, verdict }: Certified, today: Day, within: number): Reading {
  const last = validUntil === null ? undefined : parseDay(validUntil);
  if (last === undefined || validUntil === null || last - today > within) return null;
  const left = last - today;
  const message =
    left < 0 ? `ended ${counted(-left, 'day')} ago` : left === 0 ? 'ends today' : `ends in ${counted(left, 'day')}`;
  return {
    clock: 'calendar',
    since: validUntil,
    message,
    evidence: [{ what: `ledger, ${verdict}`, value: `valid until ${validUntil}` }],
  };
}
